// Trees in memory: reading, comparing and writing them, and files laid over them.
import assert from 'node:assert/strict';
import type { GitObject, Objects } from '../../../src/git/git';
import { objectId } from '../../../src/git/loose-object';
import { overlaySnapshot, treeSnapshot } from '../../../src/port/snapshot';
import { diffTrees } from '../../../src/port/trees';
import type { FileBlob } from '../../../src/port/types';
import { writeTree } from '../../../src/port/write-tree';
import { file } from './files';

/** An object store in memory; `reads` names what was read. */
function memory(): Objects & { reads: string[] } {
  const kept = new Map<string, GitObject>();
  const hash = (type: string, content: string) => objectId('sha1', type, content);
  const reads: string[] = [];
  return {
    reads,
    hash,
    read: async (id) => {
      reads.push(id);
      return kept.get(id);
    },
    write: async (type, content) => {
      const id = hash(type, content);
      kept.set(id, { id, type, content });
      return id;
    },
    dispose: () => {},
  };
}

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** States by path, ids as the store makes them. */
function states(objects: Objects, contents: Record<string, string | undefined>): Map<string, FileBlob | undefined> {
  return new Map(
    Object.entries(contents).map(([path, content]) => [
      path,
      content === undefined ? undefined : { mode: '100644', id: objects.hash('blob', content), content },
    ]),
  );
}

suite('writeTree', () => {
  test('gives the ids that git gives', async () => {
    const objects = memory();
    assert.equal(await writeTree(objects, undefined, new Map()), EMPTY_TREE);
    const one = await writeTree(objects, undefined, states(objects, { 'd/a': 'a\n', b: 'b\n', 'd.txt': '' }));
    assert.equal(one, 'c8292c0ca0ba675f5d9342866f64bb7abf16bbbb');
  });

  test('the same files give the same tree, by whatever way', async () => {
    const objects = memory();
    const whole = await writeTree(objects, undefined, states(objects, { 'd/e/a': 'a', 'd/b': 'b', c: 'c' }));
    const part = await writeTree(objects, undefined, states(objects, { 'd/e/a': 'old', 'd/b': 'b', 'x/y/z': 'z' }));
    assert.equal(await writeTree(objects, part, states(objects, { 'd/e/a': 'a', c: 'c', 'x/y/z': undefined })), whole);
    assert.equal(await writeTree(objects, whole, new Map()), whole);
  });

  test('folders that become empty go away, and files and folders may change places', async () => {
    const objects = memory();
    const start = await writeTree(objects, undefined, states(objects, { 'd/e/a': 'a' }));
    assert.equal(await writeTree(objects, start, states(objects, { 'd/e/a': undefined })), EMPTY_TREE);
    const flat = await writeTree(objects, undefined, states(objects, { d: 'file' }));
    assert.equal(await writeTree(objects, start, states(objects, { 'd/e/a': undefined, d: 'file' })), flat);
    assert.equal(await writeTree(objects, flat, states(objects, { d: undefined, 'd/e/a': 'a' })), start);
  });
});

suite('diffTrees', () => {
  test('names the files that differ and reads no folder that is the same', async () => {
    const objects = memory();
    const before = await writeTree(
      objects,
      undefined,
      states(objects, { 'same/a': 'a', 'd/b': 'b', c: 'c', gone: 'g' }),
    );
    const after = await writeTree(
      objects,
      undefined,
      states(objects, { 'same/a': 'a', 'd/b': 'B', c: 'c', 'n/m': 'm' }),
    );
    objects.reads.length = 0;
    const changes = await diffTrees(objects, before, after);
    assert.deepEqual(
      changes.map(({ path, before, after }) => `${before ? '-' : ''}${after ? '+' : ''}${path}`).sort(),
      ['+n/m', '-+d/b', '-gone'],
    );
    const same = (await treeSnapshot(objects, before).entry('same'))?.id ?? '';
    assert.equal(objects.reads.filter((id) => id === same).length, 0);
    assert.deepEqual(await diffTrees(objects, before, before), []);
  });

  test('a file that becomes a folder is removed, and the files below are added', async () => {
    const objects = memory();
    const before = await writeTree(objects, undefined, states(objects, { d: 'file' }));
    const after = await writeTree(objects, undefined, states(objects, { 'd/a': 'a' }));
    const changes = await diffTrees(objects, before, after);
    assert.deepEqual(changes.map(({ path, before, after }) => [path, before?.mode, after?.mode]).sort(), [
      ['d', '100644', undefined],
      ['d/a', undefined, '100644'],
    ]);
  });

  test('says what is missing', async () => {
    await assert.rejects(diffTrees(memory(), undefined, '12'.repeat(20)), { code: 'object-absent', message: /1212/ });
  });
});

suite('snapshots', () => {
  test('read files and folders of a tree', async () => {
    const objects = memory();
    const tree = treeSnapshot(objects, await writeTree(objects, undefined, states(objects, { 'd/e/a': 'a', b: 'b' })));
    assert.equal((await tree.file('d/e/a'))?.content, 'a');
    assert.equal((await tree.entry('d/e'))?.mode, '40000');
    assert.deepEqual([...(await tree.list('d'))], [['e', '40000']]);
    for (const path of ['d/e', 'd/x', 'b/c', 'd/e/a/f', '']) assert.equal(await tree.file(path), undefined, path);
    assert.equal((await tree.list('b')).size, 0);
    assert.equal(await treeSnapshot(objects, undefined).entry('a'), undefined);
  });

  test('an overlay hides what is below, and only that', async () => {
    const objects = memory();
    const below = treeSnapshot(
      objects,
      await writeTree(objects, undefined, states(objects, { 'd/a': 'a', 'd/b': 'b', c: 'c' })),
    );
    const over = overlaySnapshot(
      below,
      new Map([
        ['d/a', file('A')],
        ['d/b', undefined],
        ['n/m/o', file('o')],
      ]),
    );
    assert.equal((await over.file('d/a'))?.content, 'A');
    assert.equal(await over.file('d/b'), undefined);
    assert.equal(await over.entry('d/b'), undefined);
    assert.equal((await over.file('c'))?.content, 'c');
    assert.equal((await over.entry('n/m'))?.mode, '40000');
    assert.deepEqual([...(await over.list('d'))], [['a', '100644']]);
    assert.deepEqual([...(await over.list('n'))], [['m', '40000']]);
  });
});
