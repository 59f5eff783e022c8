// A commit message as its text and its trailers, found by the same rules as `git interpret-trailers`.
import { type Bytes, splitLines, trimBytes, trimBytesEnd } from '../base/bytes';
import { findTrailers } from './trailer-block';

/** A line of the trailer block with the lines that continue it. `raw` is as written, endings included. */
export type TrailerLine =
  | { kind: 'trailer'; key: Bytes; value: Bytes; raw: Bytes }
  | { kind: 'picked'; commit: string; raw: Bytes }
  | { kind: 'other'; raw: Bytes };

/** A commit message in three parts; `formatMessage` of it gives the parsed bytes back exactly. */
export interface Message {
  /** Subject and body, with the blank line before the trailers. */
  text: Bytes;
  /** The trailer block, in order; empty when the message has none. */
  trailers: TrailerLine[];
  /** Blank lines, comments, or a `---` line and what follows it, after the trailers. */
  tail: Bytes;
}

/** Reads a commit message. Never fails; a message without a trailer block is all text. */
export function parseMessage(bytes: Bytes): Message {
  const lines = splitLines(bytes);
  const { start, end } = findTrailers(lines);
  const groups: Bytes[] = [];
  let isOpen = false;
  for (const line of lines.slice(start, end)) {
    if (isOpen && /^[ \t-\r]/.test(line)) groups[groups.length - 1] += line;
    else {
      groups.push(line);
      isOpen = toTrailer(line).kind === 'trailer';
    }
  }
  return {
    text: lines.slice(0, start).join(''),
    trailers: groups.map(toTrailer),
    tail: lines.slice(end).join(''),
  };
}

/** The bytes of a message. */
export function formatMessage(message: Message): Bytes {
  return message.text + message.trailers.map(({ raw }) => raw).join('') + message.tail;
}

/** The first paragraph on one line, as git's `%s`. */
export function subjectOf(message: Message): Bytes {
  return trimBytes((paragraphsOf(message.text)[0] ?? '').split('\n').map(trimBytes).join(' '));
}

/** A `Key: value` line. A line break in the value becomes a continuation line. */
export function trailer(key: Bytes, value: Bytes): TrailerLine {
  const lines = value
    .split('\n')
    .map(trimBytes)
    .filter((line) => line !== '');
  return { kind: 'trailer', key, value: lines.join(' '), raw: `${key}: ${lines.join('\n ')}\n` };
}

/** The line that `git cherry-pick -x` adds. */
export function picked(commit: string): TrailerLine {
  return { kind: 'picked', commit, raw: `(cherry picked from commit ${commit})\n` };
}

/** The values of all trailers with this key (any case), in order. */
export function trailerValues(message: Message, key: string): Bytes[] {
  return message.trailers.flatMap((line) => (isKey(line, key) ? [line.value] : []));
}

/** The message with this trailer block. A block that was not there begins after a blank line; an empty one is left out. */
export function withTrailers(message: Message, trailers: readonly TrailerLine[]): Message {
  const closed = trailers.map((line) => (line.raw.endsWith('\n') ? line : { ...line, raw: `${line.raw}\n` }));
  if (message.trailers.length > 0 || closed.length === 0) return { ...message, trailers: closed };
  return { ...message, text: `${trimBytesEnd(message.text)}\n\n`, trailers: closed };
}

function isKey(line: TrailerLine, key: string): line is Extract<TrailerLine, { kind: 'trailer' }> {
  return line.kind === 'trailer' && line.key.toLowerCase() === key.toLowerCase();
}

function toTrailer(raw: Bytes): TrailerLine {
  const commit = /^\(cherry picked from commit ([^)\s]+)\)/.exec(raw)?.[1];
  if (commit !== undefined) return { kind: 'picked', commit, raw };
  const parts = /^([A-Za-z0-9-]+)[ \t]*:(.*)$/s.exec(raw);
  if (parts === null) return { kind: 'other', raw };
  return { kind: 'trailer', key: parts[1]!, value: trimBytes(parts[2]!.replace(/\r?\n[ \t\r\n]*/g, ' ')), raw };
}

function paragraphsOf(text: Bytes): Bytes[] {
  return text
    .split(/\n(?:[ \t\r]*\n)+/)
    .map((paragraph) => trimBytesEnd(paragraph.replace(/^(?:[ \t\r]*\n)+/, '')))
    .filter((paragraph) => paragraph !== '');
}
