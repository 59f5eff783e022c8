// One fix on one branch: what porting made of it, and what the queue has.
import type { Bytes } from '../base/bytes';
import type { Presence } from '../lineage/presence';
import type { FileOutcome } from '../port/types';
import type { Warning } from '../port/warn/warn';

/** A patch that porting made. `text` is the whole of it. */
export interface Made {
  files: FileOutcome[];
  text: Bytes;
  warnings: Warning[];
  /** The branch whose patch it was made from, where that fits better than the release's. */
  via?: string;
}

/** What became of one fix on one branch. */
export type CellOutcome =
  /** The branch has it: its files are as the fix would make them, or a commit there is the fix. */
  | { kind: 'already-there'; proof: 'content' }
  | ({ kind: 'already-there' } & Presence)
  | ({ kind: 'clean' } & Made)
  /** git conflicts; what settles it is trusted, or a person has accepted it. */
  | ({ kind: 'adapted' } & Made)
  /** git conflicts; a person must accept what would settle it. */
  | ({ kind: 'proposed' } & Made)
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
