// Where a mail stands that quotes a patch: each paragraph of one's own is about the quoted line right above it.
import type { Place } from '../thread';

/** A paragraph of a mail. Without `place` it is about the patch as a whole, or about something that cannot be told. */
export interface Paragraph {
  text: string;
  place?: Place;
}

/** A line of a diff with the file and line (1-based) that it is. */
interface DiffLine {
  text: string;
  place: Place;
}

/** How many quoted lines tell a place at most; the fewest that tell it are enough. */
const TELLING = 8;

/** The paragraphs of a reply, without quotes, signature and the line that says who wrote what. */
export function readReply(body: string, diff: string): Paragraph[] {
  const lines = diffLines(diff);
  const found: Paragraph[] = [];
  let quoted: string[] = [];
  let own: string[] = [];
  const close = () => {
    const text = own.join('\n').trim();
    own = [];
    if (text === '' || isAttribution(text)) return;
    const place = placeOf(quoted, lines);
    found.push({ text, ...(place ? { place } : {}) });
  };
  for (const line of body.split(/\r?\n/)) {
    if (line === '-- ') break;
    const quote = /^> ?(.*)$/.exec(line)?.[1];
    if (quote === undefined) own.push(line);
    else {
      if (own.some((text) => text.trim() !== '')) {
        close();
        quoted = [];
      }
      own = [];
      quoted.push(quote);
    }
  }
  close();
  return found;
}

/** The place of the last quoted line, where its neighbours tell it from all others. */
function placeOf(quoted: readonly string[], lines: readonly DiffLine[]): Place | undefined {
  const trimmed = quoted.map((text) => text.trimEnd());
  while (trimmed.at(-1) === '') trimmed.pop();
  for (let length = 1; length <= Math.min(TELLING, trimmed.length); length++) {
    const tail = trimmed.slice(-length);
    const ends = lines.flatMap((_, end) => (matches(lines, end, tail) ? [end] : []));
    if (ends.length === 0) return undefined;
    if (ends.length === 1) return lines[ends[0] ?? 0]?.place;
  }
  return undefined;
}

function matches(lines: readonly DiffLine[], end: number, tail: readonly string[]): boolean {
  return tail.every((text, n) => lines[end - tail.length + 1 + n]?.text === text);
}

function isAttribution(text: string): boolean {
  return !text.includes('\n\n') && /(?:wrote|writes|schrieb|a écrit)\s*:\s*$/.test(text);
}

/** The lines of the hunks of a diff (paths as git writes them, with a/ and b/). */
function diffLines(diff: string): DiffLine[] {
  const found: DiffLine[] = [];
  let old = '';
  let fresh = '';
  let before = 0;
  let after = 0;
  let oldLeft = 0;
  let newLeft = 0;
  for (const line of diff.split('\n')) {
    const text = line.trimEnd();
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk) {
      [before, after] = [Number(hunk[1]), Number(hunk[3])];
      [oldLeft, newLeft] = [Number(hunk[2] ?? 1), Number(hunk[4] ?? 1)];
      found.push({ text, place: { path: fresh, side: 'after', ...(newLeft > 0 ? { line: after } : {}) } });
    } else if (oldLeft <= 0 && newLeft <= 0) {
      old = /^--- (?:a\/)?([^\t]+)/.exec(line)?.[1] ?? old;
      fresh = /^\+\+\+ (?:b\/)?([^\t]+)/.exec(line)?.[1] ?? fresh;
      if (/^\+\+\+ /.test(line)) found.push({ text, place: { path: fresh, side: 'after' } });
    } else if (line.startsWith('-')) {
      found.push({ text, place: { path: old, side: 'before', line: before++ } });
      oldLeft--;
    } else {
      if (line.startsWith('\\')) continue;
      found.push({ text, place: { path: fresh, side: 'after', line: after++ } });
      newLeft--;
      if (line.startsWith('+')) continue;
      before++;
      oldLeft--;
    }
  }
  return found;
}
