// What our own checks say of the patches that a submit would send, before anything leaves the machine.
import { relative } from 'node:path';
import type { Bytes } from '../base/bytes';
import { patchPath, readPatch } from '../fix/queue';
import type { Check, Remark } from '../profile/check';
import type { Reading } from '../profile/reading';
import type { Proposal } from '../review/submission';
import type { Ladder } from './ladder';
import { type PatchFacts, patchFacts, type Shared } from './patch-facts';
import { remarkLine } from './remark-words';
import type { Verdict } from './submit-verdict';

/** Asks all checks about a patch file's text; `about` tells what is known around it. The surfaces bring it, as `language/lint.ts` has it. */
export type Examine = (
  text: Bytes,
  about: (reading: Reading) => Promise<PatchFacts & { checks: readonly Check[] }>,
) => Promise<Remark[]>;

/** What the checks say of one patch; `path` is its file in the queue, absolute. */
export interface PatchRemarks {
  fix: string;
  branch: string;
  path: string;
  remarks: Remark[];
}

/** Examines the patches of a proposal that leave: those that their review does not show already. Throws `GitError`. */
export async function examineProposal(
  ladder: Ladder,
  { branch, patches }: Proposal,
  shared: Shared,
  examine: Examine,
): Promise<PatchRemarks[]> {
  const { queue, profile } = ladder;
  const found: PatchRemarks[] = [];
  for (const { fix, commit, review } of patches) {
    if (review?.commit === commit) continue;
    const path = patchPath(queue, branch, fix);
    const remarks = await examine((await readPatch(queue, branch, fix)) ?? '', async (reading) => ({
      ...(await patchFacts(ladder, path, reading, shared)),
      checks: profile.checks,
    }));
    found.push({ fix, branch, path, remarks });
  }
  return found;
}

/** Why a proposal with these remarks is not sent; undefined where no error holds it. */
export function heldByErrors(remarks: readonly PatchRemarks[], root: string): Verdict | undefined {
  const holds = ({ severity }: Remark) => severity === 'error';
  const wrong = remarks.filter((each) => each.remarks.some(holds));
  if (wrong.length === 0) return undefined;
  const count = wrong.flatMap((each) => each.remarks).filter(holds).length;
  const names = wrong.map(({ path }) => relative(root, path)).join(', ');
  return {
    kind: 'held',
    code: 'errors',
    why: `${names} ${wrong.length === 1 ? 'has' : 'have'} ${count === 1 ? 'an error' : `${count} errors`} by our own checks`,
    next: `Mend it there, or send it all the same: --no-verify.`,
  };
}

/** Each remark as a line of `fishladder lint`, with the path below `folder`. */
export function remarkLines(all: readonly PatchRemarks[], folder: string): string[] {
  return all.flatMap(({ path, remarks }) => remarks.map((remark) => remarkLine(relative(folder, path), remark)));
}
