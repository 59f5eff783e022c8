// The loop in the terminal with forges where a review is a branch: marked, ported, put up for review, talked about, merged.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { operatorEnv } from '../demo/repository';
import { startGithub } from '../fakes/github';
import { startGitlab } from '../fakes/gitlab';
import { openScene, type Scene } from '../git/scene';

const FILE = 'shoal/exception.py';
const LINE = "    message = 'Volume %(volume_id)s is not yours to change.'\n";
const FIXED = "    message = 'Volume %(volume_id)s belongs to %(owner)s.'\n";

/** What the loop needs of a stand-in whose project is acme/store. */
interface Hosted {
  url: string;
  /** Makes alice's fork, whose branches are those of a repository here. */
  fork(branches: Map<string, string>): void;
  /** The reviews, with what the stand-in has of them. */
  reviews(): { number: number; base: string; title: string; url: string; commit: string }[];
  remark(number: number, path: string, line: number, text: string): void;
  answers(number: number): string[];
  merge(number: number): void;
  headers(): string;
  close(): Promise<void>;
}

/** A repository's branches, read when they are asked for. `prefix` stands before the names that are asked. */
class Branches extends Map<string, string> {
  constructor(
    readonly folder: string,
    readonly prefix: string,
  ) {
    super();
  }

  override get(name: string): string | undefined {
    const ref = `${this.prefix}${name}`;
    const out = execFileSync('git', ['for-each-ref', '--format=%(objectname)', ref], {
      cwd: this.folder,
      encoding: 'utf8',
    });
    return out.trim() || undefined;
  }
}

async function github(): Promise<[Hosted, prefix: string]> {
  const server = await startGithub();
  const { world } = server;
  const pull = (number: number) => world.pulls.find((each) => each.number === number) ?? assert.fail();
  const hosted: Hosted = {
    url: server.url,
    fork: (branches) => world.forks.set('alice/store', branches),
    reviews: () =>
      world.pulls.map(({ number, base, title, oid }) => ({
        number,
        base,
        title,
        commit: oid,
        url: `${server.url}acme/store/pull/${number}`,
      })),
    remark(number, path, line, text) {
      const comment = { id: 'C1', author: 'bob', body: text, at: '2026-11-21T10:00:00Z' };
      const { oid, threads } = pull(number);
      const where = { path, line, originalLine: line, side: 'RIGHT' as const, commit: oid };
      threads.push({ id: 'T1', ...where, resolved: false, outdated: false, comments: [comment] });
    },
    answers: (number) => pull(number).threads.flatMap(({ comments }) => comments.map(({ body }) => body)),
    merge(number) {
      pull(number).state = 'MERGED';
    },
    headers: () => JSON.stringify(server.requests.map(({ headers }) => headers.authorization)),
    close: () => server.close(),
  };
  return [hosted, ''];
}

async function gitlab(): Promise<[Hosted, prefix: string]> {
  const server = await startGitlab();
  const request = (number: number) => server.all.find(({ iid }) => iid === number) ?? assert.fail();
  const hosted: Hosted = {
    url: server.url,
    fork: (branches) => server.forks.set('alice', { id: 2, branches }),
    reviews: () =>
      server.all.map(({ iid, target_branch, title, sha }) => ({
        ...{
          number: iid,
          base: target_branch,
          title,
          commit: sha,
          url: `${server.url}acme/store/-/merge_requests/${iid}`,
        },
      })),
    remark(number, path, line, text) {
      const { sha, discussions } = request(number);
      const position = { position_type: 'text', head_sha: sha, old_path: path, new_path: path, new_line: line };
      const note = {
        id: 9,
        type: 'DiffNote',
        body: text,
        author: { username: 'bob' },
        created_at: '2026-11-21T10:00:00Z',
      };
      const rest = { system: false, resolvable: true, resolved: false, position };
      discussions.push({ id: 'd1', individual_note: false, notes: [{ ...note, ...rest }] });
    },
    answers: (number) => request(number).discussions.flatMap(({ notes }) => notes.map(({ body }) => body)),
    merge(number) {
      request(number).state = 'merged';
    },
    headers: () => JSON.stringify(server.requests.map(({ headers }) => headers.authorization)),
    close: () => server.close(),
  };
  return [hosted, 'refs/heads/'];
}

