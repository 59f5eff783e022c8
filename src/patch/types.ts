// A patch as a plain value: what the parser gives and the formatter takes.
import type { Bytes } from '../base/bytes';

/** A whole patch file. `formatPatch` of it gives the parsed bytes back exactly. */
export interface Patch {
  /** Everything before the first file: mail header, message, diffstat. */
  preamble: Bytes;
  files: FilePatch[];
  /** Everything after the last file, such as the mail signature `-- \n2.39.5\n`. */
  trailer: Bytes;
}

/** What happens to a file; a file with both a rename and new content is a `rename`. */
export type FileChange = 'modify' | 'add' | 'delete' | 'rename' | 'copy';

/** One file's part of a patch. Paths are unquoted bytes without the `a/` and `b/` prefixes. */
export interface FilePatch {
  change: FileChange;
  /** Path before; undefined for an added file. */
  oldPath?: Bytes;
  /** Path after; undefined for a deleted file. */
  newPath?: Bytes;
  /** Modes as git writes them, such as `100644`, where the patch says them. */
  oldMode?: string;
  newMode?: string;
  /** Blob ids of the `index` line, abbreviated or full, where it is there; all zeros means no file. */
  oldId?: string;
  newId?: string;
  /** The header lines as they were written, endings included, up to the first hunk or the binary data. */
  header: Bytes[];
  hunks: Hunk[];
  /** The text of a binary patch (`GIT binary patch …` or `Binary files … differ`) as it was written; then `hunks` is empty. */
  binary?: Bytes;
  /** Text between this file's content and the next file's header (which begins with its `Index:` line, if it has one). */
  gap: Bytes;
}

/** One hunk. Line numbers are 1-based as in the `@@` line; with a count of 0 the number is the line before. */
export interface Hunk {
  oldStart: number;
  oldCount: number;
  newStart: number;
  newCount: number;
  /** What follows the second `@@` and its space, ending excluded. */
  section: Bytes;
  /** The `@@` line as it was written, ending included. */
  header: Bytes;
  lines: HunkLine[];
}

/** One line of a hunk. `text` keeps the line's ending; it has none where the file ends without a newline. */
export interface HunkLine {
  kind: 'context' | 'delete' | 'add';
  text: Bytes;
  /** The line as it stands in the patch, with its `\ No newline at end of file` line where there is one. */
  raw: Bytes;
}

/** Half-open range of 0-based lines. */
export interface LineRange {
  start: number;
  end: number;
}

/** Why bytes are not a patch: `line` is 1-based in the patch file. */
export interface PatchProblem {
  line: number;
  reason: string;
}

/** Where one hunk stands in a text. `line` is 0-based, of the hunk's first line; `offset` in lines from where the hunk says. */
export type Placement =
  | { kind: 'exact'; hunk: number; line: number; ranges: LineRange[] }
  | { kind: 'shifted'; hunk: number; line: number; offset: number; ranges: LineRange[] }
  | { kind: 'fuzzy'; hunk: number; line: number; offset: number; fuzz: number; ranges: LineRange[] }
  | { kind: 'missing'; hunk: number };

/**
 * The result of applying one file's hunks. `places` has one entry a hunk: `line` is in the text applied to, `ranges` in the
 * resulting text (in the one that the placed hunks alone would give, where the file is rejected).
 */
export type Applied = { kind: 'applied'; text: Bytes; places: Placement[] } | { kind: 'rejected'; places: Placement[] };
