// A patch file as the language features see it: its lines, its diff as far as it can be read, and its header.
import { type Bytes, splitLines } from '../base/bytes';
import { PatchError } from '../patch/error';
import { parsePatch } from '../patch/parse';
import { type WrongCount, wrongCounts } from '../patch/recount';
import type { Patch } from '../patch/types';
import { type Reading, readPatch } from '../profile/reading';

/** A patch file that may be broken. All line numbers are 0-based in the file. */
export interface PatchText {
  lines: readonly Bytes[];
  /** The diff, with its hunks counted right where it cannot be read otherwise; undefined where it cannot even so, and `error` says why. */
  patch?: Patch;
  error?: PatchError;
  /** The hunks that announce other counts than they have. */
  wrong: readonly WrongCount[];
  /** The header; of the diff, what `patch` has. */
  reading: Reading;
}

/** Reads a patch file, whatever it is; never fails. Hunks that are only counted wrong are read as what they hold. */
export function readPatchText(text: Bytes): PatchText {
  const lines = splitLines(text);
  const first = tryParse(text);
  if (!(first instanceof PatchError)) {
    const wrong = hasSurplus(first) ? wrongCounts(lines) : [];
    return { lines, patch: first, wrong, reading: readPatch(first) };
  }
  const wrong = wrongCounts(lines);
  const counted = [...lines];
  for (const { line, header } of wrong) counted[line] = header;
  const second = wrong.length > 0 ? tryParse(counted.join('')) : first;
  if (!(second instanceof PatchError)) return { lines, patch: second, wrong, reading: readPatch(second) };
  const preamble = lines.slice(0, preambleEnd(lines)).join('');
  return { lines, error: second, wrong, reading: readPatch({ preamble, files: [], trailer: '' }) };
}

function tryParse(text: Bytes): Patch | PatchError {
  try {
    return parsePatch(text);
  } catch (error) {
    if (error instanceof PatchError) return error;
    throw error;
  }
}

/** True where what may be lines of a hunk stands behind it. */
function hasSurplus({ files, trailer }: Patch): boolean {
  return trailer.startsWith(' ') || files.some(({ gap }) => gap.startsWith(' '));
}

function preambleEnd(lines: readonly Bytes[]): number {
  const at = lines.findIndex(
    (line, i) =>
      /^(?:diff --git |Index: |@@ -)/.test(line) || (line.startsWith('--- ') && lines[i + 1]?.startsWith('+++ ')),
  );
  return at < 0 ? lines.length : at;
}
