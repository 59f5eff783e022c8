// The files of a patch set, from this repository or brought from the forge; only the forge's own host gets the secret.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type Ladder, openLadder } from '../../../src/flow/ladder';
import { patchSetCommit, reviewedTexts } from '../../../src/flow/reviewed';
import { anonymous, type Credentials } from '../../../src/review/credentials';
import { direct } from '../../../src/review/route';
import { type GitServer, startGitServer } from '../../fakes/git-server';
import { aReview } from '../../unit/review/reviews';
import { makeRepository, type Repository } from '../patch/repository';

const LOGIN = { user: 'maya', secret: 's3cret' };
const signal = new AbortController().signal;

suite('patch sets under review', () => {
  let here: Repository;
  let there: string;
  let server: GitServer;
  let ladder: Ladder;
  let commits: string[];

  /** Two patch sets that only the other side has. */
  setup(async () => {
    here = makeRepository();
    here.write('k\u00c3\u00a4se.py', 'one\n');
    here.commit('Begin\n');
    there = join(here.root, 'served', 'there.git');
    here.git(['init', '--quiet', '--bare', there]);
    here.git(['push', '--quiet', there, 'HEAD:refs/heads/main']);
    const other = join(here.root, 'other');
    here.git(['clone', '--quiet', '--branch', 'main', there, other]);
    commits = ['two', 'three'].map((text, at) => {
      here.git(['-C', other, 'reset', '--quiet', '--hard', 'origin/main']);
      here.write('other/k\u00c3\u00a4se.py', `one\n${text}\n`);
      here.git(['-C', other, 'commit', '--quiet', '--all', '--message', text]);
      here.git(['-C', other, 'push', '--quiet', there, `HEAD:refs/changes/34/1234/${at + 1}`]);
      return here.git(['-C', other, 'rev-parse', 'HEAD']).trim();
    });
    server = await startGitServer(join(here.root, 'served'), LOGIN);
    await open(anonymous);
  });
  teardown(async () => {
    ladder.git.dispose();
    await server.close();
    here.remove();
  });

  async function open(credentials: Credentials): Promise<void> {
    ladder?.git.dispose();
    const environment = { PATH: process.env.PATH, HOME: here.root };
    ladder = await openLadder(
      here.root,
      {},
      { now: () => new Date(), environment, credentials, routes: direct, userAgent: 'test' },
    );
  }
  const review = () =>
    aReview({ key: { host: '', project: 'p', number: 1234 }, ref: 'refs/changes/34/1234/2', commit: commits[1]! });
  const get = (fetchFrom: string, number: number) =>
    patchSetCommit(ladder, { fetchFrom }, review(), { number, commit: commits[number - 1]! }, signal);

  test('an older patch set is brought, and its file read after and before it', async () => {
    const refs = here.git(['for-each-ref']);
    const commit = await get(there, 1);
    assert.equal(commit?.id, commits[0]);
    assert.deepEqual(await reviewedTexts(ladder, commit, 'käse.py'), { before: 'one\n', after: 'one\ntwo\n' });
    assert.deepEqual(await reviewedTexts(ladder, commit, 'gone.py'), { before: undefined, after: undefined });
    assert.equal(here.git(['for-each-ref']), `${commits[0]} commit\trefs/fishladder/reviews/1234/1\n${refs}`);
  });

  test('what is here already is not asked for, and what has no commits cannot be', async () => {
    await get(there, 2);
    assert.equal((await get('https://nowhere.invalid/p', 2))?.id, commits[1]);
    assert.equal(await get('', 1), undefined);
  });

  test('a patch set that the forge has no more is undefined', async () => {
    here.git(['-C', there, 'update-ref', '-d', 'refs/changes/34/1234/1']);
    assert.equal(await get(there, 1), undefined);
  });

  test('the secret goes to the host that it was given for, and to no other', async () => {
    const asked: string[] = [];
    const only = (host: string): Credentials => ({
      get: async (each) => {
        asked.push(each);
        return each === host ? LOGIN : undefined;
      },
    });
    await open(only('review.example.org'));
    await assert.rejects(get(`${server.url}/there.git`, 1), { code: 'remote-forbidden' });
    assert.deepEqual(server.authorizations.filter(Boolean), []);
    const { host } = new URL(server.url);
    await open(only(host));
    assert.equal((await get(`${server.url}/there.git`, 1))?.id, commits[0]);
    assert.deepEqual([...new Set(asked)], [host]);
  });
});
