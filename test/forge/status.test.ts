// `fishladder status` and `doctor` against the stand-in for Gerrit: states arrive, faults are said once, knowledge is kept.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { MANAGER } from '../demo/repository';
import { type GerritServer, startGerrit } from '../fakes/gerrit';
import { openScene, type Scene } from '../git/scene';

suite('status with a forge', () => {
  let scene: Scene;
  let gerrit: GerritServer;
  setup(async () => {
    scene = openScene();
    gerrit = await startGerrit({
      project: 'openstack/shoal',
      reviews: { '*': { master: 'merged', 'stable/2026.1': 'ci-failed', 'stable/2025.1': 'wip' } },
    });
    scene.git('config', 'fishladder.gerritUrl', gerrit.url);
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'First', '--name', 'first');
    await scene.run('port');
  });
  teardown(async () => {
    await gerrit.close();
    scene.dispose();
  });

  async function states(...args: string[]): Promise<Record<string, string>> {
    const { fixes } = JSON.parse((await scene.run('status', '--json', ...args)).out);
    return Object.fromEntries(
      fixes[0].branches.map((row: { branch: string; state: string }) => [row.branch, row.state]),
    );
  }

  const live = {
    master: 'merged',
    'stable/2026.1': 'needs-you',
    'stable/2025.2': 'already-there',
    'stable/2025.1': 'draft',
    'unmaintained/2024.1': 'proposed',
  };

  test('shows the review of each branch, asked for in one request', async () => {
    assert.deepEqual(await states(), live);
    assert.equal(gerrit.requests.length, 1);
    assert.ok(gerrit.headers.every((headers) => headers.authorization === undefined && headers.cookie === undefined));
  });

  test('offline before anything is known, and said so once, with the next step', async () => {
    await gerrit.close();
    const before = scene.queue();
    const run = await scene.run('status');
    assert.equal(run.code, 0);
    assert.match(run.out, /master +offline/);
    assert.equal(run.err.trim().split('\n').length, 1);
    assert.match(run.err, /cannot be reached/);
    assert.deepEqual(scene.queue(), before);
  });

  test('a branch without a patch reads by its outcome, whether the forge answers or not', async () => {
    scene.write('setup.cfg', '[metadata]\nname = shoal\nsummary = Block storage\n');
    await scene.run('mark', 'setup.cfg', '--title', 'Second', '--name', 'second');
    await scene.run('port', 'second', '--to', 'master');
    gerrit.setReviews({});
    await scene.run('status');
    await gerrit.close();
    const second = async (branch: string) => {
      const { fixes } = JSON.parse((await scene.run('status', '--json')).out);
      const { branches } = fixes.find(({ name }: { name: string }) => name === 'second');
      const { state, next } = branches.find((row: { branch: string }) => row.branch === branch);
      return [state, next.why];
    };
    assert.deepEqual(await second('stable/2026.1'), ['clean', 'port it']);
    assert.deepEqual(await second('master'), ['not-submitted', 'submit it']);
    rmSync(join(scene.folder, '.git/fishladder'), { recursive: true });
    assert.deepEqual(await second('stable/2026.1'), ['clean', 'port it']);
    assert.deepEqual(await second('master'), ['offline', 'not known while the forge cannot be reached']);
  });

  test('keeps the last knowledge with its age when the forge goes away', async () => {
    await states();
    await gerrit.close();
    const run = await scene.run('status', '--json');
    const [master] = JSON.parse(run.out).fixes[0].branches;
    assert.equal(master.state, 'merged');
    assert.equal(master.fault.code, 'forge-unreachable');
    assert.ok(Date.parse(master.asOf) > 0);
  });

  test('--offline asks nobody', async () => {
    await states('--offline');
    assert.deepEqual(gerrit.requests, []);
  });

  for (const [failure, words] of [
    ['html', /web page/],
    ['status-429', /./],
  ] as const) {
    test(`a forge that answers ${failure} is a fault in words, and the queue stays`, async () => {
      gerrit.setFailure(failure);
      const before = scene.queue();
      const run = await scene.run('status');
      assert.equal(run.code, 0);
      assert.match(run.err, words);
      assert.equal(run.err.trim().split('\n').length, 1);
      assert.deepEqual(scene.queue(), before);
    });
  }

  test('a review that was read before is shown offline, with its age; nothing is done to it', async () => {
    const said = { id: 'a', patch_set: 1, author: { name: 'Bob' }, updated: '2026-11-20 10:00:00.000000000' };
    const comment = { ...said, branch: 'stable/2026.1', path: '/PATCHSET_LEVEL', message: 'Why this?' };
    const talking = await startGerrit({
      project: 'openstack/shoal',
      reviews: { '*': { 'stable/2026.1': 'ci-failed' } },
      conversation: { comments: [comment], done: [] },
    });
    scene.git('config', 'fishladder.gerritUrl', talking.url);
    const online = await scene.run('review', 'first', 'stable/2026.1').finally(() => talking.close());
    assert.match(online.out, /Bob, .*\n +Why this\?\n/);
    const offline = await scene.run('review', 'first', 'stable/2026.1');
    assert.deepEqual([offline.code, offline.out], [0, online.out]);
    assert.match(offline.err, /cannot be reached .*What is shown is what was read just now\.\n$/);
    const act = await scene.run('review', 'first', 'stable/2026.1', '--comment', 'x', '--yes');
    assert.equal(act.code, 3);
  });

  test('doctor names a forge that answers a web page, and what to do', async () => {
    gerrit.setFailure('html');
    const run = await scene.run('doctor', '--json');
    assert.equal(run.code, 1);
    const finding = JSON.parse(run.out).findings.find(({ check }: { check: string }) => check === 'forge');
    assert.equal(finding.state, 'bad');
    assert.ok(finding.next);
  });

  test('doctor finds a good place good', async () => {
    const run = await scene.run('doctor');
    assert.equal(run.code, 0, run.out);
    assert.match(run.out, /^ok +forge +127\.0\.0\.1:\d+ answers/m);
    assert.match(run.out, /^note +sign-in +nobody is signed in to 127.*\n +-> To submit.*FISHLADDER_HOST=127/m);
  });
});
