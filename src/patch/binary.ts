// The text of a binary change: `GIT binary patch` with its one or two data blocks, or the line `Binary files … differ`.
import type { Bytes } from '../base/bytes';
import { PatchError } from './error';

const BLOCK = /^(?:literal|delta) \d+\r?\n?$/;
const DATA = /^[A-Za-z](?:[0-9A-Za-z!#$%&()*+;<=>?@^_`{|}~-]{5})+\r?\n?$/;
const BLANK = /^\r?\n$/;

/** Gives the index after the binary change that begins at `lines[at]`. The data is checked for its shape, not decoded. */
export function parseBinary(lines: readonly Bytes[], at: number): number {
  if (!lines[at]?.startsWith('GIT binary patch')) return at + 1;
  const end = readBlock(lines, at + 1);
  if (end === undefined) throw new PatchError(at + 2, 'a "literal" or "delta" line is expected here.');
  return readBlock(lines, end) ?? end;
}

/** Splits the text of a `GIT binary patch` into its first line, the block that makes the new content, and the one that undoes it. */
export function binaryBlocks(lines: readonly Bytes[]): { first: Bytes; forward: Bytes; backward: Bytes } | undefined {
  const middle = readBlock(lines, 1);
  const end = middle === undefined ? undefined : readBlock(lines, middle);
  if (middle === undefined || end === undefined) return undefined;
  return {
    first: lines[0] as Bytes,
    forward: lines.slice(1, middle).join(''),
    backward: lines.slice(middle, end).join(''),
  };
}

function readBlock(lines: readonly Bytes[], at: number): number | undefined {
  if (!BLOCK.test(lines[at] ?? '')) return undefined;
  let next = at + 1;
  while (DATA.test(lines[next] ?? '')) next++;
  if (!BLANK.test(lines[next] ?? '')) throw new PatchError(next + 1, 'this is not binary data as git writes it.');
  return next + 1;
}
