// How a patch set, carried onto the deployed release, differs from the fix as it is deployed there.

import { decode } from '../base/bytes';
import { formatFile } from '../patch/format';
import type { FilePatch } from '../patch/types';
import { stepStates } from '../port/patch-steps';
import { changedPaths, portSteps } from '../port/port';
import type { FileStep } from '../port/types';
import type { FixSource } from './fix-source';
import type { Ladder } from './ladder';
import { patchDifference } from './patch-difference';
import { commitSnapshot } from './series-snapshot';
import { fileWords } from './words';

/** What taking a patch set into the deployed release would change of the fix there; or why that cannot be told. */
export type AgainstDeployed =
  | { kind: 'files'; release: string; files: FilePatch[] }
  | { kind: 'unfit'; release: string; why: string };

/** Compares. `steps` are those of the patch set on its parent, a commit. Nothing is written; only what git's merge settles, or is as good as sure, is compared. */
export async function againstDeployed(
  { git }: Ladder,
  { folder: release, commit, base, steps: deployed }: FixSource,
  steps: readonly FileStep[],
  parent: string,
): Promise<AgainstDeployed> {
  const result = await portSteps({
    steps,
    base: await commitSnapshot(git, parent),
    target: base,
    renames: (paths) => git.renames(parent, commit, paths),
    hash: (content) => git.objects.hash('blob', content),
    adapt: true,
  });
  const open = result.files.find(({ kind }) => !['clean', 'adapted', 'already-there'].includes(kind));
  if (open) return { kind: 'unfit', release, why: `${decode(open.path)}: ${fileWords(open)}` };
  return { kind: 'files', release, files: await patchDifference(base, stepStates(deployed), changedPaths(result)) };
}

/** The comparison in words, and its diff as text; control characters of the files may be in it. */
export function againstDeployedText(against: AgainstDeployed): string {
  const { release } = against;
  if (against.kind === 'unfit')
    return `It cannot be compared with what is deployed, as it does not go onto ${release} (${against.why}).\n`;
  if (against.files.length === 0) return `On ${release} it makes the same of the files as what is deployed.\n`;
  const diff = against.files.map((file) => decode(formatFile(file))).join('');
  return `What differs from what is deployed (${release}):\n${diff}`;
}
