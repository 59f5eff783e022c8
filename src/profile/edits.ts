// The edits that remedies are made of.
import { type Bytes, encode, splitLines } from '../base/bytes';
import { encodeHeader, headerStyle } from '../patch/mail-words';
import type { Edit } from './check';
import type { Entry, Reading } from './reading';

/** A trailer at the end of the footer; where there is none, the footer begins after a blank line. `value` is unicode. */
export function addTrailer({ mail, message, trailersEnd, bodyLine }: Reading, key: string, value: string): Edit {
  const follows = message.trailers.length > 0 || (trailersEnd === bodyLine && mail.blank !== '');
  return { start: trailersEnd, end: trailersEnd, text: `${follows ? '' : '\n'}${encode(`${key}: ${value}`)}\n` };
}

/** A header field behind the others. `value` is unicode. */
export function addField({ mail, fieldsEnd }: Reading, name: string, value: string): Edit {
  const apart = mail.fields.length === 0 || (mail.blank === '' && !mail.notes.startsWith('---')) ? '\n' : '';
  return { start: fieldsEnd, end: fieldsEnd, text: `${encodeHeader(name, value, headerStyle(name))}\n${apart}` };
}

/** A field or trailer with another name or value, which is unicode. */
export function rewriteEntry({ kind, start, end }: Entry, name: string, value: string): Edit {
  const text = kind === 'field' ? encodeHeader(name, value, headerStyle(name)) : encode(`${name}: ${value}`);
  return { start, end, text: `${text}\n` };
}

/** A line of the header or the message (0-based) in other words; undefined where they are the same. */
export function rewriteLine({ patch }: Reading, line: number, change: (text: Bytes) => Bytes): Edit | undefined {
  const before = splitLines(patch.preamble)[line] ?? '';
  const text = change(before);
  return text === before ? undefined : { start: line, end: line + 1, text };
}

/** The lines left out. */
export function removeLines({ start, end }: { start: number; end: number }): Edit {
  return { start, end, text: '' };
}
