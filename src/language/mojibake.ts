// Finds and mends text that was UTF-8, read as windows-1252, and written as UTF-8 once more.
import { type Bytes, decode, encode } from '../base/bytes';

/** What windows-1252 has at the bytes 0x80 to 0x9f; the five that it leaves free stand for themselves. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const RUN = new RegExp(`[\\u00a0-\\u00ff${WINDOWS}]{2,}`, 'g');
const STRICT = new TextDecoder('utf-8', { fatal: true });

/** The line as it was meant; undefined where nothing in it looks twice encoded. */
export function mendMojibake(line: Bytes): Bytes | undefined {
  if (!/[\xc2\xc3][\x80-\xbf]/.test(line)) return undefined;
  const text = decode(line);
  const mended = text.replace(RUN, (run) => oneDecode(run) ?? run);
  return mended === text || text.includes('\ufffd') ? undefined : encode(mended);
}

function oneDecode(run: string): string | undefined {
  const bytes = Uint8Array.from(run, (character) => {
    const at = WINDOWS.indexOf(character);
    return at < 0 ? character.charCodeAt(0) : 0x80 + at;
  });
  try {
    return STRICT.decode(bytes);
  } catch {
    return undefined;
  }
}
