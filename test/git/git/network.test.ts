// git sends and brings commits over the network as the person does, and its secrets go nowhere else.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { credentialHelpers } from '../../../src/git/credential-fill';
import type { Git } from '../../../src/git/git';
import { networkRunner } from '../../../src/git/network';
import { openGit } from '../../../src/git/open';
import { type GitServer, startGitServer } from '../../fakes/git-server';
import { makeRepository, type Repository } from '../patch/repository';

const LOGIN = { user: 'maya', secret: "s3cr'et $(touch pwned)" };
const signal = new AbortController().signal;

suite('git over the network', () => {
  let here: Repository;
  let there: string;
  let git: Git;
  let commit: string;
  let server: GitServer;

  setup(async () => {
    here = makeRepository();
    here.write('a.txt', 'one\n');
    commit = here.commit('First\n');
    there = join(here.root, 'served', 'there.git');
    here.git(['init', '--quiet', '--bare', there]);
    here.git(['-C', there, 'config', 'http.receivepack', 'true']);
    here.git(['-C', there, 'config', 'receive.advertisePushOptions', 'true']);
    git = await here.open();
    server = await startGitServer(join(here.root, 'served'), LOGIN);
  });

  teardown(async () => {
    git.dispose();
    await server.close();
    here.remove();
  });

  const refs = () => here.git(['-C', there, 'for-each-ref', '--format=%(objectname) %(refname)']);
  const hook = (name: string, script: string, repository = there) =>
    writeFileSync(join(repository, 'hooks', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const login = () => ({ scope: server.url, ...LOGIN });
  const request = (extra = {}) => ({ to: there, commit, ref: 'refs/for/master', options: [], ...extra });

  test('a commit arrives at its ref, with the options; again it is there already', async () => {
    hook('pre-receive', 'echo "took $GIT_PUSH_OPTION_COUNT: $GIT_PUSH_OPTION_0"');
    const answer = await git.push(request({ options: ['topic=a, b'] }), signal);
    assert.deepEqual(answer, { kind: 'done', words: ['took 1: topic=a, b'] });
    assert.equal(refs(), `${commit} refs/for/master\n`);
    assert.equal((await git.push(request(), signal)).kind, 'up-to-date');
  });

  test('a refusal is an answer, with its words as plain text', async () => {
    hook('update', 'printf "ERROR: \\033[31mno\\a\\n" >&2; exit 1');
    const answer = await git.push(request(), signal);
    assert.deepEqual([answer.kind, 'reason' in answer && answer.reason], ['refused', 'hook declined']);
    assert.equal(answer.words[0], 'ERROR: no');
    assert.doesNotMatch(answer.words.join(''), /[\u0000-\u001f\u007f]/);
    assert.equal(refs(), '');
  });

  test("a ref of one's own is replaced only where it is as it was", async () => {
    const next = here.git(['commit-tree', `${commit}^{tree}`, '-m', 'Other']).trim();
    const ref = 'refs/heads/fishladder/fix';
    assert.equal((await git.push(request({ ref, replaces: '' }), signal)).kind, 'done');
    assert.equal((await git.push(request({ ref, commit: next, replaces: '' }), signal)).kind, 'refused');
    assert.equal((await git.push(request({ ref, commit: next, replaces: next }), signal)).kind, 'refused');
    assert.equal((await git.push(request({ ref, commit: next, replaces: commit }), signal)).kind, 'done');
    assert.equal(refs(), `${next} ${ref}\n`);
  });

  test('no hook of the repository runs, and its own push options are not sent', async () => {
    hook('pre-push', 'touch "$GIT_DIR/../ran"', join(here.root, '.git'));
    here.git(['config', 'push.pushOption', 'hidden']);
    hook('pre-receive', 'echo "options: $GIT_PUSH_OPTION_COUNT"');
    assert.deepEqual((await git.push(request(), signal)).words, ['options: 0']);
    assert.ok(!existsSync(join(here.root, 'ran')));
  });

  test('a secret signs in over HTTP, is on no command line, and no helper keeps it', async () => {
    const [kept, seen] = [join(here.root, 'kept'), join(here.root, 'seen')];
    here.git(['config', 'credential.helper', `store --file=${kept}`]);
    const spy = join(here.root, 'git-spy');
    writeFileSync(
      spy,
      `#!/bin/sh\n{ printf '%s\\n' "$*"; env | grep FISHLADDER_SECRET; } >> '${seen}'\nexec git "$@"\n`,
      { mode: 0o755 },
    );
    const watched = await openGit({
      command: spy,
      folder: here.root,
      environment: { PATH: process.env.PATH, HOME: here.root, FISHLADDER_SECRET: 'other' },
    });
    try {
      const answer = await watched.push(request({ to: `${server.url}/there.git`, login: login() }), signal);
      assert.equal(answer.kind, 'done');
    } finally {
      watched.dispose();
    }
    assert.equal(refs(), `${commit} refs/for/master\n`);
    assert.ok(server.authorizations.some((header) => header.startsWith('Basic ')));
    assert.ok(!existsSync(kept));
    assert.match(readFileSync(seen, 'utf8'), /push --porcelain/);
    assert.doesNotMatch(readFileSync(seen, 'utf8'), /s3cr|maya|FISHLADDER_SECRET/);
    assert.ok(!existsSync(join(here.root, 'pwned')));
  });

  test('a wrong or missing secret is a fault that says to sign in', async () => {
    for (const wrong of [undefined, { ...login(), secret: 'wrong' }, { ...login(), scope: 'http://127.0.0.1:1' }])
      await assert.rejects(git.push(request({ to: `${server.url}/there.git`, login: wrong }), signal), (fault) => {
        assert.ok(fault instanceof Error && 'code' in fault);
        assert.equal(fault.code, 'remote-forbidden');
        assert.doesNotMatch(JSON.stringify(fault) + fault.message, /s3cr/);
        return true;
      });
    assert.equal(refs(), '');
  });

  test('a secret does not follow a redirect to another host', async () => {
    const away = await startGitServer(here.root, LOGIN, server.url);
    try {
      const to = `${away.url}/there.git`;
      const fault = /cannot push/;
      await assert.rejects(git.push(request({ to, login: { ...login(), scope: away.url } }), signal), fault);
    } finally {
      await away.close();
    }
    assert.deepEqual(server.authorizations.filter(Boolean), []);
  });

  test("an address's password is not repeated in a fault", async () => {
    const to = `http://maya:hunter2@127.0.0.1:${new URL(server.url).port}/there.git`;
    await assert.rejects(
      git.push(request({ to }), signal),
      (fault: Error) => !/hunter2/.test(JSON.stringify(fault) + fault.message),
    );
  });

  test('a ref is brought to a place of ours, and nothing else changes', async () => {
    await git.push(request({ ref: 'refs/changes/01/1/2' }), signal);
    const other = makeRepository();
    const into = 'reviews/1/2';
    try {
      const mine = await other.open();
      assert.equal(await mine.fetchRef({ from: there, ref: 'refs/changes/01/1/2', into }, signal), commit);
      assert.equal(
        await mine.fetchRef({ from: there, ref: 'refs/changes/01/1/3', into: 'reviews/1/3' }, signal),
        undefined,
      );
      assert.equal(other.git(['for-each-ref', '--format=%(refname)']), 'refs/fishladder/reviews/1/2\n');
      assert.ok(!existsSync(join(other.root, '.git/FETCH_HEAD')));
      mine.dispose();
    } finally {
      other.remove();
    }
  });

  test('what a server or a file names is no option, no helper and no odd ref', async () => {
    for (const to of ['--upload-pack=touch pwned', '-x', 'ext::sh -c touch% pwned', 'foo://x', '', 'a\nb'])
      await assert.rejects(git.push(request({ to }), signal), { code: 'bad-address' }, to);
    for (const ref of [
      '--all',
      'refs/heads/a..b',
      'HEAD',
      'refs/heads/a b',
      'refs/heads/a:b',
      'refs/heads/../x',
      'refs/x.lock',
    ])
      await assert.rejects(git.fetchRef({ from: there, ref, into: 'x' }, signal), { code: 'bad-ref' }, ref);
    await assert.rejects(git.fetchRef({ from: there, ref: 'refs/a', into: '../heads/x' }, signal), { code: 'bad-ref' });
  });

  test('stops when asked to', async () => {
    const controller = new AbortController();
    const under = join(here.root, 'under-way');
    hook('pre-receive', `touch '${under}'; while [ -e '${under}' ]; do sleep 0.05; done; exit 1`);
    const push = git.push(request(), controller.signal);
    while (!existsSync(under)) await setTimeout(10);
    controller.abort();
    await assert.rejects(push, { name: 'AbortError' });
    rmSync(under);
  });

  test("the person's own helpers are asked, and may not ask back", async () => {
    here.git([
      'config',
      'credential.https://review.example.org.helper',
      '!f() { echo username=m; echo password=p; }; f',
    ]);
    const ask = credentialHelpers(
      networkRunner(
        { command: 'git', folder: here.root, environment: { PATH: process.env.PATH, HOME: here.root } },
        async () => undefined,
      ),
    );
    assert.deepEqual(await ask('https://review.example.org/', signal), { user: 'm', secret: 'p' });
    assert.equal(await ask('https://elsewhere.example.org/', signal), undefined);
  });

  test('the same commit always has the same id, as git has it', async () => {
    const facts = await git.commit(commit);
    assert.equal(facts && (await git.writeCommit(facts)), commit);
    const { id: _, ...rest } = facts!;
    const made = await git.writeCommit({ ...rest, parents: [commit], message: 'Second\n\nBody\n' });
    assert.equal(here.git(['log', '-1', '--format=%P %B', made]), `${commit} Second\n\nBody\n\n`);
    here.git(['fsck', '--strict', made]);
    await assert.rejects(git.writeCommit({ ...rest, author: 'A <a> 1 +0000\nparent x' }), { code: 'bad-commit' });
  });
});