for (const [kind, start] of [
  ['github', github],
  ['gitlab', gitlab],
] as const)
  suite(`the loop on ${kind}`, () => {
    let hosted: Hosted;
    let scene: Scene;
    let signIn: NodeJS.ProcessEnv;

    setup(async () => {
      const [server, prefix] = await start();
      hosted = server;
      const { host } = new URL(server.url);
      signIn = {
        ...operatorEnv(),
        FISHLADDER_HOST: host,
        FISHLADDER_USER: 'alice',
        FISHLADDER_SECRET: 'token-of-alice',
      };
      scene = openScene(signIn);
      scene.git('init', '--quiet', '--bare', '../fork.git');
      const fork = join(scene.folder, '../fork.git');
      scene.git('config', `url.${fork}.insteadOf`, `${server.url}alice/store.git`);
      hosted.fork(new Branches(fork, prefix));
      const forge = { kind, host, project: 'acme/store', address: server.url };
      const own = { name: 'Shoal', extends: 'generic', branches: ['master', 'stable/*'], forge };
      scene.write('.fishladder.json', JSON.stringify(own));
      scene.write(FILE, scene.read(FILE).replace(LINE, FIXED));
      await run('mark', FILE, '--title', 'Name the owner', '--name', 'owner');
      await run('port', 'owner');
    });
    teardown(async () => {
      await hosted.close();
      scene.dispose();
    });

    async function run(...args: string[]): Promise<string> {
      const { code, out, err } = await scene.run(...args);
      assert.equal(code, 0, `fishladder ${args.join(' ')}: ${out}${err}`);
      assert.doesNotMatch(out + err, /token-of-alice/);
      return out;
    }

    async function states(): Promise<Record<string, string>> {
      const { fixes } = JSON.parse(await run('status', '--json'));
      return Object.fromEntries(
        fixes[0].branches.map(({ branch, state }: { branch: string; state: string }) => [branch, state]),
      );
    }

    test('put up for review, once; the earlier branch first', async () => {
      const plan = await run('submit', 'owner', '--dry-run');
      assert.match(plan, /Push "Name the owner" to the fork as fishladder\/owner\/master/);
      assert.deepEqual(hosted.reviews(), []);
      await run('submit', 'owner', '--yes');
      await run('submit', 'owner', '--yes');
      const [review, ...more] = hosted.reviews();
      assert.deepEqual([review?.base, review?.title, more], ['master', 'Name the owner', []]);
      assert.match(scene.read('.fishladder/master/owner.patch'), new RegExp(`^Forwarded: ${review?.url}$`, 'm'));
      assert.equal((await states()).master, 'in-review');
      hosted.merge(review?.number ?? 0);
      assert.equal((await states()).master, 'merged');
      assert.match(await run('submit', 'owner', '--to', 'stable/2026.1', '--yes'), /waits: it is merged on master/);
      assert.equal(hosted.reviews().length, 1);
      await run('submit', 'owner', '--to', 'stable/2026.1', '--now', '--yes');
      assert.deepEqual(
        hosted.reviews().map(({ base }) => base),
        ['master', 'stable/2026.1'],
      );
      assert.doesNotMatch(hosted.headers().replaceAll('"Bearer token-of-alice"', ''), /token-of/);
    });

    test('a token that the server refuses is sent once: reading goes on without it, writing says so', async () => {
      await run('submit', 'owner', '--to', 'master', '--yes');
      signIn.FISHLADDER_SECRET = 'expired';
      assert.equal((await states()).master, 'in-review');
      assert.equal(hosted.headers().split('expired').length - 1, 1);
      const { code, err } = await scene.run('review', 'owner', 'master', '--comment', 'x', '--yes');
      assert.deepEqual([code, /401|Sign in/.test(err)], [3, true]);
      const [review] = hosted.reviews();
      assert.deepEqual(hosted.answers(review?.number ?? 0), []);
    });

    test('a remark on a line is shown there, answered, and settled', async () => {
      await run('submit', 'owner', '--to', 'master', '--yes');
      const [review] = hosted.reviews();
      const lines = scene.git('show', `${review?.commit}:${FILE}`).split('\n');
      const line = lines.indexOf(FIXED.trimEnd()) + 1;
      hosted.remark(review?.number ?? 0, FILE, line, 'Is owner a name?');
      const said = await run('review', 'owner', 'master');
      assert.match(said, /Is owner a name\?/);
      assert.match(said, new RegExp(`${FILE}:\\d+`));
      assert.equal((await states()).master, 'needs-you');
      const [, thread = ''] = /^ {2}\S+ \[(.+)\]$/m.exec(said) ?? [];
      const settle = ['review', 'owner', 'master', '--reply', thread, '--yes'];
      await run(...settle, '--comment', 'It is.');
      assert.match(await run(...settle, '--resolve'), /^Done: Resolve /);
      assert.deepEqual(hosted.answers(review?.number ?? 0), ['Is owner a name?', 'It is.'], 'settled without words');
      assert.match(await run('review', 'owner', 'master'), / \(resolved\) \[/);
    });
  });
