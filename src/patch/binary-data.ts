// What is in a `GIT binary patch`: both contents in full when made here, and contents or deltas when read (git's diff.c, apply.c and patch-delta.c).
import { deflateSync, inflateSync } from 'node:zlib';
import { type Bytes, fromBuffer, splitLines, toBuffer } from '../base/bytes';
import { fromBase85, toBase85 } from './base85';

/** A content that is larger, in bytes, is neither written into a patch nor read from one. */
export const MOST_BINARY = 5_000_000;

/** The text of the change from one content to another; both are in it, so that it can be undone. */
export function binaryChange(before: Bytes, after: Bytes): Bytes {
  return `GIT binary patch\n${literal(after)}${literal(before)}`;
}

function literal(content: Bytes): Bytes {
  return `literal ${content.length}\n${toBase85(deflateSync(toBuffer(content)))}\n`;
}

/** What the text of a binary change makes of a content; undefined where it has no data, or other data than its own words say. */
export function applyBinary(text: Bytes, before: Bytes): Bytes | undefined {
  const lines = splitLines(text);
  const [, kind, digits] = /^(literal|delta) (\d{1,9})\r?\n?$/.exec(lines[1] ?? '') ?? [];
  const size = Number(digits);
  if (kind === undefined || size > MOST_BINARY) return undefined;
  const end = lines.findIndex((line, at) => at > 1 && /^\r?\n$/.test(line));
  const data = inflated(fromBase85(lines.slice(2, end < 0 ? lines.length : end)), size);
  if (data?.length !== size) return undefined;
  return kind === 'literal' ? fromBuffer(data) : patched(data, before);
}

function inflated(data: Buffer | undefined, size: number): Buffer | undefined {
  try {
    return data && inflateSync(data, { maxOutputLength: Math.max(1, size) });
  } catch {
    return undefined;
  }
}

/** What a delta makes of a content: pieces that are copied from it and pieces of its own. */
function patched(delta: Buffer, before: Bytes): Bytes | undefined {
  let at = 0;
  const byte = () => delta[at++] ?? 0;
  const number = () => {
    let value = 0;
    for (let scale = 1, more = true; more && at < delta.length; scale *= 128) {
      const part = byte();
      value += (part & 127) * scale;
      more = part > 127;
    }
    return value;
  };
  const sizes = [number(), number()];
  if (sizes[0] !== before.length || sizes[1]! > MOST_BINARY) return undefined;
  const pieces: Bytes[] = [];
  let length = 0;
  while (at < delta.length) {
    const command = byte();
    const part = (bits: readonly number[]) =>
      bits.reduce((sum, bit, place) => sum + (command & bit ? byte() * 256 ** place : 0), 0);
    let piece: Bytes;
    if (command > 127) {
      const start = part([1, 2, 4, 8]);
      const count = part([16, 32, 64]) || 0x10000;
      if (start + count > before.length) return undefined;
      piece = before.slice(start, start + count);
    } else {
      if (command === 0 || at + command > delta.length) return undefined;
      piece = fromBuffer(delta.subarray(at, at + command));
      at += command;
    }
    length += piece.length;
    if (length > sizes[1]!) return undefined;
    pieces.push(piece);
  }
  return length === sizes[1] ? pieces.join('') : undefined;
}
