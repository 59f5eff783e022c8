// Finds where a run of lines stands in a text, fast enough to ask hundreds of times.

/** A text's lines as numbers: equal lines have the same one. */
export interface LineIndex {
  readonly count: number;
  /** The number of a line; -1 when the text has no such line. */
  idOf(line: string): number;
  /** Every 0-based line at which these numbered lines stand in a row, ascending. An empty run stands nowhere. */
  find(run: readonly number[]): number[];
  /** True when these numbered lines stand at this 0-based line. */
  standsAt(run: readonly number[], line: number): boolean;
}

/** Indexes a text given as lines; linear in their number. */
export function indexLines(lines: readonly string[]): LineIndex {
  const ids = new Map<string, number>();
  const spots: number[][] = [];
  const text = new Int32Array(lines.length);
  lines.forEach((line, at) => {
    let id = ids.get(line);
    if (id === undefined) {
      id = spots.length;
      ids.set(line, id);
      spots.push([]);
    }
    spots[id]?.push(at);
    text[at] = id;
  });
  const standsAt = (run: readonly number[], line: number) =>
    line >= 0 && line + run.length <= text.length && run.every((id, at) => text[line + at] === id);
  return {
    count: lines.length,
    idOf: (line) => ids.get(line) ?? -1,
    standsAt,
    find: (run) => {
      if (run.length === 0 || run.includes(-1)) return [];
      const usesOf = (at: number) => (spots[run[at] as number] as number[]).length;
      const rarest = run.reduce((best, _, at) => (usesOf(at) < usesOf(best) ? at : best), 0);
      return (spots[run[rarest] as number] as number[]).map((at) => at - rarest).filter((at) => standsAt(run, at));
    },
  };
}

/** Candidate lines by their distance from the wanted one, nearest first; of two equally near ones the later comes first. */
export function byDistance(candidates: readonly number[], wanted: number): number[] {
  return [...candidates].sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || b - a);
}
