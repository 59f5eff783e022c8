// Where a line stands: the functions and classes around it, told by indentation.

const SCOPE =
  /^[ \t]*(?:(?:async|export|static|public|private|pub|default)[ \t]+)*(?:def|class|func|function|fn|interface|struct)[ \t]+(?:\([^)]*\)[ \t]*)?([\w\x80-\xff]+)/;

/** The names of the functions and classes around line `at` (0-based; its length for the end), outermost first, joined by dots. */
export function scopeAt(lines: readonly string[], at: number): string {
  let line = at;
  while (line < lines.length && lines[line]!.trim() === '') line++;
  let depth = line < lines.length ? indent(lines[line]!) : Number.POSITIVE_INFINITY;
  const names: string[] = [];
  for (let above = Math.min(at, lines.length) - 1; above >= 0 && depth > 0; above--) {
    const text = lines[above]!;
    if (text.trim() === '' || indent(text) >= depth) continue;
    depth = indent(text);
    const name = definedIn(text);
    if (name !== undefined) names.push(name);
  }
  return names.reverse().join('.');
}

/** The name of the function or class that a line begins, if any. */
export function definedIn(line: string): string | undefined {
  return SCOPE.exec(line)?.[1];
}

function indent(line: string): number {
  return /^[ \t]*/.exec(line)![0].length;
}
