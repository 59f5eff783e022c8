// Signing in to a review server in the real editor: the person names the host, VS Code keeps the secret, and only that host gets it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createSessions } from '../../src/editor/session/sessions';
import { withGitHelpers } from '../../src/editor/sign-in/git-credentials';
import { githubProvider } from '../../src/editor/sign-in/github';
import { createKeychain } from '../../src/editor/sign-in/keychain';
import { direct } from '../../src/review/route';
import { git, MANAGER, operatorEnv } from '../demo/repository';
import { type GerritServer, startGerrit } from '../fakes/gerrit';
import { runProgram } from '../git/scene';
import { makeOperator, type Operator } from './operator';
import { type StandIn, standIn } from './stand-in';

const SECRET = 'pl4nted secret: ünder the keel';
const fixtures = join(__dirname, '../../../test/fixtures/gerrit');

suite('sign-in', () => {
  let operator: Operator;
  let gerrit: GerritServer;
  let person: StandIn;
  const host = () => new URL(gerrit.url).host;
  const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(`fishladder.${command}`, ...args);
  const signedRequests = () => gerrit.headers.filter(({ authorization }) => authorization !== undefined).length;

  suiteSetup(async () => {
    operator = makeOperator();
    gerrit = await startGerrit({ fixtures, accounts: { olive: { secret: SECRET, name: 'Olive Operator' } } });
    git(operator.clone, 'config', 'fishladder.gerritUrl', gerrit.url);
    person = standIn(['Forget a volume', '']);
    await run('markChanges', { resourceUri: operator.file });
    person.restore();
  });
  suiteTeardown(async () => {
    await gerrit.close();
    operator.remove();
  });
  teardown(() => person.restore());

  test('nobody is asked, and nothing is signed, before a person wants to sign in', async () => {
    person = standIn();
    await run('refresh');
    assert.deepEqual([person.errors, person.asked, signedRequests()], [[], [], 0]);
    assert.ok(gerrit.requests.length > 0);
  });

  test('a host that is not confirmed gets nothing', async () => {
    person = standIn(['olive', SECRET], ['another host']);
    await run('signIn');
    assert.deepEqual([person.errors, person.asked.length, signedRequests()], [[], 1, 0]);
    assert.match(person.asked.join(), /Sign in to this review server\?/);
  });

  test('a password that the server does not take is said, and not kept', async () => {
    person = standIn(['olive', 'wrong']);
    await run('signIn', host());
    assert.match(person.errors.join(), /does not take the password of olive\. Sign in with/);
    assert.ok(person.buttons.includes('Sign In'));
    const before = signedRequests();
    await run('refresh');
    assert.equal(signedRequests(), before);
  });

  test('a right one is kept, and says who one is', async () => {
    person = standIn(['olive', SECRET]);
    await run('signIn', host());
    assert.deepEqual([person.errors, person.infos], [[], [`Signed in to ${host()} as Olive Operator.`]]);
    const before = signedRequests();
    await run('refresh');
    assert.ok(signedRequests() > before);
    const files = readdirSync(operator.clone, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    const traces = [SECRET, Buffer.from(`olive:${SECRET}`).toString('base64')];
    for (const { parentPath, name } of files)
      for (const trace of traces) assert.equal(readFileSync(join(parentPath, name)).includes(trace), false, name);
    assert.equal(
      gerrit.requests.some((path) => decodeURIComponent(path).includes('pl4nted')),
      false,
    );
  });

  test('after signing out, reading is anonymous', async () => {
    person = standIn([], [host()]);
    await run('signOut');
    assert.deepEqual([person.errors, person.infos], [[], [`Signed out of ${host()}.`]]);
    const before = signedRequests();
    await run('refresh');
    assert.equal(signedRequests(), before);
    await run('signOut');
    assert.match(person.errors.join(), /keeps no password/);
  });
});

suite('git’s credential helpers', () => {
  test('sign a background refresh in without asking; they are asked once, and nothing of theirs is kept', async () => {
    const operator = makeOperator();
    const gerrit = await startGerrit({ fixtures, accounts: { olive: { secret: SECRET, name: 'Olive Operator' } } });
    const person = standIn();
    const { keychain, secrets, state } = storage();
    const calls = join(operator.folder, 'calls');
    const config = join(operator.folder, 'gitconfig');
    const helper = `!f() { echo "$1 $GIT_TERMINAL_PROMPT $GCM_INTERACTIVE" >>${calls}; echo username=olive; echo 'password=${SECRET}'; }; f`;
    const { host } = new URL(gerrit.url);
    git(operator.folder, 'config', '--file', config, `credential.https://${host}.helper`, helper);
    git(operator.clone, 'config', 'fishladder.gerritUrl', gerrit.url);
    const around = { now: () => new Date(), environment: { ...operatorEnv(), GIT_CONFIG_GLOBAL: config } };
    await runProgram(operator.clone, ['mark', MANAGER, '--title', 'Forget a volume'], operatorEnv());
    const credentials = withGitHelpers(keychain, around);
    const sessions = createSessions({ ...around, credentials, routes: direct, userAgent: 'test' }, () => {});
    try {
      const session = await sessions.open(operator.file);
      await session?.settled();
      for (const _ of [1, 2]) await session?.ask(AbortSignal.timeout(20_000));
      const signed = gerrit.headers.filter(({ authorization }) => authorization !== undefined);
      assert.ok(signed.length >= 2);
      assert.equal(readFileSync(calls, 'utf8'), 'get 0 never\n');
      assert.deepEqual([person.asked, person.errors, [...secrets], [...state]], [[], [], [], []]);
      assert.equal(await credentials.get('elsewhere.example', signal), undefined);
      await keychain.keep(host, { user: 'maya', secret: 'other' });
      assert.equal((await credentials.get(host, signal))?.user, 'maya', 'who signed in here counts more');
    } finally {
      sessions.dispose();
      person.restore();
      await gerrit.close();
      operator.remove();
    }
  });
});

suite('GitHub', () => {
  test('where this VS Code has no sign-in for it, nobody waits for one', async () => {
    const isThere = vscode.extensions.getExtension('vscode.github-authentication') !== undefined;
    assert.equal(githubProvider('github.com'), isThere ? 'github' : undefined);
    const { keychain } = storage();
    assert.equal(await keychain.get('github.com', signal), undefined);
  });
});

const signal = new AbortController().signal;

/** A keychain over secrets and state that a test can look into. */
function storage(broken = false) {
  const [secrets, state] = [new Map<string, string>(), new Map<string, unknown>()];
  const fail = () => Promise.reject(new Error('no keyring'));
  const keychain = createKeychain({
    secrets: {
      get: broken ? fail : async (key: string) => secrets.get(key),
      store: broken ? fail : async (key: string, value: string) => void secrets.set(key, value),
      delete: async (key: string) => void secrets.delete(key),
    } as unknown as vscode.SecretStorage,
    globalState: {
      get: (key: string, none: unknown) => state.get(key) ?? none,
      update: async (key: string, value: unknown) => void state.set(key, value),
    } as unknown as vscode.ExtensionContext['globalState'],
  });
  return { keychain, secrets, state };
}

suite('keychain', () => {
  test('each host gets its own credential only; state that is no secret has none', async () => {
    const { keychain, state } = storage();
    await keychain.keep('b.example', { user: 'b', secret: SECRET });
    await keychain.keep('a.example:8443', { user: 'a', secret: 'other' });
    assert.deepEqual(await keychain.get('b.example', signal), { user: 'b', secret: SECRET });
    assert.equal((await keychain.get('a.example:8443', signal))?.secret, 'other');
    assert.equal(await keychain.get('a.example', signal), undefined);
    assert.deepEqual(keychain.hosts(), ['a.example:8443', 'b.example']);
    assert.equal(JSON.stringify([...state]).includes('pl4nted'), false);
    await keychain.forget('b.example');
    assert.deepEqual([await keychain.get('b.example', signal), keychain.hosts()], [undefined, ['a.example:8443']]);
  });

  test('what is damaged counts as nothing, and a system without a keyring is said', async () => {
    const { keychain, secrets } = storage();
    secrets.set('fishladder:c.example', '{"user":');
    assert.equal(await keychain.get('c.example', signal), undefined);
    await assert.rejects(storage(true).keychain.keep('c', { user: '', secret: SECRET }), (error: Error) => {
      assert.match(error.message, /could not reach the secret storage/);
      return !error.message.includes('pl4nted');
    });
  });
});
