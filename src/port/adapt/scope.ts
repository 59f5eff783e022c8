// Where a line stands: the functions and classes around it, told by indentation.
import { isBlank } from './problem';

/** Begins with one of the letters a, c, d, e, f, i, p and s behind the blanks. */
const SCOPE =
  /^[ \t]*(?:(?:async|export|static|public|private|pub|default)[ \t]+)*(?:def|class|func|function|fn|interface|struct)[ \t]+(?:\([^)]*\)[ \t]*)?([\w\x80-\xff]+)/;

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
  const heads: string[] = [];
  let depth = Number.POSITIVE_INFINITY;
  for (let above = at - 1; above >= 0 && depth > 0; above--) {
    const line = lines[above]!;
    if (isBlank(line) || indentOf(line) >= depth) continue;
    depth = indentOf(line);
    heads.push(line);
  }
  return heads.reverse();
}

/** The name of the function or class that a line begins, if any. */
export function definedIn(line: string): string | undefined {
  return 'acdefips'.includes(line[indentOf(line)] ?? ' ') ? SCOPE.exec(line)?.[1] : undefined;
}

/** Blanks and tabs that a line begins with. */
export function indentOf(line: string): number {
  let indent = 0;
  while (line[indent] === ' ' || line[indent] === '\t') indent++;
  return indent;
}
