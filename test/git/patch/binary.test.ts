// Binary patches: those of git are read, forwards and backwards, and git takes those that are made in memory.
import assert from 'node:assert/strict';
import { type Bytes, fromBuffer } from '../../../src/base/bytes';
import { createFilePatch } from '../../../src/patch/create';
import { formatFile } from '../../../src/patch/format';
import { parsePatch } from '../../../src/patch/parse';
import { reversePatch } from '../../../src/patch/reverse';
import { patchSteps } from '../../../src/port/patch-steps';
import type { FileBlob } from '../../../src/port/types';
import { seeded } from '../../unit/patch/random';
import { snapshot } from '../../unit/port/files';
import { makeRepository, type Repository } from './repository';

suite('binary patches', () => {
  let repository: Repository;
  setup(() => {
    repository = makeRepository();
  });
  teardown(() => repository.remove());

  const id = (content: Bytes) => {
    repository.write('blob', content);
    return repository.git(['hash-object', '-w', '--no-filters', 'blob']).trim();
  };
  const file = (content: Bytes): FileBlob => ({ mode: '100644', id: id(content), content });
  const treeOf = (content: Bytes | undefined) =>
    repository.git(['mktree', '-z'], content === undefined ? '' : `100644 blob ${id(content)}\tf\0`).trim();

  /** Contents that are new, deleted, alike (so that git writes a delta) and otherwise. */
  function pairs(): [Bytes | undefined, Bytes | undefined][] {
    const random = seeded(71);
    const noise = (length: number) => fromBuffer(Buffer.from(Array.from({ length }, () => random(256))));
    const long = `\0${noise(9000)}`;
    return [
      [undefined, `\0${noise(200)}`],
      [`\0${noise(51)}`, undefined],
      [`\0${noise(52)}`, `\0${noise(53)}`],
      [long, long.slice(0, 4000) + noise(30) + long.slice(4500)],
      [`\0${'ab'.repeat(5000)}`, `\0${'ab'.repeat(5000)}c`],
      ['text\n', '\0'],
      ['', '\0\n'],
    ];
  }

  test("git's are read as git applies them, and undone", async () => {
    const kinds = new Set<string>();
    for (const [before, after] of pairs()) {
      const patch = parsePatch(repository.git(['diff', '--binary', '--full-index', treeOf(before), treeOf(after)]));
      for (const [, kind] of patch.files[0]?.binary?.matchAll(/^(literal|delta) /gm) ?? []) kinds.add(kind!);
      for (const [way, from, to] of [
        [patch, before, after],
        [reversePatch(patch), after, before],
      ] as const) {
        const steps = await patchSteps(way, snapshot(from === undefined ? {} : { f: file(from) }), id);
        assert.equal(steps.kind, 'steps', JSON.stringify(steps));
        assert.equal(steps.kind === 'steps' && steps.steps[0]?.after?.content, to);
      }
    }
    assert.deepEqual([...kinds].sort(), ['delta', 'literal']);
  });

  test('git takes ours, and undoes them', () => {
    for (const [before, after] of pairs()) {
      const made = createFilePatch({
        ...(before === undefined ? {} : { oldPath: 'f', before: file(before) }),
        ...(after === undefined ? {} : { newPath: 'f', after: file(after) }),
        binary: 'data',
      });
      repository.git(['read-tree', treeOf(before)]);
      repository.git(['apply', '--cached'], formatFile(made));
      assert.equal(repository.git(['write-tree']).trim(), treeOf(after));
      repository.git(['apply', '--cached', '--reverse'], formatFile(made));
      assert.equal(repository.git(['write-tree']).trim(), treeOf(before));
    }
  });

  test('another content below, and data of another content, are refused', async () => {
    const patch = createFilePatch({
      oldPath: 'f',
      newPath: 'f',
      before: file('\0a'),
      after: file('\0b'),
      binary: 'data',
    });
    const other = createFilePatch({
      oldPath: 'f',
      newPath: 'f',
      before: file('\0a'),
      after: file('\0c'),
      binary: 'data',
    });
    const reason = async (text: string, content: Bytes) => {
      const answer = await patchSteps(parsePatch(text), snapshot({ f: file(content) }), id);
      return answer.kind === 'rejected' ? answer.reason : answer.kind;
    };
    assert.equal(await reason(formatFile(patch), '\0a'), 'steps');
    assert.match(await reason(formatFile(patch), '\0x'), /another binary content/);
    assert.match(await reason(formatFile({ ...patch, binary: other.binary! }), '\0a'), /not the one that it names/);
    const told = createFilePatch({
      oldPath: 'f',
      newPath: 'f',
      before: file('\0a'),
      after: file('\0b'),
      binary: 'told',
    });
    assert.match(formatFile(told), /^Binary files a\/f and b\/f differ$/m);
    assert.match(await reason(formatFile(told), '\0a'), /no data/);
  });
});
