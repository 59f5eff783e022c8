// Merges words and leaves line breaks and blanks out of it, for regions that one side only wrapped or moved otherwise.
import { splitLines, trimBytesEnd } from '../../base/bytes';
import { mergeSequences } from '../merge';
import { type Problem, partnersOf, within } from './problem';
import { areTooMany } from './words';

/** A word or sign, and the blanks and line breaks before it. */
interface Word {
  space: string;
  text: string;
}

/** The region's words merged, laid out as theirs has them where it has them; undefined where the words do not merge, or are too many. */
export function mergeLayout({ base, ours, theirs, region }: Problem): string[] | undefined {
  const [from, own, other] = [within(base, region.base), within(ours, region.ours), within(theirs, region.theirs)].map(
    (lines) => wordsOf(lines.join('')),
  ) as [Word[], Word[], Word[]];
  if (areTooMany(from, own, other)) return undefined;
  const merge = mergeSequences(from.map(textOf), own.map(textOf), other.map(textOf));
  if (merge.regions.length > 0) return undefined;
  const toOwn = partnersOf(from.length, merge.ourChanges);
  const toOther = partnersOf(from.length, merge.theirChanges);
  const laidOut = own.slice();
  toOwn.forEach((mine, word) => {
    if (mine >= 0 && toOther[word]! >= 0) laidOut[mine] = other[toOther[word]!]!;
  });
  const result: Word[] = [];
  let done = 0;
  for (const { start, end, theirs: part } of merge.splices) {
    result.push(...laidOut.slice(done, start), ...other.slice(part.start, part.end));
    done = end;
  }
  result.push(...laidOut.slice(done));
  const text = within(theirs, region.theirs).join('');
  const tail = text.slice(trimBytesEnd(text).length) || '\n';
  return splitLines(result.length === 0 ? '' : result.map(({ space, text }) => space + text).join('') + tail);
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/(?<![ \t-\r])([ \t-\r]*)([\w\x80-\xff]+|\S)/g)].map(([, space = '', word = '']) => ({
    space,
    text: word,
  }));
}

function textOf({ text }: Word): string {
  return text;
}
