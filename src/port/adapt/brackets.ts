// Counts brackets.

/** Brackets opened less those closed. */
export function openedBy(lines: readonly string[]): number {
  let open = 0;
  for (const line of lines) {
    for (const sign of line) {
      if (sign === '(' || sign === '[' || sign === '{') open++;
      else if (sign === ')' || sign === ']' || sign === '}') open--;
    }
  }
  return open;
}
