// Phrases: a few words and signs in a row, which tell what a line leans on better than its names alone.

/** Words and signs in a phrase. */
const LONG = 3;
const NAME = /^[A-Za-z_]\w\w/;

/** The phrases of lines: three words or signs in a row in one line, one of them a name. Blanks do not count. */
export function* phrasesIn(lines: Iterable<string>): Generator<string> {
  for (const line of lines) {
    const pieces = line.match(/[\w\x80-\xff]+|[^\s\w]/g) ?? [];
    for (let end = LONG; end <= pieces.length; end++) {
      const phrase = pieces.slice(end - LONG, end);
      if (phrase.some((piece) => NAME.test(piece))) yield phrase.join(' ');
    }
  }
}

/** The phrases of the first lines that the others do not have. */
export function phrasesGone(from: Iterable<string>, others: Iterable<string>): Set<string> {
  const gone = new Set(phrasesIn(from));
  if (gone.size > 0) for (const phrase of phrasesIn(others)) gone.delete(phrase);
  return gone;
}
