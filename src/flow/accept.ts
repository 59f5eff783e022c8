// Accepts what porting proposes for one branch.
import type { Bytes } from '../base/bytes';
import { Fault } from '../base/fault';
import { withQueue } from '../fix/lock';
import { patchPath, type Written, writePatch } from '../fix/queue';
import { writeResolutions } from '../fix/resolutions';
import { quotePath } from '../patch/path';
import type { CellOutcome } from './cell';
import { heldKey } from './held';
import type { Ladder } from './ladder';
import type { Later } from './later';
import { planPort } from './port';

/** A proposal that may be accepted; nothing has been written. */
export interface Proposal {
  fix: string;
  branch: string;
  outcome: Extract<CellOutcome, { kind: 'proposed' }>;
}

/** A proposal as it stands now. */
export interface FoundProposal extends Proposal {
  /** What upstream committed later about the fix. */
  later: readonly Later[];
  /** What remembers that a person settled these files so, as resolutions by key. */
  settles: ReadonlyMap<string, Bytes>;
}

/** What is proposed for a fix on a branch. Throws `nothing-proposed`, and what `planPort` throws. */
export async function findProposal(
  ladder: Ladder,
  fix: string,
  branch: string,
  signal?: AbortSignal,
): Promise<FoundProposal> {
  const plan = await planPort(ladder, { names: [fix], to: [branch], explain: 'all' }, signal);
  const { outcome, later = [] } = plan.cells.find((cell) => cell.fix === fix) ?? {};
  const steps = plan.sources.get(fix)?.steps ?? [];
  if (outcome?.kind === 'proposed') {
    const files = outcome.files.filter((file) => file.kind === 'proposed' && file.file);
    const settles = files.map(({ path }) => [heldKey({ fix, steps, branch }, path), `${quotePath(path)}\n`] as const);
    return { fix, branch, outcome, later, settles: new Map(settles) };
  }
  throw new Fault(
    'nothing-proposed',
    `There is no proposal to accept for '${fix}' on ${branch}: it is ${outcome?.kind ?? 'not ported'}.`,
    `See how it stands with fishladder port ${fix} --to ${branch} --dry-run.`,
  );
}

/**
 * Writes the proposal into the branch's series; gives the patch's path and what was done. A patch edited by hand stays. Throws
 * `ground-changed` where something else is proposed by now, and `nothing-proposed` where nothing is.
 */
export async function acceptProposal(
  ladder: Ladder,
  { fix, branch, outcome }: Proposal,
  signal?: AbortSignal,
): Promise<{ path: string; written: Written }> {
  const { queue } = ladder;
  return withQueue(queue, async () => {
    const now = await findProposal(ladder, fix, branch, signal);
    if (stateOf(now.outcome) !== stateOf(outcome))
      throw new Fault(
        'ground-changed',
        `What is proposed for '${fix}' on ${branch} has changed since it was shown; nothing was written.`,
        `Read it again with fishladder accept ${fix} ${branch}.`,
      );
    const written = await writePatch(queue, branch, fix, outcome.text);
    if (written !== 'kept') await writeResolutions(queue, now.settles);
    return { path: patchPath(queue, branch, fix), written };
  });
}

/** What the files of a proposal would be, as text that is the same for the same files. */
function stateOf({ files }: Proposal['outcome']): string {
  return files.map((file) => `${file.kind} ${file.path} ${'file' in file ? file.file?.id : ''}`).join('\n');
}
