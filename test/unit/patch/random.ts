// Chance that is the same in every run: a seeded generator, and texts and edits made with it.

/** A source of numbers from 0 up to (not with) `limit`. */
export type Random = (limit: number) => number;

/** A generator with this seed (xorshift32). */
export function seeded(seed: number): Random {
  let state = seed | 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

/** A line that looks like code; with a small `variety`, many lines are equal. */
export function randomLine(random: Random, variety: number): string {
  const number = random(variety);
  if (number % 7 === 0) return number % 2 ? '\n' : '    }\n';
  return `${' '.repeat(4 * (number % 3))}${number % 3 === 0 ? 'def ' : ''}step_${number}()${number % 11 === 0 ? '\r' : ''}\n`;
}

/** A text of up to `most` lines; now and then it ends without a newline. */
export function randomText(random: Random, most: number, variety: number): string {
  const text = Array.from({ length: random(most + 1) }, () => randomLine(random, variety)).join('');
  return random(5) === 0 ? text.trimEnd() : text;
}

/** The text after a few random edits: lines removed, added or replaced, an ending lost. */
export function randomEdit(random: Random, text: string, edits: number, variety: number): string {
  const lines = text.split(/(?<=\n)/).filter((line) => line !== '');
  for (let edit = 0; edit < edits; edit++) {
    const fresh = Array.from({ length: random(4) }, () => randomLine(random, variety));
    lines.splice(random(lines.length + 1), random(4), ...fresh);
  }
  const edited = lines.map((line) => (line.endsWith('\n') ? line : `${line}\n`)).join('');
  return random(5) === 0 ? edited.trimEnd() : edited;
}
