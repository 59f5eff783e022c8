// Changed lines are those that `git diff` shows.
import assert from 'node:assert/strict';
import { splitLines } from '../../../src/base/bytes';
import { diffLines } from '../../../src/patch/difflines';
import { parsePatch } from '../../../src/patch/parse';
import { type Random, seeded } from '../../unit/patch/random';
import { makeRepository } from './repository';

const SIGNS = { context: ' ', delete: '-', add: '+' };

/** Pairs of texts: short ones with few different lines, long ones where every line is common, and strangers. */
function pairs(random: Random): [string, string][] {
  const text = (length: number, variety: number) => Array.from({ length }, () => `${random(variety)}\n`);
  const edited = (lines: string[], edits: number, variety: number) => {
    const copy = [...lines];
    for (let edit = 0; edit < edits; edit++)
      copy.splice(random(copy.length + 1), random(4), ...text(random(4), variety));
    return copy;
  };
  const pair = (length: number, variety: number, edits: number): [string, string] => {
    const before = text(length, variety);
    return [before.join(''), edited(before, edits, variety).join('')];
  };
  const short = Array.from({ length: 300 }, () => pair(random(25), 1 + random(6), random(6)));
  const common = Array.from({ length: 20 }, () => pair(2000, 3 + random(20), 30 + random(400)));
  const strangers = Array.from({ length: 5 }, (): [string, string] => [
    text(2500, 30).join(''),
    text(2500, 30).join(''),
  ]);
  const sparse = Array.from({ length: 3 }, () => pair(40_000, 60, 1300));
  let fresh = 0;
  const mostlyAlone = () =>
    Array.from({ length: 700 }, () => (random(5) < 4 ? `alone ${fresh++}\n` : `${random(2)}\n`)).join('');
  const lonely = Array.from({ length: 10 }, (): [string, string] => [mostlyAlone(), mostlyAlone()]);
  return [...short, ...common, ...lonely, ...strangers, ...sparse].filter(([before, after]) => before !== after);
}

suite('diffLines', () => {
  test('agrees with git on small and on large texts', () => {
    const repository = makeRepository();
    try {
      const texts = pairs(seeded(7));
      for (const side of [0, 1] as const) {
        for (const [number, pair] of texts.entries()) repository.write(`f${number}`, pair[side]);
        repository.commit(`side ${side}\n`);
      }
      const args = ['--diff-algorithm=histogram', '--no-indent-heuristic', '--no-renames', '-U100000'];
      const { files } = parsePatch(repository.git(['diff', ...args, 'HEAD~', 'HEAD']));
      assert.equal(files.length, texts.length);
      for (const { newPath = '', hunks } of files) {
        const [before, after] = texts[Number(newPath.slice(1))]!;
        const expected = hunks.flatMap(({ lines }) => lines.map(({ kind }) => SIGNS[kind])).join('');
        assert.equal(drawn(before, after) === expected, true, newPath);
      }
    } finally {
      repository.remove();
    }
  });
});

function drawn(before: string, after: string): string {
  const lines = splitLines(before);
  let word = '';
  let line = 0;
  for (const { aStart, aEnd, bStart, bEnd } of diffLines(lines, splitLines(after))) {
    word += ' '.repeat(aStart - line) + '-'.repeat(aEnd - aStart) + '+'.repeat(bEnd - bStart);
    line = aEnd;
  }
  return word + ' '.repeat(lines.length - line);
}
