// What the conventions share about trailer blocks.
import { type Bytes, decode, encode } from '../base/bytes';
import { parseMessage, type TrailerLine, trailer, trailerValues } from '../patch/message';
import type { Person } from './person';

/** The sign-off of a person. */
export function signOff({ name, email }: Person): TrailerLine {
  return trailer('Signed-off-by', encode(`${name} <${email}>`));
}

/** Who signed a message off last; undefined where nobody did. */
export function lastSigner(message: Bytes): Person | undefined {
  const [, name, email] =
    /^([^<]*)<(.*)>$/.exec(decode(trailerValues(parseMessage(message), 'Signed-off-by').at(-1) ?? '')) ?? [];
  return name === undefined || email === undefined ? undefined : { name: name.trimEnd(), email };
}

/** True for a sign-off of anybody. */
export function isSignOff(line: TrailerLine): boolean {
  return hasKey(line, 'Signed-off-by');
}

/** True for a trailer of this key, in any case. */
export function hasKey(line: TrailerLine, key: string): boolean {
  return line.kind === 'trailer' && line.key.toLowerCase() === key.toLowerCase();
}

/** True when the block has this very trailer, in any case. */
export function holds(lines: readonly TrailerLine[], wanted: TrailerLine): boolean {
  return lines.some((line) => same(line, wanted));
}

function same(a: TrailerLine, b: TrailerLine): boolean {
  return a.raw.trim().toLowerCase() === b.raw.trim().toLowerCase();
}

/** The lines with one more behind the last that matches; behind all where none does. */
export function insertAfter(
  lines: readonly TrailerLine[],
  matches: (line: TrailerLine) => boolean,
  line: TrailerLine,
): TrailerLine[] {
  const at = lines.findLastIndex(matches);
  return at < 0 ? [...lines, line] : lines.toSpliced(at + 1, 0, line);
}

/** Title and description as the text of a message: paragraphs, ended by a newline. */
export function messageText(title: string, description: string): Bytes {
  return encode(`${[title.trim(), description.trim()].filter(Boolean).join('\n\n')}\n`);
}
