// What porting takes and gives: file states in, one outcome a file and one for the whole, out.
import type { Bytes } from '../base/bytes';
import type { Adaptation } from './adapt/adapt';
import type { LineEnds } from './line-ends';
import type { ConflictRegion } from './merge';

/** A file as a tree has it: mode as git writes it (`100644`), blob id, content. */
export interface FileBlob {
  mode: string;
  id: string;
  content: Bytes;
}

/** Something that files can be read from by path: a commit's tree, or such a tree with patches on top. */
export interface Snapshot {
  /** The file at a path; undefined when there is none. */
  file(path: Bytes): Promise<FileBlob | undefined>;
  /** Mode and id at a path without reading the content (also folders, `40000`, and submodules, `160000`). */
  entry(path: Bytes): Promise<{ mode: string; id: string } | undefined>;
  /** Mode by name of what is directly in a folder (the top is `''`); empty where there is no such folder. */
  list(folder: Bytes): Promise<ReadonlyMap<Bytes, string>>;
}

/** One file of a fix: what it was, and what the fix made of it. A rename has two different paths. */
export interface FileStep {
  oldPath?: Bytes;
  newPath?: Bytes;
  before?: FileBlob;
  after?: FileBlob;
}

/** The three states of a file that git conflicts about; without `before` both others added it. */
export interface FileSides {
  before: FileBlob | undefined;
  target: FileBlob;
  after: FileBlob;
}

/** Why a file cannot be carried over. */
export type ConflictReason =
  | { kind: 'content'; regions: ConflictRegion[] }
  /** `namesakes`: where the target has files of that name. */
  | { kind: 'absent-in-target'; namesakes?: Bytes[] }
  | { kind: 'changed-in-target' }
  | { kind: 'exists-in-target' }
  | { kind: 'mode' }
  | { kind: 'rename' }
  /** A side has moved the folder: the target, or `byFix`, where the file is one that only the target has there. */
  | { kind: 'folder-renamed'; to: Bytes; byFix?: true };

/** What the language of a file says against a text that git did not place. `line` is 0-based there. */
export type Objection =
  | { kind: 'broken'; line: number }
  | { kind: 'twice'; name: Bytes }
  | { kind: 'strayed'; line: number };

/** Why a file is not tried at all. */
export type RefusalReason = 'binary' | 'submodule' | 'symlink';

/**
 * What became of one file. `path` is the target's, `from` its path before the fix renames it; `file` the new state there
 * (undefined: deleted). `sides` are there where a person can make one text of them.
 */
export type FileOutcome =
  /** `byHunks`: git conflicts, but each change of the fix stands in the file, among other lines. */
  | { kind: 'already-there'; path: Bytes; byHunks?: true }
  | { kind: 'clean'; path: Bytes; from?: Bytes; file?: FileBlob }
  /** git conflicts, and what settles it is trusted or a person's; without hunks and `ends` it is a person's as a whole. `held`: a person settled it, and by now git or the strategies would make something else of it. */
  | ({ kind: 'adapted'; file?: FileBlob; hunks: Adaptation[]; held?: true } & Contested)
  /** git conflicts, and this is the likeliest settlement. Without `file` it is to leave the file as the target has it. */
  | ({ kind: 'proposed'; file?: FileBlob; hunks: Adaptation[] } & Contested)
  | ({ kind: 'conflict' } & Contested)
  | { kind: 'refused'; path: Bytes; reason: RefusalReason };

/** A file about which git conflicts. */
interface Contested {
  path: Bytes;
  /** The measured chance that a person would have made just this file, or its lines in another order; absent where it is a person's, and of a file that the target lacks. */
  trust?: number;
  /** What speaks against the text; one with any is never `adapted`. */
  objections?: readonly Objection[];
  from?: Bytes;
  reason: ConflictReason;
  sides?: FileSides;
  /** The line ends of the sides differed: those of `sides` were made to agree, and the text has them so. */
  ends?: LineEnds;
}

/** What became of a fix on one target: the worst of its files. */
export interface PortResult {
  outcome: FileOutcome['kind'];
  files: FileOutcome[];
}
