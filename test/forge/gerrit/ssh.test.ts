// Submitting over ssh to a real Gerrit server, as a person with a key does whose remote is the one that git-review made.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { operatorEnv } from '../../demo/repository';
import { type RealGerrit, startRealGerrit } from '../../gerrit/real';
import { putOnGerrit, SHOAL } from '../../gerrit/scene';
import { runnable } from '../../gerrit/versions';
import { openScene, type Scene } from '../../git/scene';

for (const version of runnable())
  suite(`submitting over ssh to Gerrit ${version.gerrit}`, () => {
    let server: RealGerrit;
    let scene: Scene;
    let env: NodeJS.ProcessEnv;
    let host: string;
    let remote: string;
    const inHome = (name: string) => join(scene.folder, '..', name);
    const known = () => readFileSync(inHome('known_hosts'), 'utf8');
    const submit = () => scene.run('submit', 'limit', '--to', 'master', '--yes');
    const useKey = (name: string) => {
      env.GIT_SSH_COMMAND = `ssh -F none -i ${inHome(name)} -o IdentitiesOnly=yes -o UserKnownHostsFile=${inHome('known_hosts')}`;
    };
    const makeKey = (name: string) => {
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', inHome(name)]);
      return readFileSync(inHome(`${name}.pub`), 'utf8');
    };

    suiteSetup(async function () {
      this.timeout(300_000);
      server = await startRealGerrit(version);
      env = operatorEnv();
      scene = openScene(env);
      await putOnGerrit(scene, server);
      const [, port = ''] = (await (await fetch(`${server.url}ssh_info`)).text()).trim().split(' ');
      host = `127.0.0.1:${port}`;
      remote = `ssh://alice@${host}/${SHOAL}`;
      scene.git('remote', 'add', 'gerrit', remote);
      await server.addKey('alice', makeKey('registered'));
      makeKey('stranger');
      scene.write('shoal/limits.py', 'MOST_VOLUMES = 100\n');
      const mark = ['mark', 'shoal/limits.py', '--title', 'Limit the volumes', '--name', 'limit'];
      assert.equal((await scene.run(...mark)).code, 0);
      assert.equal((await scene.run('port', '--to', 'master')).code, 0);
    });
    suiteTeardown(() => scene.dispose());

    test('a host that is not known is not trusted, and its key is not written down', async () => {
      useKey('registered');
      writeFileSync(inHome('known_hosts'), '');
      const { code, err } = await submit();
      assert.equal(code, 3);
      assert.match(err, /Host key verification failed/);
      assert.match(err, /Connect to it once with ssh in a terminal/);
      assert.equal(known(), '');
    });

    test('a key that the server does not know is refused, with what to do', async () => {
      const [address, port] = host.split(':') as [string, string];
      const keys = execFileSync('ssh-keyscan', ['-p', port, address], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      writeFileSync(inHome('known_hosts'), keys);
      useKey('stranger');
      const { code, err } = await submit();
      assert.equal(code, 3);
      assert.match(err, /does not let you push: .*Permission denied \(publickey\)/);
      assert.match(err, /public ssh key/);
    });

    test('with a key of the account the review is there; sent again, nothing happens', async () => {
      useKey('registered');
      const before = known();
      const { code, out, err } = await submit();
      assert.equal(code, 0, err);
      assert.ok(out.includes(`Push 1 commit to refs/for/master at ${remote}.`), out);
      const [, url = ''] = /^limit on master: (\S+)$/m.exec(out) ?? [];
      assert.match(url, new RegExp(`^${server.url}c/${SHOAL}/\\+/\\d+$`));
      assert.match(
        scene.read('.fishladder/master/limit.patch'),
        new RegExp(`^Forwarded: ${url.replace('+', '\\+')}$`, 'm'),
      );
      assert.match((await submit()).out, /up to date: /);
      assert.equal(known(), before);
    });
  });
