// What is odd in the layout of a candidate's lines where they would stand.
import { openedBy } from './brackets';
import type { Candidate } from './candidates';
import { isBlank, type Problem } from './problem';
import { indentOf } from './scope';

/** Longer lines are seldom written where they can be wrapped. */
const LONG = 79;
/** How far around its place a line that a candidate adds may stand already. */
const NEAR = 8;
const ENOUGH = 3;

/** Counts of odd places in a candidate and beside it, each at most 3 or so. */
export interface Shape {
  /** Lines that stand less deep than both lines around them. */
  dented: number;
  /** Lines that stand deeper than the one above, which opens nothing. */
  deep: number;
  /** Lines that open a block, with nothing in it. */
  hollow: number;
  /** Definitions with another number of blank lines above than two, or one within another. */
  oddBlanks: number;
  definitions: number;
  doubleBlank: number;
  /** New lines that stand nearby as well. */
  repeated: number;
  /** New lines between two that are in order: those in order with them, and those that are not. */
  sorted: number;
  unsorted: number;
  longLines: number;
  /** How deep the first line stands, in steps of four columns. */
  depth: number;
}

/** The shape of a candidate; `fresh` are those of its lines that ours does not have there. */
export function shapeOf({ ours }: Problem, candidate: Candidate, fresh: ReadonlySet<string>): Shape {
  const { start, end, lines } = candidate;
  const near = (distance: number) => [
    ...ours.slice(Math.max(0, start - distance), start),
    ...lines,
    ...ours.slice(end, end + distance),
  ];
  const around = new Set([...ours.slice(Math.max(0, start - NEAR), start), ...ours.slice(end, end + NEAR)]);
  const first = lines.find((line) => !isBlank(line)) ?? '';
  const doubled = (line: string | undefined, beside: string | undefined) => isBlank(line) && isBlank(beside);
  return {
    ...blocksIn(near(2).filter((line) => !isBlank(line))),
    ...blanksIn(near(ENOUGH + 1)),
    doubleBlank: Number(doubled(lines[0], ours[start - 1]) || doubled(lines.at(-1), ours[end])),
    repeated: atMost(lines.filter((line) => fresh.has(line) && line.trim().length > NEAR && around.has(line)).length),
    ...orderIn(near(1), fresh),
    longLines: Number(lines.some((line) => fresh.has(line) && line.trimEnd().length > LONG)),
    depth: Math.min(5, Math.floor(indentOf(first) / 4)),
  };
}

function blocksIn(lines: readonly string[]): Pick<Shape, 'dented' | 'deep' | 'hollow'> {
  let [open, dented, deep, hollow] = [0, 0, 0, 0];
  for (let at = 1; at < lines.length; at++) {
    const [above, line, below] = [lines[at - 1]!, lines[at]!, lines[at + 1]];
    open += openedBy([above]);
    const opens = /:\s*(#.*)?$/.test(above.trimEnd());
    const steps = indentOf(line) - indentOf(above);
    if (open === 0 && opens && steps <= 0) hollow++;
    if (open === 0 && !opens && steps > 0 && !/[\\,(]\s*$/.test(above)) deep++;
    const lower = steps < 0 && below !== undefined && indentOf(line) < indentOf(below);
    if (lower && !/^[ \t]*(def|class|@|else|elif|except|finally|[)\]}])/.test(line)) dented++;
  }
  return { dented: atMost(dented), deep: atMost(deep), hollow: atMost(hollow) };
}

/** Of lines of which the first and last four are those around a candidate. */
function blanksIn(lines: readonly string[]): Pick<Shape, 'oddBlanks' | 'definitions'> {
  let [oddBlanks, definitions, blanks] = [0, 0, 0];
  let above = '';
  lines.forEach((line, at) => {
    if (isBlank(line)) {
      blanks++;
      return;
    }
    if (at >= ENOUGH && /^\s*(def|class|@|async def) ?/.test(line) && !/^\s*[@#]|:\s*$/.test(above)) {
      definitions++;
      if (blanks !== (indentOf(line) === 0 ? 2 : 1)) oddBlanks++;
    }
    [above, blanks] = [line, 0];
  });
  return { oddBlanks: atMost(oddBlanks), definitions: atMost(definitions) };
}

/** Of a candidate's lines with the one above and the one below. */
function orderIn(lines: readonly string[], fresh: ReadonlySet<string>): Pick<Shape, 'sorted' | 'unsorted'> {
  let [sorted, unsorted] = [0, 0];
  for (let at = 1; at < lines.length - 1; at++) {
    const [above, line, below] = [lines[at - 1]!, lines[at]!, lines[at + 1]!];
    const listed = !isBlank(above) && !isBlank(below) && indentOf(above) === indentOf(below) && above < below;
    if (!listed || !fresh.has(line) || indentOf(line) !== indentOf(above)) continue;
    if (above < line && line < below) sorted++;
    else unsorted++;
  }
  return { sorted: atMost(sorted), unsorted: atMost(unsorted) };
}

function atMost(count: number): number {
  return Math.min(ENOUGH, count);
}
