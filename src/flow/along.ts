// Finds the upstream commits that were ported before a fix for its sake alone, and so go with it.
import { isUntouched } from '../fix/digest';
import { readFix } from '../fix/document';
import { fixNames, patchPath, queueBranches, readPatch } from '../fix/queue';
import type { Ladder } from './ladder';
import { leaningPatches } from './leaning';
import { originCommit } from './origin';

/** What a fix leans on in a branch's series: by name, those that go with it, the last one first, and those that stay, with the reason as a clause. */
export interface Along {
  goes: string[];
  stays: { name: string; why: string }[];
}

/**
 * Of the patches before a fix in a branch's series those that it leans on, that are an upstream commit, and that no release of the queue
 * has as a fix. `branches` are upstream's, by name. One stays where a person changed it, where it was sent for
 * review, or where another patch leans on it, too.
 */
export async function goesAlong(
  ladder: Ladder,
  branch: string,
  fix: string,
  branches: readonly string[],
): Promise<Along> {
  const { queue } = ladder;
  const along: Along = { goes: [], stays: [] };
  const series = branches.includes(branch) ? await fixNames(queue, branch) : [];
  const folders = (await queueBranches(queue)).filter((folder) => !branches.includes(folder));
  const fixes = new Set((await Promise.all(folders.map((folder) => fixNames(queue, folder)))).flat());
  for (const name of series.slice(0, Math.max(0, series.indexOf(fix))).reverse()) {
    const text = fixes.has(name) ? undefined : await readPatch(queue, branch, name);
    if (text === undefined) continue;
    const { life } = readFix(text, patchPath(queue, branch, name));
    if (originCommit(life.origin) === undefined) continue;
    const leaning = await leaningPatches(ladder, branch, name);
    const going = [fix, ...along.goes].map((each) => `${each}.patch`);
    if (!leaning.some((file) => going.includes(file))) continue;
    const others = leaning.filter((file) => !going.includes(file));
    if (!isUntouched(text)) along.stays.push({ name, why: 'it was edited by hand' });
    else if (/^https?:/.test(life.forwarded))
      along.stays.push({ name, why: `it was sent for review, ${life.forwarded}` });
    else if (others.length > 0) along.stays.push({ name, why: `${others.join(', ')} leans on it, too` });
    else along.goes.push(name);
  }
  return along;
}
