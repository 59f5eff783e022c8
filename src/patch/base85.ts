// The lines of data in `GIT binary patch`: base 85, each with its length before it (git's base85.c and diff.c).
import type { Bytes } from '../base/bytes';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';
/** Of how many bytes a line tells: `A` to `Z` are 1 to 26, `a` to `z` are 27 to 52. */
const LENGTHS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The data as lines of up to 52 bytes. */
export function toBase85(data: Buffer): Bytes {
  const lines: Bytes[] = [];
  for (let at = 0; at < data.length; at += LENGTHS.length) {
    const length = Math.min(LENGTHS.length, data.length - at);
    let line = LENGTHS[length - 1]!;
    for (let group = at; group < at + length; group += 4) line += digitsOf(numberAt(data, group, at + length));
    lines.push(`${line}\n`);
  }
  return lines.join('');
}

/** The data of such lines; undefined where they are none. */
export function fromBase85(lines: readonly Bytes[]): Buffer | undefined {
  const parts: Buffer[] = [];
  for (const line of lines) {
    const text = line.replace(/\r?\n$/, '');
    const length = LENGTHS.indexOf(text[0] ?? ' ') + 1;
    const groups = (text.length - 1) / 5;
    if (length === 0 || groups !== Math.ceil(length / 4)) return undefined;
    const part = Buffer.alloc(4 * groups);
    for (let group = 0; group < groups; group++) {
      const number = numberOf(text, 1 + 5 * group);
      if (number === undefined) return undefined;
      part.writeUInt32BE(number, 4 * group);
    }
    parts.push(part.subarray(0, length));
  }
  return Buffer.concat(parts);
}

/** Four bytes as a number, zeros after the end. */
function numberAt(data: Buffer, at: number, end: number): number {
  let number = 0;
  for (let byte = at; byte < at + 4; byte++) number = number * 256 + (byte < end ? data[byte]! : 0);
  return number;
}

function digitsOf(number: number): Bytes {
  let digits = '';
  for (let rest = number, count = 0; count < 5; count++, rest = Math.floor(rest / 85))
    digits = DIGITS[rest % 85] + digits;
  return digits;
}

/** Five digits as a number of 32 bits; undefined where they are none. */
function numberOf(text: Bytes, at: number): number | undefined {
  let number = 0;
  for (let place = at; place < at + 5; place++) {
    const digit = VALUES[text.charCodeAt(place)] ?? -1;
    if (digit < 0) return undefined;
    number = number * 85 + digit;
  }
  return number < 2 ** 32 ? number : undefined;
}

const VALUES = new Int8Array(256).fill(-1);
for (const [value, digit] of [...DIGITS].entries()) VALUES[digit.charCodeAt(0)] = value;
