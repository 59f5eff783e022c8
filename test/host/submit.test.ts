// Submitting from the editor: what leaves the machine is shown in full, and nothing does before host, branches and account were agreed to.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { adoptPatchSet } from '../../src/editor/command/adopt';
import { submitFix } from '../../src/editor/command/submit';
import { recordReviews } from '../../src/editor/command/sync';
import type { Session } from '../../src/editor/session/session';
import { createSessions, type Sessions } from '../../src/editor/session/sessions';
import { viewOfStatus } from '../../src/editor/session/view';
import { createPreviews, type Previews } from '../../src/editor/submit/preview';
import { openStore } from '../../src/flow/reviews';
import { readStatus, soughtFixes } from '../../src/flow/status';
import { examinePatch } from '../../src/language/lint';
import { anonymous } from '../../src/review/credentials';
import { direct } from '../../src/review/route';
import { git, MANAGER, MOVED, operatorEnv } from '../demo/repository';
import { type FakeForge, fakeForge } from '../fakes/forge';
import { runProgram } from '../git/scene';
import { eventually } from '../vscode/retry';
import { makeOperator, type Operator } from './operator';
import { type StandIn, standIn } from './stand-in';

const QUESTION = 'Send this to review.example.org as Maya Lindqvist (maya), for master?';

