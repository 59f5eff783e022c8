// Tells which patches of a series need another one below them.
import { type SeriesPatch, seriesPatches } from '../fix/queue';
import { releaseCommit } from '../release/release';
import type { Ladder } from './ladder';
import { commitSnapshot, stackPatch } from './series-snapshot';

/** Files of the patches in a branch's series that apply with a fix below them, and not without it; none for a branch that git does not know. */
export async function leaningPatches(ladder: Ladder, branch: string, fix: string): Promise<string[]> {
  const commit = await releaseCommit(ladder.git, branch, ladder.remote);
  if (commit === undefined) return [];
  const patches = await seriesPatches(ladder.queue, branch);
  const others = patches.filter(({ name }) => name !== fix);
  const without = await applying(ladder, branch, commit, others);
  return (await applying(ladder, branch, commit, patches)).filter(
    (file) => file !== `${fix}.patch` && !without.includes(file),
  );
}

/** Which of these patches apply, by their files; what is no patch at all does not. */
async function applying(
  { git, queue }: Ladder,
  branch: string,
  commit: string,
  patches: readonly SeriesPatch[],
): Promise<string[]> {
  const files: string[] = [];
  let top = await commitSnapshot(git, commit);
  for (const { file, options } of patches) {
    const stacked = await stackPatch(git, queue, branch, top, { file, options });
    if (stacked.patch.steps) files.push(file);
    top = stacked.top;
  }
  return files;
}
