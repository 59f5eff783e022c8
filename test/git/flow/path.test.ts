// The operator's whole path with real git: mark, port, and what git, quilt and interpret-trailers make of the patches.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { MANAGER } from '../../demo/repository';
import { openScene, type Scene } from '../scene';
import { applies, takenByAll } from '../taken';

const TITLE = 'Forget a volume once it is detached';
const NAME = 'forget-a-volume-once-it-is-detached';

suite('from a marked fix to patches', () => {
  let scene: Scene;
  setup(() => {
    scene = openScene();
  });
  teardown(() => scene.dispose());

  test('every branch gets its outcome, and nothing but the queue changes', async () => {
    scene.fixBug();
    const before = scene.untouched();
    assert.equal((await scene.run('mark', MANAGER, '--title', TITLE, '--bug', '2116852')).code, 0);
    const port = await scene.run('port', '--json');
    assert.equal(port.code, 1, 'one branch has a proposal');
    assert.deepEqual(
      JSON.parse(port.out).cells.map((cell: { branch: string; outcome: string; written: string }) => [
        cell.branch,
        cell.outcome,
        cell.written,
      ]),
      [
        ['master', 'clean', 'created'],
        ['stable/2026.1', 'clean', 'created'],
        ['stable/2025.2', 'already-there', 'nothing'],
        ['stable/2025.1', 'clean', 'created'],
        ['unmaintained/2024.1', 'proposed', 'nothing'],
      ],
    );
    assert.deepEqual(Object.keys(scene.queue()).sort(), [
      `12.0.1/${NAME}.patch`,
      '12.0.1/series',
      `master/${NAME}.patch`,
      'master/series',
      `stable/2025.1/${NAME}.patch`,
      'stable/2025.1/series',
      `stable/2026.1/${NAME}.patch`,
      'stable/2026.1/series',
    ]);
    assert.deepEqual(scene.untouched(), before);
    takenByAll(scene);
  });

  test('a second run writes nothing', async () => {
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', TITLE);
    await scene.run('port');
    const before = scene.queue();
    const cells = JSON.parse((await scene.run('port', '--json')).out).cells as { outcome: string; written: string }[];
    assert.deepEqual(
      [...new Set(cells.filter(({ outcome }) => outcome === 'clean').map(({ written }) => written))],
      ['unchanged'],
    );
    assert.deepEqual(scene.queue(), before);
  });

  test('a dry run and status write nothing', async () => {
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', TITLE);
    const before = scene.queue();
    await scene.run('port', '--dry-run');
    await scene.run('status', '--offline');
    assert.deepEqual(scene.queue(), before);
  });

  test('the patch for a branch with the file renamed speaks of the new name', async () => {
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', TITLE);
    await scene.run('port', '--to', 'master');
    const patch = (await scene.run('show', NAME, 'master')).out;
    assert.match(patch, /^diff --git a\/shoal\/storage\/manager\.py b\/shoal\/storage\/manager\.py$/m);
    assert.match(patch, /^\+ {8}self\.attachments\.pop\(volume_id\)$/m);
  });

  test('two fixes in one file stack: each holds only its own change, and the series apply', async () => {
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', TITLE);
    scene.write(MANAGER, scene.read(MANAGER).replace('is not attached', 'was not attached'));
    assert.equal((await scene.run('mark', MANAGER, '--title', 'Say was')).code, 0);
    const second = (await scene.run('show', 'say-was')).out;
    assert.match(second, /^\+.*was not attached/m);
    assert.doesNotMatch(second, /^[+-].*pop/m);
    await scene.run('port');
    assert.equal(scene.read('.fishladder/master/series'), `${NAME}.patch\nsay-was.patch\n`);
    takenByAll(scene);
  });

  test('lines choose among the changes of a file', async () => {
    scene.fixBug();
    scene.write(MANAGER, scene.read(MANAGER).replace('LOG = logging', 'LOG_ = logging'));
    const line =
      scene
        .read(MANAGER)
        .split('\n')
        .findIndex((text) => text.includes('LOG_ =')) + 1;
    assert.equal((await scene.run('mark', `${MANAGER}:${line}`, '--title', 'Rename')).code, 0);
    const patch = (await scene.run('show', 'rename')).out;
    assert.match(patch, /^\+LOG_/m);
    assert.doesNotMatch(patch, /^[+-].*pop/m);
  });

  test('the index, with added, deleted, renamed and executable files, CRLF and no last newline', async () => {
    scene.write('tool.sh', '#!/bin/sh\r\necho hi');
    scene.git('add', 'tool.sh');
    scene.git('update-index', '--chmod=+x', 'tool.sh');
    scene.git('rm', '--quiet', 'setup.cfg');
    scene.git('mv', 'shoal/exception.py', 'shoal/errors.py');
    scene.fixBug();
    const marked = await scene.run('mark', '--staged', '--title', 'Staged only');
    assert.equal(marked.code, 0, marked.err);
    const patch = (await scene.run('show', 'staged-only')).out;
    assert.deepEqual(
      [...patch.matchAll(/^(new file mode|deleted file mode|rename from|rename to|\\ No newline)/gm)]
        .map(([text]) => text)
        .sort(),
      ['\\ No newline', 'deleted file mode', 'new file mode', 'rename from', 'rename to'],
    );
    assert.doesNotMatch(patch, /pop/);
    const port = await scene.run('port', '--to', 'stable/2025.2', '--to', 'stable/2025.1');
    assert.equal(port.code, 0, port.out + port.err);
    for (const branch of ['stable/2025.2', 'stable/2025.1'])
      applies(scene, branch, `origin/${branch}`, ['am', 'quilt']);
  });

  test("the operator's own commit, with a new title", async () => {
    scene.fixBug();
    scene.git('commit', '--quiet', '--all', '--message', 'wip\n\nFound at night.');
    assert.equal((await scene.run('mark', '--commit', 'HEAD', '--title', TITLE)).code, 0);
    const patch = (await scene.run('show', NAME)).out;
    assert.match(patch, /^Subject: \[PATCH\] Forget a volume once it is detached$/m);
    assert.match(patch, /\n\nFound at night\.\n\nChange-Id: /);
    assert.doesNotMatch(patch, /cherry picked/);
  });

  test("upstream's commit keeps author and message and gets the pick line", async () => {
    const commit = scene.git('rev-parse', 'origin/stable/2025.2').trim();
    const marked = await scene.run('mark', '--commit', commit, '--name', 'picked');
    assert.equal(marked.code, 0, marked.err);
    const patch = (await scene.run('show', 'picked')).out;
    assert.match(patch, /^From: Robin Reef/m);
    assert.match(patch, new RegExp(`^Origin: upstream, commit:${commit}$`, 'm'));
    assert.match(
      patch,
      new RegExp(
        `^Signed-off-by: Maya Lindqvist <maya@example.org>\\n\\(cherry picked from commit ${commit}\\)\\n---$`,
        'm',
      ),
    );
    await scene.run('port');
    takenByAll(scene);
  });

  test("a commit of the operator's own that was picked from upstream's names that one, changed or not", async () => {
    const commit = scene.git('rev-parse', 'origin/stable/2025.2').trim();
    const origin = async (name: string, change: () => void) => {
      scene.git('cherry-pick', '-x', '--no-commit', commit);
      change();
      scene.git('commit', '--quiet', '--all', '--message', `Take it\n\n(cherry picked from commit ${commit})`);
      assert.equal((await scene.run('mark', '--commit', 'HEAD', '--release', '12.0.1', '--name', name)).code, 0);
      scene.git('reset', '--quiet', '--hard', '12.0.1');
      const patch = (await scene.run('show', name)).out;
      rmSync(join(scene.folder, '.fishladder'), { recursive: true });
      return /^Origin: (.*)$/m.exec(patch)?.[1];
    };
    const file = scene.git('show', '--format=', '--name-only', commit).trim().split('\n')[0]!;
    assert.equal(await origin('same', () => {}), `upstream, commit:${commit}`);
    assert.equal(
      await origin('changed', () => scene.write(file, `${scene.read(file)}# more\n`)),
      `backport, commit:${commit}`,
    );
  });

  test('a patch that a person edited stays, unless forced', async () => {
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', TITLE);
    await scene.run('port', '--to', 'master');
    const path = `.fishladder/master/${NAME}.patch`;
    scene.write(path, scene.read(path).replace('Forwarded: no', 'Forwarded: not-needed'));
    const edited = scene.read(path);
    assert.match((await scene.run('port', '--to', 'master')).out, /kept: edited by hand/);
    assert.equal(scene.read(path), edited);
    await scene.run('port', '--to', 'master', '--force');
    assert.notEqual(scene.read(path), edited);
  });

  test('a queue that the operator tracks is not hidden', async () => {
    await scene.run('init', '--track');
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', TITLE);
    assert.match(scene.git('status', '--porcelain'), /\.fishladder/);
  });

  test('a queue elsewhere, and the settings of git', async () => {
    const queue = join(scene.folder, '..', 'ops');
    scene.git('config', 'fishladder.queue', queue);
    scene.git('config', 'fishladder.release', '12.0.0');
    scene.fixBug();
    const marked = JSON.parse((await scene.run('mark', MANAGER, '--title', TITLE, '--json')).out);
    assert.equal(marked.path, join(queue, '12.0.0', `${NAME}.patch`));
  });
});