suite('submitting', () => {
  let operator: Operator;
  let forge: FakeForge;
  let sessions: Sessions;
  let previews: Previews;
  let person: StandIn;
  let real: Sessions;
  let server: string;
  let fake: Session;
  const target = () => ({ root: operator.clone, fix: 'forget-a-volume' });
  const submit = (branch?: string) =>
    submitFix(sessions, { previews, examine: examinePatch }, { ...target(), ...(branch ? { branch } : {}) });
  const arrived = () => git(server, 'for-each-ref', '--format=%(refname)', 'refs/for').trim();
  const patch = () => readFileSync(join(operator.clone, '.fishladder/master/forget-a-volume.patch'), 'utf8');
  const tabLabel = () => vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '';
  /** The preview's text, once it has these words. */
  async function preview(words: RegExp): Promise<string> {
    const text = () => shown()?.getText() ?? '';
    await eventually<boolean | string>(async () => words.test(text()) || text(), true);
    return text();
  }
  const shown = () =>
    vscode.window.visibleTextEditors
      .map(({ document }) => document)
      .find(({ uri }) => uri.scheme === 'fishladder-preview');

  suiteSetup(async () => {
    operator = makeOperator();
    server = join(operator.folder, 'server.git');
    git(operator.clone, 'init', '--quiet', '--bare', server);
    git(operator.clone, 'push', '--quiet', server, 'refs/remotes/origin/*:refs/heads/*');
    const run = (...args: string[]) => runProgram(operator.clone, args, operatorEnv());
    await run('mark', MANAGER, '--title', 'Forget a volume');
    await run('port');
    const host = {
      now: () => new Date(),
      environment: operatorEnv(),
      credentials: anonymous,
      routes: direct,
      userAgent: 'test',
    };
    real = createSessions(host, () => {});
    const session = await real.open(operator.file);
    await session?.settled();
    previews = createPreviews();
  });
  suiteTeardown(async () => {
    previews.dispose();
    real.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    operator.remove();
  });
  setup(async () => {
    const session = real.at(operator.clone)!;
    const works = await session.works();
    forge = fakeForge(server, works.ladder.profile.forge?.project ?? '');
    const receiving: FakeForge = {
      ...forge,
      submit: (proposal, push, signal) => forge.submit(proposal, forge.receiving(push), signal),
    };
    const reviews = openStore(works.ladder, receiving);
    fake = {
      ...session,
      view: session.view,
      reread: async () => {
        const status = await readStatus(works.ladder, { names: [], to: [] }, reviews);
        fake = Object.assign(fake, { view: viewOfStatus(status) });
      },
      works: async () => ({
        ...{ ...works, forge: receiving, reviews, withReviews: (status) => status },
        status: () => readStatus(works.ladder, { names: [], to: [] }, reviews),
      }),
      ask: async (signal) => {
        const before = await readStatus(works.ladder, { names: [], to: [] }, reviews);
        await reviews.refresh(soughtFixes(before.fixes), signal);
        await fake.reread();
      },
    };
    sessions = { ...real, at: () => fake, all: () => [fake] };
  });
  teardown(() => person.restore());

  test('all of it is shown before anything is asked, and leaving the list sends nothing', async () => {
    person = standIn([], ['']);
    await assert.rejects(submit(), { message: 'Canceled' });
    const [asked = ''] = person.asked;
    assert.match(asked, /^Submit to review\.example\.org as Maya Lindqvist \(maya\)\nmaster\n/);
    assert.match(asked, /stable\/2026\.1: waits: master comes first/);
    const text = await preview(/^To review\.example\.org as Maya Lindqvist \(maya\):\n {2}master\n/);
    assert.equal(shown()?.languageId, 'diff');
    assert.match(text, /^commit [0-9a-f]{40} \(forget-a-volume, master\)$/m);
    assert.match(text, /^ {4}Change-Id: I[0-9a-f]{40}$/m);
    assert.match(text, /^\+ {8}self\.attachments\.pop\(volume_id\)$/m);
    assert.match(text, /^Not sent:\n {2}forget-a-volume on stable\/2026\.1: waits/m);
    assert.equal(arrived(), '');
  });

  test('what the checks say is in the preview; with errors a patch goes only when the operator insists', async () => {
    const good = patch();
    const path = join(operator.clone, '.fishladder/master/forget-a-volume.patch');
    writeFileSync(path, good.replace(/^Signed-off-by: /m, 'Change-Id: I0\n$&'));
    try {
      person = standIn([], ['']);
      await assert.rejects(submit('master'), { message: 'Canceled' });
      const text = await preview(
        /^Nothing is to be sent\.\n\nWhat the checks say:\n {2}\.fishladder\/master\/\S+:\d+: error: /,
      );
      assert.match(text, /\[change-id-duplicate\]/);
      assert.match(person.asked.join(), /master: not now: .* has 2 errors/);
      person.restore();
      person = standIn([], ['button: Send what the checks find errors in, too']);
      await assert.rejects(submit('master'), { message: 'Canceled' });
      assert.equal(person.warnings[0]?.split('\n')[0], QUESTION);
      await preview(/^To review\.example\.org[\s\S]*What the checks say:[\s\S]*^commit [0-9a-f]{40}/m);
      assert.equal(arrived(), '');
    } finally {
      writeFileSync(path, good);
    }
  });

  test('without a yes to host, branch and account nothing is sent', async () => {
    person = standIn();
    await assert.rejects(submit(), { message: 'Canceled' });
    assert.equal(person.warnings[0]?.split('\n')[0], QUESTION);
    assert.ok(person.warnings[0]?.includes('Forget a volume'));
    assert.deepEqual([arrived(), forge.reviews], ['', []]);
  });

  test('with it, the review is there, and the queue says where', async () => {
    person = standIn([], [], ['Submit']);
    await submit();
    assert.equal(forge.reviews.length, 1);
    assert.match(arrived(), /^refs\/for\/master\/[0-9a-f]{40}$/);
    assert.deepEqual(person.infos, ['Up for review on review.example.org: master.']);
    assert.match(patch(), /^Forwarded: https:\/\/review\.example\.org\/c\/shoal\/\+\/1$/m);
  });

  test('a reviewer’s patch set is seen beside the own patch, and taken after a yes', async () => {
    person = standIn([], [], ['Submit']);
    await submit('master');
    const [review = assert.fail()] = forge.reviews;
    const other = join(operator.folder, 'reviewer');
    git(operator.folder, 'clone', '--quiet', server, other);
    git(other, 'fetch', '--quiet', 'origin', review.ref);
    git(other, 'checkout', '--quiet', 'FETCH_HEAD');
    const path = join(other, MOVED);
    writeFileSync(path, readFileSync(path, 'utf8').replace('pop(volume_id)', 'pop(volume_id, None)'));
    git(other, 'commit', '--quiet', '--all', '--amend', '--no-edit');
    git(other, 'push', '--quiet', server, 'HEAD:refs/heads/reviewers');
    forge.replace(review, git(other, 'rev-parse', 'HEAD').trim());
    person.restore();

    const before = patch();
    person = standIn();
    await assert.rejects(adoptPatchSet(sessions, previews, { ...target(), branch: 'master' }), { message: 'Canceled' });
    assert.match(person.warnings[0] ?? '', /^Take patch set 2 of review 1 as the patch for master\?/);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    assert.deepEqual(
      [patch(), input.original.path, /patch set 2/.test(tabLabel())],
      [before, `/master/after/${MOVED}`, true],
    );
    person.restore();

    person = standIn([], [], ['Compare with Deployed']);
    await assert.rejects(adoptPatchSet(sessions, previews, { ...target(), branch: 'master' }), { message: 'Canceled' });
    const compared = await preview(/^What differs from what is deployed \(12\.0\.1\):\n/);
    assert.match(compared, /^\+ {8}self\.attachments\.pop\(volume_id, None\)$/m);
    assert.equal(patch(), before);
    person.restore();

    person = standIn([], [], ['Adopt']);
    await adoptPatchSet(sessions, previews, { ...target(), branch: 'master' });
    assert.match(patch(), /^\+ {8}self\.attachments\.pop\(volume_id, None\)$/m);
    assert.match(person.infos.join(), /^Adopted for master: patch set 2\. What it was: git show [0-9a-f]{12}/);
    const [, former] = /git show (\w+)/.exec(person.infos.join()) ?? [];
    assert.equal(git(operator.clone, 'cat-file', 'blob', former ?? ''), before);
    await adoptPatchSet(sessions, previews, { ...target(), branch: 'master' });
    assert.match(person.infos.at(-1) ?? '', /is in the queue already/);
  });

  test('what became of a review is written into its patch when the operator says so', async () => {
    person = standIn([], [], ['Submit']);
    await submit('master');
    const [review = assert.fail()] = forge.reviews;
    review.state = 'merged';
    await recordReviews(sessions);
    assert.match(patch(), new RegExp(`^Applied-Upstream: commit:${review.commit}$`, 'm'));
    assert.match(person.infos.at(-1) ?? '', /^\d patch(es)? says? now where/);
    await recordReviews(sessions);
    assert.match(person.infos.at(-1) ?? '', /say already what is known/);
  });

  test('a branch that waits is sent when the operator says so, and as work in progress when they wish', async () => {
    const wishes = ['button: Do not wait for earlier branches', 'button: Submit as work in progress'];
    person = standIn([], wishes, ['Submit as Work in Progress']);
    await submit('stable/2026.1');
    assert.deepEqual(
      forge.reviews.map(({ branch }) => branch),
      ['stable/2026.1'],
    );
    assert.equal(person.asked.length, 3);
  });

  test('what has nowhere to go is said', async () => {
    person = standIn();
    await submit('stable/2025.2');
    assert.match(person.warnings.join(), /Nothing is to be submitted\. stable\/2025\.2: merged/);
  });
});
