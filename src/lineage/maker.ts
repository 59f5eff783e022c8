// Which commit of a branch made the lines of a fix that the branch has, where neither its names nor its diff tell.
import { splitLines } from '../base/bytes';
import { mapLimit } from '../base/limit';
import type { Git } from '../git/git';
import { diffLines } from '../patch/difflines';
import { treeSnapshot } from '../port/snapshot';
import type { FileStep } from '../port/types';
import { linesIn, spansOf } from './spans';

/** git processes that look for lines at a time. */
const WIDTH = 2;

/**
 * The commit that made most of the lines which a fix adds, as the branch whose last commit is `tip` has them; undefined when the fix
 * adds none, when they are older than `base`, the commit that the fix starts from, or came in by several commits. Asks git once a file. Throws `GitError`,
 * and the signal's reason.
 */
export async function findMaker(
  git: Git,
  { base, steps }: { base: string; steps: readonly FileStep[] },
  tip: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const found = (await mapLimit(steps, WIDTH, (step) => makersOf(git, step, base, tip, signal))).flat();
  return found.find((commit) => found.filter((other) => other === commit).length > found.length / 2);
}

/** For each line that a step adds the commit that made it. */
async function makersOf(
  git: Git,
  { newPath, before, after }: FileStep,
  base: string,
  tip: string,
  signal?: AbortSignal,
): Promise<string[]> {
  if (newPath === undefined || !after) return [];
  const there = await treeSnapshot(git.objects, (await git.commit(tip))?.tree).file(newPath);
  if (!there) return [];
  const changes = diffLines(splitLines(before?.content ?? ''), splitLines(after.content));
  const added = changes.flatMap(({ bStart, bEnd }) => Array.from({ length: bEnd - bStart }, (_, at) => bStart + at));
  const spans = spansOf(linesIn(there.content, after.content, added));
  if (spans.length === 0) return [];
  return (await git.blame(newPath, spans, base, tip, signal)).map(({ commit }) => commit);
}
