// Phrases: a few words and signs in a row, which tell what a line leans on better than its names alone.

/** The phrases of lines: three words or signs in a row in one line, one of them a name. Blanks do not count. */
export function* phrasesIn(lines: Iterable<string>): Generator<string> {
  for (const run of runsIn(lines)) if (/(?:^| )[A-Za-z_]\w\w/.test(run)) yield run;
}

/** The phrases of the first lines that the others do not have. */
export function phrasesGone(from: Iterable<string>, others: Iterable<string>): Set<string> {
  const gone = new Set(phrasesIn(from));
  if (gone.size > 0) for (const run of runsIn(others)) gone.delete(run);
  return gone;
}

/** All words and signs of lines, three in a row. */
function* runsIn(lines: Iterable<string>): Generator<string> {
  for (const line of lines) {
    const pieces = line.match(/[\w\x80-\xff]+|[^\s\w]/g) ?? [];
    for (let at = 2; at < pieces.length; at++) yield `${pieces[at - 2]} ${pieces[at - 1]} ${pieces[at]}`;
  }
}
