// One fix on one branch: what porting made of it, and what the queue has.
import type { Bytes } from '../base/bytes';
import type { FileOutcome } from '../port/types';

/** What became of one fix on one branch. */
export type CellOutcome =
  /** The branch has it: by its content, or in a commit with the same Change-Id. */
  | { kind: 'already-there'; proof: 'content' | 'change-id'; commit?: string }
  | { kind: 'clean'; files: FileOutcome[]; text: Bytes }
  | { kind: 'conflict'; files: FileOutcome[] }
  | { kind: 'refused'; files: FileOutcome[] };

/** One fix on one branch. `patch` says what the queue has for it now. */
export interface PortCell {
  fix: string;
  branch: string;
  outcome: CellOutcome;
  /** `edited`: a person changed the file since it was made; `left-over`: the branch has the fix by now. */
  patch: 'none' | 'current' | 'stale' | 'edited' | 'left-over';
}
