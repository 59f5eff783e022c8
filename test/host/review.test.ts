// Doing something to a review from the editor: only what the server offers, confirmed, on the patch set that was seen.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { abandon, ready, recheck, restore, vote } from '../../src/editor/command/review';
import { createSessions, type Sessions } from '../../src/editor/session/sessions';
import type { Credential } from '../../src/review/credentials';
import { direct } from '../../src/review/route';
import { git, MANAGER, operatorEnv } from '../demo/repository';
import { type GerritServer, startGerrit } from '../fakes/gerrit';
import type { Conversation } from '../fakes/gerrit-conversation';
import { runProgram } from '../git/scene';
import { makeOperator, type Operator } from './operator';
import { type StandIn, standIn } from './stand-in';

const LOGIN = { user: 'olive', secret: 'hunter2' };

suite('reviews', () => {
  let operator: Operator;
  let gerrit: GerritServer;
  let conversation: Conversation;
  let sessions: Sessions;
  let person: StandIn;
  let login: Credential | undefined;
  let target: { root: string; fix: string; branch: string };

  suiteSetup(async () => {
    operator = makeOperator();
    conversation = { comments: [], done: [] };
    gerrit = await startGerrit({
      fixtures: join(__dirname, '../../../test/fixtures/gerrit'),
      ...{ conversation, project: 'openstack/shoal' },
      accounts: { olive: { secret: LOGIN.secret, name: 'Olive Operator' } },
    });
    git(operator.clone, 'config', 'fishladder.gerritUrl', gerrit.url);
    const run = (...args: string[]) => runProgram(operator.clone, args, operatorEnv());
    await run('mark', MANAGER, '--title', 'Forget a volume');
    await run('port');
    target = { root: operator.clone, fix: 'forget-a-volume', branch: 'master' };
  });
  suiteTeardown(async () => {
    await gerrit.close();
    operator.remove();
  });
  setup(() => {
    login = LOGIN;
    conversation.done.length = 0;
  });
  teardown(() => {
    person.restore();
    sessions.dispose();
  });

  /** The review of master is in this situation. */
  async function openWith(situation: 'ci-failed' | 'wip' | 'abandoned'): Promise<void> {
    gerrit.setReviews({ '*': { master: situation } });
    const credentials = { get: async () => login };
    const host = {
      now: () => new Date(),
      environment: process.env,
      credentials,
      routes: direct,
      userAgent: 'fishladder/test',
    };
    sessions = createSessions(host, () => {});
    const session = await sessions.open(operator.file);
    await session?.settled();
    await session?.ask(AbortSignal.timeout(10_000));
  }
  const done = () => conversation.done.map(({ path, body }) => [path.replace(/[0-9a-f]{40}/, 'SHA'), body]);

  test('a vote is picked by label and value, and goes to the patch set that is shown', async () => {
    await openWith('ci-failed');
    person = standIn([], ['Code-Review +1']);
    await vote(sessions, target);
    assert.deepEqual(done(), [['revisions/SHA/review', { labels: { 'Code-Review': 1 } }]]);
    assert.match(person.asked[0] ?? '', /^Vote on review \d+ \(master, patch set \d+\) on 127\.0\.0\.1:\d+$/);
    assert.match(person.infos.join(), /^Voted Code-Review \+1 on review \d+/);
  });

  test('what was not confirmed is not done', async () => {
    await openWith('ci-failed');
    person = standIn();
    await assert.rejects(recheck(sessions, target), { message: 'Canceled' });
    await assert.rejects(abandon(sessions, target), { message: 'Canceled' });
    assert.deepEqual(done(), []);
    assert.match(person.warnings[0] ?? '', /^Ask CI to check review \d+ \(master, patch set \d+\) on .* again\?$/);
  });

  test('recheck and abandon', async () => {
    await openWith('ci-failed');
    person = standIn(['Not needed any more'], [], ['Recheck']);
    await recheck(sessions, target);
    await abandon(sessions, target);
    assert.deepEqual(done(), [
      ['revisions/SHA/review', { message: 'recheck' }],
      ['abandon', { message: 'Not needed any more' }],
    ]);
  });

  test('a draft is made ready', async () => {
    await openWith('wip');
    person = standIn([], [], ['Ready for Review']);
    await ready(sessions, target);
    assert.deepEqual(done(), [['ready', {}]]);
  });

  test('an abandoned one is restored; what the server does not offer is said', async () => {
    await openWith('abandoned');
    person = standIn([], [], ['Restore']);
    await restore(sessions, target);
    assert.deepEqual(done(), [['restore', {}]]);
    await assert.rejects(recheck(sessions, target), { code: 'not-offered' });
  });

  test('who is not signed in is told where to sign in, and nothing is sent', async () => {
    await openWith('ci-failed');
    login = undefined;
    person = standIn([], [], ['Recheck']);
    await assert.rejects(recheck(sessions, target), { code: 'forge-forbidden', host: new URL(gerrit.url).host });
    assert.deepEqual(done(), []);
  });
});
