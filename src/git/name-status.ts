// Reads the fields that `git diff --name-status -z` prints.
import type { Bytes } from '../base/bytes';

/** One file that differs. */
export interface NameStatus {
  /** git's letter: `A`, `D`, `M`, `T`, and for a file that is another's rename or copy `R` or `C`. */
  status: string;
  path: Bytes;
  /** Of a rename or a copy: where it came from, and how alike both are, 0 to 100. */
  from?: { path: Bytes; score: number };
}

/** Puts fields together that come one by one. */
export interface StatusReader {
  /** What is whole so far. */
  readonly found: NameStatus[];
  /** True between two files. */
  isBetween(): boolean;
  put(field: Bytes): void;
}

/** A reader of fields, each without its NUL: a status, a path, and for a rename or a copy a second path (git-diff(1), "Raw output format"). */
export function statusReader(): StatusReader {
  const found: NameStatus[] = [];
  let begun: Bytes[] = [];
  return {
    found,
    isBetween: () => begun.length === 0,
    put(field) {
      begun.push(field);
      const [letters, first, second] = begun;
      if (letters === undefined || first === undefined) return;
      const status = letters.slice(0, 1);
      if (status !== 'R' && status !== 'C') found.push({ status, path: first });
      else if (second === undefined) return;
      else found.push({ status, path: second, from: { path: first, score: Number(letters.slice(1)) } });
      begun = [];
    },
  };
}
