// Where a comment stands in GitLab's terms: a line that both sides have is named by its number on both.

/** The numbers of one line (1-based) before and after a change; one of them is absent where only one side has the line. */
export interface Both {
  old_line?: number;
  new_line?: number;
}

/** Both numbers of a line of one side, by the file's diff (hunks with `@@` lines); outside of the hunks the lines only move. */
export function bothLines(diff: string, side: 'before' | 'after', line: number): Both {
  let before = 1;
  let after = 1;
  for (const text of diff.split('\n')) {
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text);
    if (hunk) {
      const start = side === 'before' ? first(hunk[1], hunk[2]) : first(hunk[3], hunk[4]);
      if (line < start) break;
      before = first(hunk[1], hunk[2]);
      after = first(hunk[3], hunk[4]);
      continue;
    }
    const here = side === 'before' ? before : after;
    if (text.startsWith('-')) {
      if (side === 'before' && here === line) return { old_line: line };
      before++;
    } else if (text.startsWith('+')) {
      if (side === 'after' && here === line) return { new_line: line };
      after++;
    } else if (text.startsWith(' ')) {
      if (here === line) return { old_line: before, new_line: after };
      before++;
      after++;
    }
  }
  const shift = after - before;
  return side === 'before' ? { old_line: line, new_line: line + shift } : { old_line: line - shift, new_line: line };
}

/** A hunk's first line; a hunk without lines on a side names the line before it. */
function first(start: string | undefined, count: string | undefined): number {
  return Number(start) + (count === '0' ? 1 : 0);
}
