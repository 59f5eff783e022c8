// Refreshing a patch whose branch got or lost lines between its changes: the porting engine carries it, or it is left with a reason.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openScene, type Scene } from '../scene';

const FILE = 'shoal/exception.py';
const PATCH = '.fishladder/master/words.patch';
const [OLD, NEW] = ["'An unknown exception occurred.'", "'The volume service failed.'"];
const [OLD_CALL, NEW_CALL] = ['(self.message % kwargs)', '(self.message.format(**kwargs))'];

suite('refresh a patch over lines that came or went', () => {
  let scene: Scene;
  let worktree: string;
  let original: string;

  const mend = (text: string) => text.replace(OLD, NEW).replace(OLD_CALL, NEW_CALL);
  /** Writes the patch into the queue: what git makes of the change, with its `index` line or without. */
  const queuePatch = (hasIndex: boolean) => {
    writeFileSync(join(worktree, FILE), mend(original));
    const diff = scene.git('-C', worktree, 'diff', ...(hasIndex ? ['--full-index'] : []));
    scene.git('-C', worktree, 'checkout', '--quiet', '.');
    mkdirSync(join(scene.folder, '.fishladder/master'), { recursive: true });
    scene.write(PATCH, `Subject: Say it better\n\n${hasIndex ? diff : diff.replace(/^index .*\n/m, '')}`);
    scene.write('.fishladder/master/series', 'words.patch\n');
  };
  /** Makes upstream's master have another text of the file. */
  const upstreamHas = (text: string) => {
    writeFileSync(join(worktree, FILE), text);
    scene.git('-C', worktree, 'commit', '--quiet', '--all', '--message', 'Change it');
    scene.git('update-ref', 'refs/remotes/origin/master', scene.git('-C', worktree, 'rev-parse', 'HEAD').trim());
  };
  const problem = async () => {
    const { out } = await scene.run('lint', PATCH, '--json');
    const { problems } = JSON.parse(out).files[0] as { problems: { code: string; message: string; remedy?: object }[] };
    return problems.filter(({ code }) => code === 'context-mismatch');
  };
  const refresh = () => scene.run('fix', PATCH, '--only', 'context-mismatch');
  /** What the queue's patch makes of the branch's file, by git. */
  const applied = () => {
    scene.git('-C', worktree, 'apply', join(scene.folder, PATCH));
    return scene.read(`../master/${FILE}`);
  };

  setup(() => {
    scene = openScene();
    worktree = join(scene.folder, '../master');
    scene.git('worktree', 'add', '--quiet', '--detach', worktree, 'origin/master');
    original = scene.read(`../master/${FILE}`);
  });
  teardown(() => scene.dispose());

  for (const hasIndex of [true, false])
    test(`lines that the branch got between two changes, ${hasIndex ? 'by the index line' : 'by its history'}`, async () => {
      queuePatch(hasIndex);
      const fresh = original.replace('\n    def __init__', '\n    safe = False\n    code = 500\n\n    def __init__');
      upstreamHas(fresh);
      const found = await problem();
      assert.match(found[0]?.message ?? '', /exception\.py of master lines came or went .* clean\.$/);
      const before = scene.read(PATCH);
      await scene.run('fix', PATCH);
      assert.equal(scene.read(PATCH), before);
      await refresh();
      assert.deepEqual(await problem(), []);
      const after = scene.read(PATCH);
      await refresh();
      assert.equal(scene.read(PATCH), after);
      assert.equal(applied(), mend(fresh));
    });

  test('lines that the branch lost, above the changes and between them', async () => {
    const longer = original.replace('\n    def __init__', '\n    first = 1\n    second = 2\n\n    def __init__');
    upstreamHas(longer);
    original = longer;
    queuePatch(false);
    const fresh = longer
      .replace('# Licensed under the Apache License, Version 2.0\n\n', '')
      .replace('    second = 2\n', '');
    assert.equal(longer.split('\n').length - fresh.split('\n').length, 3);
    upstreamHas(fresh);
    await refresh();
    assert.deepEqual(await problem(), []);
    assert.equal(applied(), mend(fresh));
  });

  test('where the change would have other lines there, it is left to a port', async () => {
    queuePatch(false);
    upstreamHas(original.replace('\n\n    def __init__', '\n    def __init__'));
    const before = scene.read(PATCH);
    assert.match(
      (await problem())[0]?.message ?? '',
      /ported there, it is (?:proposed, of hunks like this, \d+ in 100|adapted, .*, with other lines than the patch has)/,
    );
    await refresh();
    assert.equal(scene.read(PATCH), before);
  });

  test('what the engine would only propose, or cannot tell, stays with its reason and is not written', async () => {
    queuePatch(true);
    upstreamHas(
      original.replace(OLD, "_('Unknown: ') + words_of(reason)").replace(OLD_CALL, '(self.words(kwargs) or None)'),
    );
    const before = scene.read(PATCH);
    const [found] = await problem();
    assert.match(found?.message ?? '', /nowhere: line .*; ported there, it is (?:proposed|both sides changed)/);
    assert.equal(found?.remedy, undefined);
    assert.equal((await refresh()).code, 1);
    assert.equal(scene.read(PATCH), before);
  });

  test('a state that no commit has leads nowhere', async () => {
    queuePatch(false);
    scene.write(PATCH, scene.read(PATCH).replace(/^ class ShoalException/m, ' class OtherException'));
    upstreamHas(original.replace('\n    def __init__', '\n    safe = False\n\n    def __init__'));
    const [found] = await problem();
    assert.ok(found && !/ported there|came or went/.test(found.message), found?.message);
    assert.equal(found.remedy, undefined);
  });
});
