// Phrases: a few words and signs in a row, which tell what a line leans on better than its names alone.
import { once } from '../../base/once';

const PIECES = /[\w\x80-\xff]+|[^\s\w]/g;

/** The phrases of lines: three words or signs in a row in one line, one of them a name. Blanks do not count. */
export function* phrasesIn(lines: Iterable<string>): Generator<string> {
  for (const line of lines) {
    const pieces = line.match(PIECES) ?? [];
    for (let at = 2; at < pieces.length; at++) {
      const phrase = `${pieces[at - 2]} ${pieces[at - 1]} ${pieces[at]}`;
      if (/(?:^| )[A-Za-z_]\w\w/.test(phrase)) yield phrase;
    }
  }
}

/** Tells of a phrase whether the first lines have it and the others do not. */
export function phrasesGone(from: () => readonly string[], others: readonly string[]): (phrase: string) => boolean {
  const [had, has] = [finderOf(from), finderOf(() => others)];
  return (phrase) => {
    const pieces = phrase.split(' ');
    return had(pieces) && !has(pieces);
  };
}

/** So many phrases are looked for one by one, as few are asked for mostly. */
const FEW = 50;

/** Tells of three pieces whether lines have them in a row. */
function finderOf(lines: () => readonly string[]): (pieces: readonly string[]) => boolean {
  const text = once(() => lines().join(''));
  const all = once(() => phraseSet(lines()));
  let asked = 0;
  return (pieces) => (asked++ < FEW ? stands(pieces, text()) : all()(pieces));
}

/** Pieces beyond so many share a number: three numbers must fit into the 53 bits of a number that is exact. */
const MOST_PIECES = 2 ** 17;

/** The same after all lines are read. Pieces are numbered, as numbers are found sooner than texts. */
function phraseSet(lines: Iterable<string>): (pieces: readonly string[]) => boolean {
  const numbers = new Map<string, number>();
  const phrases = new Set<number>();
  const add = (piece: string) => {
    const number = Math.min(numbers.size, MOST_PIECES - 1);
    numbers.set(piece, number);
    return number;
  };
  const keyOf = (first: number, second: number, third: number) => (first * MOST_PIECES + second) * MOST_PIECES + third;
  for (const line of lines) {
    let [first, second] = [-1, -1];
    for (const piece of line.match(PIECES) ?? []) {
      const third = numbers.get(piece) ?? add(piece);
      if (first >= 0) phrases.add(keyOf(first, second, third));
      [first, second] = [second, third];
    }
  }
  return (pieces) => {
    const [first, second, third] = pieces.map((piece) => numbers.get(piece));
    if (first === undefined || second === undefined || third === undefined) return false;
    return phrases.has(keyOf(first, second, third));
  };
}

/** True when a line of a text has these pieces in a row; it is looked for where the longest of them is. */
function stands(pieces: readonly string[], text: string): boolean {
  const rarest = pieces.reduce((longest, piece, at) => (piece.length > pieces[longest]!.length ? at : longest), 0);
  const wanted = pieces[rarest]!;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (!isPiece(text, at, wanted)) continue;
    let [start, end] = [at, at + wanted.length];
    for (let before = rarest - 1; before >= 0 && start >= 0; before--)
      start = pieceBefore(text, start, pieces[before]!);
    for (let after = rarest + 1; after < pieces.length && end >= 0; after++)
      end = pieceAfter(text, end, pieces[after]!);
    if (start >= 0 && end >= 0) return true;
  }
  return false;
}

/** Where a piece begins that ends before a place, with blanks between at most; -1 when another one is there. */
function pieceBefore(text: string, place: number, piece: string): number {
  let end = place;
  while (isBlankSign(text.charCodeAt(end - 1))) end--;
  const start = end - piece.length;
  return start >= 0 && text.startsWith(piece, start) && isPiece(text, start, piece) ? start : -1;
}

/** Where a piece ends that begins behind a place, with blanks between at most; -1 when another one is there. */
function pieceAfter(text: string, place: number, piece: string): number {
  let start = place;
  while (isBlankSign(text.charCodeAt(start))) start++;
  return text.startsWith(piece, start) && isPiece(text, start, piece) ? start + piece.length : -1;
}

/** True when what stands there is a whole piece: a sign by itself, or a word with none of its signs beside it. */
function isPiece(text: string, at: number, piece: string): boolean {
  if (!isWordSign(piece.charCodeAt(0))) return true;
  return !isWordSign(text.charCodeAt(at - 1)) && !isWordSign(text.charCodeAt(at + piece.length));
}

/** Blanks within a line. */
function isBlankSign(code: number): boolean {
  return code === 32 || code === 9 || code === 11 || code === 12 || code === 13;
}

/** Letters, digits, the underscore, and bytes beyond ASCII. */
function isWordSign(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code >= 128
  );
}
