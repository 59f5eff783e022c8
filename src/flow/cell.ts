// One fix on one branch: what porting made of it, and what the queue has.
import type { Bytes } from '../base/bytes';
import type { FileOutcome } from '../port/types';
import type { Warning } from '../port/warn/warn';

/** What became of one fix on one branch. `text` is the patch that it comes to. */
export type CellOutcome =
  /** The branch has it: by its content, or in a commit with the same Change-Id. */
  | { kind: 'already-there'; proof: 'content' | 'change-id'; commit?: string }
  | { kind: 'clean'; files: FileOutcome[]; text: Bytes; warnings: Warning[] }
  /** git conflicts; what settles it is trusted, or a person has accepted it. */
  | { kind: 'adapted'; files: FileOutcome[]; text: Bytes; warnings: Warning[] }
  /** git conflicts; a person must accept what would settle it. */
  | { kind: 'proposed'; files: FileOutcome[]; text: Bytes; warnings: Warning[] }
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

/** The patch that may be written without asking, if the outcome comes to one. */
export function writableText(outcome: CellOutcome): Bytes | undefined {
  return outcome.kind === 'clean' || outcome.kind === 'adapted' ? outcome.text : undefined;
}

/** True when the branch gets no patch before a person has decided something. */
export function needsPerson({ kind }: CellOutcome): boolean {
  return kind === 'proposed' || kind === 'conflict' || kind === 'refused';
}

/** The files that git does not settle, of an outcome that needs a person. */
export function openFiles(outcome: CellOutcome): FileOutcome[] {
  if (!needsPerson(outcome) || !('files' in outcome)) return [];
  return outcome.files.filter(({ kind }) => kind !== 'already-there' && kind !== 'clean');
}
