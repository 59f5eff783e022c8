// The edits that remedies are made of.
import { encode } from '../base/bytes';
import { encodeHeader, headerStyle } from '../patch/mail-words';
import type { Edit } from './check';
import type { Entry, Reading } from './reading';

/** A trailer at the end of the footer; where there is none, the footer begins after a blank line. `value` is unicode. */
export function addTrailer({ mail, message, trailersEnd, bodyLine }: Reading, key: string, value: string): Edit {
  const follows = message.trailers.length > 0 || (trailersEnd === bodyLine && mail.blank !== '');
  return { start: trailersEnd, end: trailersEnd, text: `${follows ? '' : '\n'}${encode(`${key}: ${value}`)}\n` };
}

/** A field or trailer with another name or value, which is unicode. */
export function rewriteEntry({ kind, start, end }: Entry, name: string, value: string): Edit {
  const text = kind === 'field' ? encodeHeader(name, value, headerStyle(name)) : encode(`${name}: ${value}`);
  return { start, end, text: `${text}\n` };
}
