// Where a line stands: the functions and classes around it, told by indentation.
import { isBlank } from './problem';

const SCOPE =
  /^[ \t]*(?:(?:async|export|static|public|private|pub|default)[ \t]+)*(?:def|class|func|function|fn|interface|struct)[ \t]+(?:\([^)]*\)[ \t]*)?([\w\x80-\xff]+)/;
/** What the words begin with of which a line that `SCOPE` matches has one first. */
const HEADS = new Set(['as', 'ex', 'st', 'pu', 'pr', 'de', 'cl', 'fu', 'fn', 'in']);

/** For each line the names of the functions and classes around it, outermost first, joined by dots; '' for a blank line. */
export function scopesOf(lines: readonly string[]): string[] {
  const around: { indent: number; inside: string }[] = [];
  return lines.map((line) => {
    if (isBlank(line)) return '';
    const indent = indentOf(line);
    while (around.length > 0 && around.at(-1)!.indent >= indent) around.pop();
    const outer = around.at(-1)?.inside ?? '';
    const name = definedIn(line);
    around.push({ indent, inside: name === undefined ? outer : chained(outer, name) });
    return outer;
  });
}

/** The chain of a name after those around it, outermost first, joined by dots. */
export function chained(outer: string, name: string): string {
  return outer === '' ? name : `${outer}.${name}`;
}

/** The lines above line `at` (0-based) that it stands within: each less deep than the next, the outermost first. */
export function headsAbove(lines: readonly string[], at: number): string[] {
  return headsIn(lines)(at);
}

/** The same for many lines of one text: each line is looked at once or twice, however many ask for what is above it. */
export function headsIn(lines: readonly string[]): (at: number) => string[] {
  /** The next line above that is less deep, by line; -1 where there is none. */
  const outer = new Map<number, number>();
  const climb = (from: number, depth: number) => {
    let above = from;
    while (above >= 0 && (isBlank(lines[above]!) || indentOf(lines[above]!) >= depth))
      above = outer.get(above) ?? above - 1;
    return above;
  };
  return (at) => {
    const heads: string[] = [];
    for (let above = climb(at - 1, Number.POSITIVE_INFINITY); above >= 0; ) {
      const line = lines[above]!;
      heads.push(line);
      const depth = indentOf(line);
      const next = outer.get(above) ?? (depth === 0 ? -1 : climb(above - 1, depth));
      outer.set(above, next);
      above = next;
    }
    return heads.reverse();
  };
}

/** The name of the function or class that a line begins, if any. */
export function definedIn(line: string): string | undefined {
  const start = indentOf(line);
  return HEADS.has(line.slice(start, start + 2)) ? SCOPE.exec(line)?.[1] : undefined;
}

/** Blanks and tabs that a line begins with. */
export function indentOf(line: string): number {
  let indent = 0;
  while (line[indent] === ' ' || line[indent] === '\t') indent++;
  return indent;
}
