// A fix as it lies on a branch: another form of it that ports may start from.
import type { UpstreamBranch } from '../git/git';
import type { FileOutcome, FileStep, Snapshot } from '../port/types';
import type { CellOutcome } from './cell';
import { outcomeSteps } from './outcome-patch';

/** What a fix's patch does on a branch, and how it came to be; a patch that a person made counts as clean. */
export interface Landed {
  kind: 'clean' | 'adapted';
  commit: string;
  /** The branch's files below the patch. */
  base: Snapshot;
  steps: FileStep[];
  /** The branch whose form it was made from, where that is not the release's. */
  via?: string;
}

/** The forms that fixes have on a branch, by name. */
export interface Sibling {
  branch: UpstreamBranch;
  landed: ReadonlyMap<string, Landed>;
}

/** True when the form that a fix has on a sibling was made, directly or over others of them, from the one that it has on `branch`. */
export function restsOn(siblings: readonly Sibling[], fix: string, { landed }: Sibling, branch: string): boolean {
  const via = landed.get(fix)?.via;
  const next = siblings.find((each) => each.branch.name === via);
  return via === branch || (next !== undefined && restsOn(siblings, fix, next, branch));
}

/** A patch that lies in a branch's series. */
export function landedBy({ commit }: UpstreamBranch, base: Snapshot, steps: FileStep[]): Landed {
  return { kind: 'clean', commit, base, steps };
}

/** A port that may be written, as steps on the files that it was made for; `via` is the branch whose form it was made from. */
export async function landedAt(
  { commit }: UpstreamBranch,
  base: Snapshot,
  files: readonly FileOutcome[],
  { kind, via }: { kind: CellOutcome['kind']; via?: string },
): Promise<Landed> {
  return {
    kind: kind === 'clean' ? 'clean' : 'adapted',
    commit,
    base,
    steps: await outcomeSteps(files, base),
    ...(via === undefined ? {} : { via }),
  };
}

const RANKS: readonly CellOutcome['kind'][] = ['already-there', 'clean', 'adapted', 'proposed', 'conflict', 'refused'];

/** How far a fix is from being in place: the smaller the better. */
export function rankOf({ kind }: { kind: CellOutcome['kind'] }): number {
  return RANKS.indexOf(kind);
}
