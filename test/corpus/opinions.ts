// What our checks say of a package's patches, and how long they take for it.

import { type Bytes, splitLines } from '../../src/base/bytes';
import type { Ground } from '../../src/fix/ground';
import { parseSeries } from '../../src/fix/series';
import { lintPatch, lintSeries } from '../../src/language/lint';
import { readPatchText } from '../../src/language/patch-text';
import type { Problem } from '../../src/language/problem';
import { communityProfile } from '../../src/profile/detect';
import type { PatchFile, Source } from './source';
import type { Stacked } from './stack';

/** The limits of one check, in ms, by the lines of the patch. */
const BUDGETS = [
  { lines: 5_000, limit: 30 },
  { lines: 100_000, limit: 400 },
];
/** A busy machine makes a check slower, never quicker: the best of so many tries counts, by the clock or the processor's time. */
const TRIES = 5;

const { checks } = communityProfile('debian');

/** All problems of a patch, in a Debian package. */
export function problemsOf({ name, text }: PatchFile, ground: Ground = {}): Problem[] {
  return lintPatch(readPatchText(text), { checks, facts: { file: name, branch: 'debian/bookworm' }, ground });
}

/** What a patch stands on when its turn comes. */
export async function groundOf({ name, patch, below }: Stacked, { series = '' }: Source): Promise<Ground> {
  const content = new Map<Bytes, Bytes | undefined>();
  for (const file of patch.files) {
    const path = file.oldPath ?? file.newPath ?? '';
    content.set(path, (await below.file(path))?.content);
  }
  return { series: { text: series, entry: name }, files: { branch: 'the package', content } };
}

/** The problems of the series, each with the patch that it is about (`series` for its end). */
export function seriesProblems({ series = '', patches }: Source): { code: string; about: string }[] {
  const names = new Set(patches.map(({ name }) => name));
  const lines = parseSeries(series).lines;
  const problems = lintSeries(series, { has: (file) => names.has(file), patches: [...names] });
  return problems.map(({ code, start, message }) => {
    if (code === 'series-patch-unnamed') return { code, about: message.split(' lies beside')[0] ?? '' };
    return { code, about: code === 'series-open-end' ? 'series' : (lines[start]?.entry?.file ?? '') };
  });
}

/** How long the checks of a patch take, in ms, and how long they may. */
export function timing(patch: PatchFile): { lines: number; took: number; limit: number } {
  const lines = splitLines(patch.text).length;
  const limit = BUDGETS.find((budget) => lines <= budget.lines)?.limit ?? Number.POSITIVE_INFINITY;
  let took = Number.POSITIVE_INFINITY;
  for (let tried = 0; tried < TRIES && took > limit / 2; tried++) {
    const start = performance.now();
    const before = process.cpuUsage();
    problemsOf(patch);
    const { user, system } = process.cpuUsage(before);
    took = Math.min(took, performance.now() - start, (user + system) / 1000);
  }
  return { lines, took, limit };
}
