// Phrases: a few words and signs in a row, which tell what a line leans on better than its names alone.
import { once } from '../../base/once';

/** The phrases of lines: three words or signs in a row in one line, one of them a name. Blanks do not count. */
export function* phrasesIn(lines: Iterable<string>): Generator<string> {
  for (const run of runsIn(lines)) if (/(?:^| )[A-Za-z_]\w\w/.test(run)) yield run;
}

/** So many phrases are looked for one by one, as few are asked for mostly. */
const FEW = 100;

/** Tells of a phrase whether the first lines have it and the others do not. */
export function phrasesGone(from: () => Iterable<string>, others: readonly string[]): (phrase: string) => boolean {
  const had = once(() => new Set(phrasesIn(from())));
  const text = once(() => others.join(''));
  const all = once(() => new Set(runsIn(others)));
  const known = new Map<string, boolean>();
  return (phrase) => {
    if (!had().has(phrase)) return false;
    const gone = known.get(phrase) ?? !(known.size < FEW ? holds(text(), phrase) : all().has(phrase));
    known.set(phrase, gone);
    return gone;
  };
}

/** True when a line of a text has a phrase; only lines with the longest of its pieces are cut. */
function holds(text: string, phrase: string): boolean {
  const pieces = phrase.split(' ');
  const rarest = pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest));
  for (let at = text.indexOf(rarest); at >= 0; ) {
    const end = text.indexOf('\n', at) + 1 || text.length;
    const line = text.slice(text.lastIndexOf('\n', at) + 1, end);
    if (pieces.every((piece) => line.includes(piece)))
      for (const run of runsIn([line])) if (run === phrase) return true;
    at = text.indexOf(rarest, end);
  }
  return false;
}

/** All words and signs of lines, three in a row. */
function* runsIn(lines: Iterable<string>): Generator<string> {
  for (const line of lines) {
    const pieces = line.match(/[\w\x80-\xff]+|[^\s\w]/g) ?? [];
    for (let at = 2; at < pieces.length; at++) yield `${pieces[at - 2]} ${pieces[at - 1]} ${pieces[at]}`;
  }
}
