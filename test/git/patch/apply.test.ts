// Hunks are applied in memory as git apply does it.
import assert from 'node:assert/strict';
import { applyFile } from '../../../src/patch/apply';
import { formatFile } from '../../../src/patch/format';
import { parsePatch } from '../../../src/patch/parse';
import { reversePatch } from '../../../src/patch/reverse';
import type { Patch } from '../../../src/patch/types';
import { randomEdit, randomLine, randomText, seeded } from '../../unit/patch/random';
import { makeRepository, type Repository } from './repository';

const COUNT = 200;

suite('applyFile', () => {
  let repository: Repository;
  const before: string[] = [];
  const after: string[] = [];
  let patch: Patch;

  suiteSetup(() => {
    repository = makeRepository();
    const random = seeded(2026);
    for (let number = 0; number < COUNT; number++) {
      before.push(randomText(random, 90, 400));
      after.push(randomEdit(random, before[number] as string, 1 + random(5), 400));
    }
    put(before);
    repository.commit('before\n');
    put(after);
    repository.commit('after\n');
    patch = parsePatch(repository.git(['diff', 'HEAD~', 'HEAD']));
    assert.ok(patch.files.length > COUNT * 0.9);
  });
  suiteTeardown(() => repository.remove());

  function put(texts: readonly string[]): void {
    for (const [number, text] of texts.entries()) repository.write(`f${number}`, text);
  }

  function numberOf(path: string | undefined): number {
    return Number(path?.slice(1));
  }

  test('gives what git committed, forwards and backwards', () => {
    const back = reversePatch(patch);
    for (const [files, from, to] of [
      [patch.files, before, after],
      [back.files, after, before],
    ] as const)
      for (const file of files) {
        const number = numberOf(file.newPath);
        const applied = applyFile(file, from[number] as string);
        assert.equal(applied.kind === 'applied' && applied.text, to[number]);
        assert.ok(applied.places.every(({ kind }) => kind === 'exact'));
      }
  });

  test('reverses to the patch that git diff -R writes', () => {
    const expected = parsePatch(repository.git(['diff', '-R', '--src-prefix=a/', '--dst-prefix=b/', 'HEAD~', 'HEAD']));
    const byPath = new Map(expected.files.map((file) => [file.newPath, hunks(file.hunks)]));
    const reversed = reversePatch(patch).files;
    assert.equal(reversed.length, expected.files.length);
    const same = reversed.filter((file) => hunks(file.hunks) === byPath.get(file.newPath));
    assert.ok(same.length > reversed.length * 0.9, `${same.length} of ${reversed.length}`);
  });

  function hunks(list: Patch['files'][number]['hunks']): string {
    return list.map(({ lines }) => lines.map(({ raw }) => raw).join('')).join('@@\n');
  }

  test('agrees with git apply on texts that have drifted', () => {
    const random = seeded(7);
    let both = 0;
    let shifted = 0;
    for (const file of patch.files.slice(0, 120)) {
      const number = numberOf(file.newPath);
      const drift = Array.from({ length: 1 + random(6) }, () => randomLine(random, 100_000)).join('');
      const text = random(2) ? drift + before[number] : randomEdit(random, before[number] as string, 1, 400);
      repository.write(`f${number}`, text);
      const applied = applyFile(file, text);
      if (!gitApplies(formatFile(file))) continue;
      assert.equal(applied.kind, 'applied', file.newPath);
      const result = repository.git(
        ['hash-object', '--stdin', '--no-filters'],
        applied.kind === 'applied' ? applied.text : '',
      );
      assert.equal(result, repository.git(['hash-object', '--no-filters', `f${number}`]), file.newPath);
      both++;
      if (applied.places.some(({ kind }) => kind === 'shifted')) shifted++;
    }
    assert.ok(both > 40 && shifted > 10, `${both} applied, ${shifted} of them shifted`);
  });

  function gitApplies(text: string): boolean {
    try {
      repository.git(['apply', '--whitespace=nowarn', '-'], text);
      return true;
    } catch {
      return false;
    }
  }
});
