// Finds each fix in the queue and reads what it does to the release that it was made in.
import { Fault } from '../base/fault';
import { type FixDocument, readFix } from '../fix/document';
import { patchPath, queueBranches } from '../fix/queue';
import type { UpstreamBranch } from '../git/git';
import type { FileStep, Snapshot } from '../port/types';
import { namedRelease } from '../release/release';
import { deployedRelease, type Ladder } from './ladder';
import { stackSeries } from './series-snapshot';

/** A fix as the release has it. `folder` is the release's name in the queue, `commit` what it was built from. */
export interface FixSource {
  name: string;
  folder: string;
  commit: string;
  document: FixDocument;
  /** The release's files below the fix. */
  base: Snapshot;
  steps: FileStep[];
}

/**
 * The named fixes, or all, in the order of their series: first those of the deployed release, then those that only another
 * release of the queue has. Throws `no-such-fix` and `bad-patch`; a patch that its release does not take becomes a note.
 */
export async function fixSources(
  ladder: Ladder,
  names: readonly string[],
  branches: readonly UpstreamBranch[],
): Promise<{ sources: Map<string, FixSource>; notes: string[] }> {
  const sources = new Map<string, FixSource>();
  const notes: string[] = [];
  for (const folder of await releaseFolders(ladder, branches)) {
    const { commit } = await namedRelease(ladder.git, folder, ladder.remote);
    for (const patch of (await stackSeries(ladder.git, ladder.queue, folder, commit)).patches) {
      if (sources.has(patch.name) || (names.length > 0 && !names.includes(patch.name))) continue;
      const path = patchPath(ladder.queue, folder, patch.name);
      if (patch.steps)
        sources.set(patch.name, {
          name: patch.name,
          folder,
          commit,
          document: readFix(patch.text, path),
          base: patch.below,
          steps: patch.steps,
        });
      else notes.push(`${path} does not apply to ${folder} (${patch.problem}), so it was left out.`);
    }
  }
  const missing = names.find((name) => !sources.has(name) && !notes.some((note) => note.includes(`${name}.patch`)));
  if (missing === undefined) return { sources, notes };
  throw new Fault(
    'no-such-fix',
    `There is no fix named '${missing}' in ${ladder.queue.folder}.`,
    'Name one that fishladder status lists, or mark it first (fishladder mark).',
  );
}

/** The queue's releases: the deployed one first, then every other folder that is not one of upstream's branches. */
async function releaseFolders(ladder: Ladder, branches: readonly UpstreamBranch[]): Promise<string[]> {
  const folders = await queueBranches(ladder.queue);
  if (folders.length === 0) return [];
  const deployed = (await deployedRelease(ladder)).name;
  const upstream = new Set(branches.map(({ name }) => name));
  return [
    ...folders.filter((folder) => folder === deployed),
    ...folders.filter((folder) => folder !== deployed && !upstream.has(folder)),
  ];
}
