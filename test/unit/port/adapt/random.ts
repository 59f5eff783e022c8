// Texts for property tests: the same ones in every run.

/** So many triples of a base and two texts that were made from it by edits. */
export function randomTexts(count: number): [string, string, string][] {
  const random = generator(20_261_121);
  const pick = (most: number) => Math.floor(random() * most);
  const word = () => ['alpha', 'beta', 'gamma', 'self', 'return', 'volume', 'if', 'x', 'y', '0'][pick(10)] ?? '';
  const line = () => `${' '.repeat(4 * pick(3))}${word()} = ${word()}(${word()}, ${word()})\n`;
  const edited = (lines: readonly string[]) =>
    lines.flatMap((each) => {
      const dice = pick(10);
      if (dice === 0) return [];
      if (dice === 1) return [each, line()];
      if (dice === 2) return [each.replace(/\w+/, word())];
      return dice === 3 ? ['\n', each] : [each];
    });
  return Array.from({ length: count }, () => {
    const base = Array.from({ length: 3 + pick(30) }, line);
    return [base.join(''), edited(base).join(''), edited(base).join('')];
  });
}

/** Numbers from 0 to below 1, by the generator mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
