// A fix as it lies on a branch: another form of it that ports may start from.
import type { UpstreamBranch } from '../git/git';
import { isChange } from '../port/port';
import type { FileOutcome, FileStep, Snapshot } from '../port/types';
import type { CellOutcome } from './cell';

/** What a fix's patch does on a branch, and how it came to be; a patch that a person made counts as clean. */
export interface Landed {
  kind: 'clean' | 'adapted';
  commit: string;
  /** The branch's files below the patch. */
  base: Snapshot;
  steps: FileStep[];
}

/** The forms that fixes have on a branch, by name. */
export interface Sibling {
  branch: UpstreamBranch;
  landed: ReadonlyMap<string, Landed>;
}

/** A patch that lies in a branch's series. */
export function landedBy({ commit }: UpstreamBranch, base: Snapshot, steps: FileStep[]): Landed {
  return { kind: 'clean', commit, base, steps };
}

/** A port that may be written, as steps on the files that it was made for. */
export async function landedAt(
  { commit }: UpstreamBranch,
  base: Snapshot,
  files: readonly FileOutcome[],
  kind: CellOutcome['kind'],
): Promise<Landed> {
  const steps = files.filter(isChange).map(async ({ path, from, file }): Promise<FileStep> => {
    const oldPath = from ?? path;
    const before = await base.file(oldPath);
    return { ...(before ? { oldPath, before } : {}), ...(file ? { newPath: path, after: file } : {}) };
  });
  return { kind: kind === 'clean' ? 'clean' : 'adapted', commit, base, steps: await Promise.all(steps) };
}

const RANKS: readonly CellOutcome['kind'][] = ['already-there', 'clean', 'adapted', 'proposed', 'conflict', 'refused'];

/** How far a fix is from being in place: the smaller the better. */
export function rankOf({ kind }: { kind: CellOutcome['kind'] }): number {
  return RANKS.indexOf(kind);
}
