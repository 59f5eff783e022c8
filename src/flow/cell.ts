// One fix on one branch: what porting made of it, and what the queue has.
import type { Bytes } from '../base/bytes';
import type { Unchained } from '../lineage/chain';
import type { Presence } from '../lineage/presence';
import type { FileOutcome } from '../port/types';
import type { Warning } from '../port/warn/worlds';
import type { Later } from './later';

/** An upstream commit that a port leans on, as a patch for the branch that goes before the fix's. `name` is the patch's. */
export interface PrerequisitePatch {
  name: string;
  commit: string;
  subject: string;
  /** How many lines it changes. */
  lines: number;
  text: Bytes;
  warnings: Warning[];
  later: Later[];
}

/** A patch that porting made. `text` is the whole of it. */
export interface Made {
  files: FileOutcome[];
  text: Bytes;
  warnings: Warning[];
  /** The branch whose patch it was made from, where that fits better than the release's. */
  via?: string;
  /** What the series gets before it, in order. */
  first?: PrerequisitePatch[];
}

/** What became of one fix on one branch. */
export type CellOutcome =
  /**
   * The branch has it: its files are as the fix would make them (`content`), each of its changes stands there among other
   * lines (`hunks`), both since the commit `since` where one made these lines; or a commit there is the fix.
   */
  | { kind: 'already-there'; proof: 'content' | 'hunks'; since?: string }
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
  /** Why the fix does not get what it leans on first, where that was wished. */
  unchained?: Unchained;
  /** What upstream committed later about the fix; of a branch that has the fix, only what it lacks. */
  later?: Later[];
}

/** The patch that may be written without asking, if the outcome comes to one. */
export function writableText(outcome: CellOutcome): Bytes | undefined {
  return outcome.kind === 'clean' || outcome.kind === 'adapted' ? outcome.text : undefined;
}

/** The patches that the series gets before the fix's. */
export function prerequisitesOf(outcome: CellOutcome): readonly PrerequisitePatch[] {
  return 'first' in outcome ? (outcome.first ?? []) : [];
}

/** True when the branch gets no patch before a person has decided something. */
export function needsPerson({ kind }: CellOutcome): boolean {
  return kind === 'proposed' || kind === 'conflict' || kind === 'refused';
}

/** True when git's merge does not settle it, whatever did. */
export function isContested(outcome: CellOutcome): boolean {
  return outcome.kind === 'adapted' || needsPerson(outcome);
}

/** True when a person has settled conflicts of this port before, and nothing else is open. */
export function isSettledByHand(outcome: CellOutcome): boolean {
  if (outcome.kind !== 'adapted') return false;
  return outcome.files.some(isByHand);
}

/** True when a person made of a conflict what the file is now. */
export function isByHand(file: FileOutcome): boolean {
  if (!('hunks' in file)) return false;
  return file.hunks.some(({ byHand }) => byHand) || (file.kind === 'adapted' && file.hunks.length === 0 && !file.ends);
}

/** The files that were adapted and that no person settled: somebody has to read them before others are asked to. */
export function adaptedFiles(outcome: CellOutcome): FileOutcome[] {
  if (outcome.kind !== 'adapted') return [];
  return outcome.files.filter((file) => file.kind === 'adapted' && !isByHand(file));
}

/** True when a person has accepted what was proposed, as it lies in the queue. */
export function isAccepted(outcome: CellOutcome): boolean {
  return outcome.kind === 'adapted' && outcome.files.some(({ kind }) => kind === 'proposed');
}

/** True when what a person settled or accepted, or nobody had to, may be settled otherwise. */
export function mayReopen({ kind }: CellOutcome): boolean {
  return kind === 'adapted';
}

/** The files that git does not settle, of an outcome that needs a person. */
export function openFiles(outcome: CellOutcome): FileOutcome[] {
  if (!needsPerson(outcome) || !('files' in outcome)) return [];
  return outcome.files.filter(({ kind }) => kind !== 'already-there' && kind !== 'clean');
}
