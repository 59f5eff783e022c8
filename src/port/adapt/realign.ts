// Keeps lines under the bracket that they stand under in theirs, where that bracket has moved.
import { deepened } from './rewrite';
import { indentOf } from './scope';

/**
 * Lines of which fresh ones that theirs has under the sign after an open bracket of the line above stand so again; what follows
 * them as deep in theirs moves as they do. Undefined where all stand so already.
 */
export function realigned(
  lines: readonly string[],
  fresh: (line: string) => boolean,
  theirs: readonly string[],
): readonly string[] | undefined {
  const places = new Map(theirs.map((line, at) => [line, at]));
  const result: string[] = [];
  let [moved, least] = [0, 0];
  for (const [at, line] of lines.entries()) {
    const place = places.get(line);
    const above = place === undefined ? undefined : theirs[place - 1];
    if (at === 0 || above === undefined || !fresh(line)) {
      moved = 0;
      result.push(line);
      continue;
    }
    const [there, here] = [alignmentAfter(above), alignmentAfter(result[at - 1]!)];
    if (there !== undefined && there === indentOf(line)) {
      moved = here === undefined ? 0 : here - there;
      least = there;
    } else if (indentOf(line) < least) moved = 0;
    result.push(...deepened([line], moved));
  }
  return result.some((line, at) => line !== lines[at]) ? result : undefined;
}

/** The column after the last bracket that a line opens and does not close, unless the line ends there. */
function alignmentAfter(line: string): number | undefined {
  const open: number[] = [];
  for (let at = 0; at < line.length; at++) {
    if ('([{'.includes(line[at]!)) open.push(at);
    else if (')]}'.includes(line[at]!)) open.pop();
  }
  const last = open.at(-1);
  return last === undefined || line.slice(last + 1).trim() === '' ? undefined : last + 1;
}
