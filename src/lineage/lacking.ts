// Why a port conflicts: the commits that made the lines in question, which its source has and the branch lacks.
import type { Bytes } from '../base/bytes';
import { mapLimit } from '../base/limit';
import type { Git } from '../git/git';
import { mergeText } from '../port/merge';
import { treeSnapshot } from '../port/snapshot';
import type { FileOutcome, FileStep, Snapshot } from '../port/types';
import { kinOf, kinOn, namesOf } from './kin';
import type { Lineage } from './lineage';
import { linesIn, spansOf } from './spans';

/** A change, the commit that it started from by full id, and the files below it there. */
export interface Carried {
  base: string;
  from: Snapshot;
  steps: readonly FileStep[];
}

/** A port that did not go by itself. */
export interface StuckPort extends Carried {
  /** The last commit of the branch, its files below the fix, and what became of the steps there. */
  tip: string;
  target: Snapshot;
  files: readonly FileOutcome[];
}

/** A commit that the branch lacks. `lines` is how many of the lines in question it made, in the fix's files of these `paths`. */
export interface Prerequisite {
  commit: string;
  lines: number;
  paths: readonly Bytes[];
}

/** What was found: those first that made most; `cut` where the clone's history ends before the commit that made some of the lines. */
export interface Prerequisites {
  found: Prerequisite[];
  cut: boolean;
}

/** The most that a note about a conflict names, and which part of the first one's lines each must have made. */
const NAMED = { most: 3, part: 1 / 2 };

/**
 * Those of the prerequisites, the most important first, that a note about the conflict should name: what made most, and in a file where
 * that made none, what made most there.
 */
export function chiefOf<T extends Pick<Prerequisite, 'lines' | 'paths'>>(found: readonly T[]): T[] {
  const [first] = found;
  if (!first) return [];
  const chief = found.slice(0, NAMED.most).filter(({ lines }) => lines >= NAMED.part * first.lines);
  const told = new Set(chief.flatMap(({ paths }) => paths));
  for (const one of found) {
    if (chief.length >= NAMED.most) break;
    if (one.paths.every((path) => told.has(path))) continue;
    chief.push(one);
    for (const path of one.paths) told.add(path);
  }
  return chief;
}

/** git processes that look for lines at a time. */
const WIDTH = 2;

/**
 * The commits that `base` has and the branch lacks, and that made the lines on which git's merge stops; without what was carried to the
 * branch already. A shallow clone's first commit seems to have made all that is older, so it is none. Asks git once a file. Throws
 * `GitError`, and the signal's reason.
 */
export async function findPrerequisites(
  git: Git,
  lineage: Lineage,
  port: StuckPort,
  signal?: AbortSignal,
): Promise<Prerequisites> {
  const { tip, files, steps } = port;
  const stuck = files.slice(0, steps.length).flatMap((file, index) => {
    const step = steps[index]!;
    return 'reason' in file && typeof file.reason === 'object' ? [{ file, step, reason: file.reason }] : [];
  });
  const row = lineage.row(tip);
  if (stuck.length === 0 || row === undefined) return { found: [], cut: false };
  const made = await mapLimit(stuck, WIDTH, async ({ file, step, reason }) => {
    if (reason.kind === 'absent-in-target') return creatorOf(git, step, port, signal);
    return reason.kind === 'content' ? madeBy(git, file, step, port, signal) : [];
  });
  const makers = new Map<string, { lines: number; paths: Set<Bytes> }>();
  for (const [at, commits] of made.entries())
    for (const commit of commits) {
      const maker = makers.get(commit) ?? { lines: 0, paths: new Set() };
      maker.lines++;
      maker.paths.add(stuck[at]!.file.path);
      makers.set(commit, maker);
    }
  const lacking = [...makers]
    .map(([commit, { lines, paths }]) => ({ commit, lines, paths: [...paths] }))
    .filter(({ commit }) => isLacking(lineage, commit, row))
    .sort((a, b) => b.lines - a.lines);
  const ends = await Promise.all(lacking.map(({ commit }) => isEnd(git, lineage, commit)));
  return { found: lacking.filter((_, at) => !ends[at]), cut: ends.includes(true) };
}

/** True for the first commit of a shallow clone: it says that it has a parent, and git's history has none for it. */
async function isEnd(git: Git, lineage: Lineage, id: string): Promise<boolean> {
  const row = lineage.row(id);
  if (row === undefined || lineage.parents(row).length > 0) return false;
  return ((await git.commit(id))?.parents.length ?? 0) > 0;
}

function isLacking(lineage: Lineage, commit: string, tip: number): boolean {
  const row = lineage.row(commit);
  return row !== undefined && !kinOn(lineage, kinOf(lineage, namesOf(lineage, row)), tip);
}

/** The commit that added the file. */
async function creatorOf(
  git: Git,
  { oldPath, before }: FileStep,
  { base, tip }: StuckPort,
  signal?: AbortSignal,
): Promise<string[]> {
  if (oldPath === undefined || !before) return [];
  const touching = await git.commitsTouching([oldPath], tip, base, signal);
  return touching.slice(-1).map(({ id }) => id);
}

/** For each base line in question the commit that made it. */
async function madeBy(
  git: Git,
  file: FileOutcome,
  step: FileStep,
  { base, tip, target }: StuckPort,
  signal?: AbortSignal,
): Promise<string[]> {
  const { oldPath, before, after } = step;
  const ours = await target.file(('from' in file ? file.from : undefined) ?? file.path);
  if (oldPath === undefined || !before || !after || !ours) return [];
  const wanted = linesInQuestion(before.content, ours.content, after.content);
  const there = await treeSnapshot(git.objects, (await git.commit(base))?.tree).file(oldPath);
  const spans = spansOf(linesIn(there?.content ?? '', before.content, wanted));
  if (spans.length === 0) return [];
  return (await git.blame(oldPath, spans, tip, base, signal)).map(({ commit }) => commit);
}

/** The lines of base, 0-based, that conflict and that ours does not have there; where there are none, those around the place. */
function linesInQuestion(base: Bytes, ours: Bytes, theirs: Bytes): number[] {
  const merged = mergeText(base, ours, theirs);
  if (merged.kind === 'clean') return [];
  const { texts, merge } = merged;
  return merge.regions.flatMap(({ base: had, ours: has }) => {
    const kept = new Set(texts.ours.slice(has.start, has.end));
    const lost = range(had.start, had.end).filter((line) => !kept.has(texts.base[line]!));
    if (lost.length > 0) return lost;
    return range(Math.max(0, had.start - 1), Math.min(texts.base.length, had.end + 1));
  });
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}
