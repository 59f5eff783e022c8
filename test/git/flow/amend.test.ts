// Amending a fix: changes that are not marked yet join it, its ports follow, and what lies above it must still apply.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitOf } from '../../../src/cli/exit-codes';
import { MANAGER } from '../../demo/repository';
import { openScene, type Scene } from '../scene';
import { takenByAll } from '../taken';

const API = 'shoal/api.py';
const PATCH = '.fishladder/12.0.1/first.patch';

suite('amend', () => {
  let scene: Scene;
  setup(async () => {
    scene = openScene();
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'First', '--name', 'first', '--bug', '2012345');
  });
  teardown(() => scene.dispose());

  const edit = (path: string, from: string, to: string) => {
    assert.ok(scene.read(path).includes(from));
    scene.write(path, scene.read(path).replace(from, to));
  };
  const header = (text: string) =>
    text.slice(0, text.indexOf('\ndiff --git ')).replace(/^(Last-Update|X-Fishladder-Digest): .*\n/gm, '');

  async function refuses(code: string, words: RegExp, ...args: string[]): Promise<void> {
    const before = scene.queue();
    const run = await scene.run('mark', ...args, '--json');
    assert.equal(run.code, exitOf(code), run.out);
    const { error } = JSON.parse(run.err);
    assert.equal(error.code, code, error.message);
    assert.match(error.message, words);
    assert.deepEqual(scene.queue(), before);
  }

  test('the changes join the patch under the same header, and the ports follow, but for edited ones', async () => {
    await scene.run('port', '--to', 'master', '--to', 'stable/2026.1');
    const mine = '.fishladder/stable/2026.1/first.patch';
    appendFileSync(join(scene.folder, mine), '-- \nMaya\n');
    const [before, edited] = [scene.read(PATCH), scene.read(mine)];
    edit(MANAGER, 'pop(volume_id)', 'pop(volume_id, None)');
    edit(API, 'Requests that', 'The requests that');
    const untouched = scene.untouched();
    const run = await scene.run('mark', '--amend', 'first');
    assert.equal(run.code, 0, run.err);
    assert.match(run.out, /^Amended first in 12\.0\.1 \(2 files\)\.\n.*\nNext: fishladder port first\n$/);
    const after = scene.read(PATCH);
    assert.equal(header(after), header(before));
    assert.match(after, /^\+ +self\.attachments\.pop\(volume_id, None\)$/m);
    assert.match(after, /^\+"""The requests that/m);
    assert.deepEqual(scene.untouched(), untouched);
    const { fixes } = JSON.parse((await scene.run('status', '--json', '--offline')).out);
    const patches = new Map(fixes[0].branches.map((row: { branch: string; patch: string }) => [row.branch, row.patch]));
    assert.deepEqual([patches.get('master'), patches.get('stable/2026.1')], ['stale', 'edited']);
    await scene.run('port', '--to', 'master', '--to', 'stable/2026.1');
    assert.match(scene.read('.fishladder/master/first.patch'), /^\+ +self\.attachments\.pop\(volume_id, None\)$/m);
    assert.equal(scene.read(mine), edited);
    scene.write(mine, edited.replace('-- \nMaya\n', ''));
    takenByAll(scene);
    await refuses('nothing-to-mark', /not marked already/, '--amend', 'first', MANAGER);
  });

  test('only the named lines join it; the rest may be another fix', async () => {
    edit(MANAGER, 'pop(volume_id)', 'pop(volume_id, None)');
    edit(MANAGER, 'is attached to', 'is now attached to');
    const line =
      scene
        .read(MANAGER)
        .split('\n')
        .findIndex((text) => text.includes('pop(volume_id, None)')) + 1;
    const run = await scene.run('mark', `${MANAGER}:${line}`, '--amend', 'first', '--json');
    assert.deepEqual(JSON.parse(run.out).files, [MANAGER]);
    assert.match(scene.read(PATCH), /pop\(volume_id, None\)/);
    assert.doesNotMatch(scene.read(PATCH), /now attached/);
    assert.equal((await scene.run('mark', MANAGER, '--title', 'Second', '--name', 'second')).code, 0);
    takenByAll(scene);
  });

  test('a fix below others takes what they do not touch, and they stay', async () => {
    edit(API, 'Requests that', 'The requests that');
    await scene.run('mark', API, '--title', 'Second', '--name', 'second');
    const second = scene.read('.fishladder/12.0.1/second.patch');
    edit(MANAGER, 'pop(volume_id)', 'pop(volume_id, None)');
    assert.equal((await scene.run('mark', MANAGER, '--amend', 'first')).code, 0);
    assert.equal(scene.read('.fishladder/12.0.1/second.patch'), second);
    assert.equal(scene.read('.fishladder/12.0.1/series'), 'first.patch\nsecond.patch\n');
    takenByAll(scene);
  });

  test('where a patch above would not apply any more, it is named and nothing changes', async () => {
    edit(MANAGER, '            raise\n', '            raise  # up\n');
    await scene.run('mark', MANAGER, '--title', 'Second', '--name', 'second');
    edit(
      MANAGER,
      '            raise  # up\n        self.attachments.pop(volume_id)\n',
      '            raise  # up\n        self.attachments.pop(volume_id, None)\n',
    );
    await refuses('builds-on-others', /12\.0\.1\/second\.patch/, '--amend', 'first', MANAGER);
    edit(MANAGER, 'pop(volume_id, None)', 'pop(volume_id)');
    edit(MANAGER, 'disconnect(connection)', 'disconnect(connection, True)');
    await refuses('leaned-on', /12\.0\.1\/second\.patch \(/, '--amend', 'first', MANAGER);
  });

  test('a change of a file that a patch above adds is refused', async () => {
    scene.write('shoal/new.py', 'one = 1\n');
    await scene.run('mark', 'shoal/new.py', '--title', 'Second', '--name', 'second');
    scene.git('add', '--intent-to-add', 'shoal/new.py');
    scene.write('shoal/new.py', 'one = 1\ntwo = 2\n');
    await refuses('builds-on-others', /12\.0\.1\/second\.patch/, '--amend', 'first', 'shoal/new.py');
  });

  test('a commit joins as well; where nothing is staged, nothing does', async () => {
    scene.git('stash', '--quiet');
    edit(API, 'Requests that', 'The requests that');
    scene.git('commit', '--quiet', '--all', '--message', 'Say it better');
    assert.equal((await scene.run('mark', '--amend', 'first', '--commit', 'HEAD')).code, 0);
    assert.match(scene.read(PATCH), /The requests that/);
    scene.git('reset', '--quiet', '--hard', 'HEAD~1');
    await refuses('nothing-to-mark', /not marked already/, '--amend', 'first', '--staged');
  });

  test('a name that no fix of the release has, and words that the fix has already', async () => {
    edit(API, 'Requests that', 'The requests that');
    await refuses('no-such-fix', /'other'/, '--amend', 'other');
    await refuses('usage', /leave out --title/, '--amend', 'first', '--title', 'Other');
  });
});
