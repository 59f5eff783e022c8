// What is wrong with a patch file or a series, for the editor's list of problems.
import { encode } from '../base/bytes';
import { parseSeries } from '../fix/series';
import { PatchError } from '../patch/error';
import { parsePatch } from '../patch/parse';

/** A problem at a line, 0-based. */
export interface Problem {
  line: number;
  message: string;
}

/** The place where a patch cannot be read (its last line where it ends too early), or nothing. A text without any diff is no patch yet and has no problem. */
export function patchProblems(text: string): Problem[] {
  try {
    parsePatch(encode(text));
    return [];
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    const last = text.trimEnd().split('\n').length - 1;
    return [{ line: Math.min(error.line - 1, last), message: error.reason }];
  }
}

/** Entries of a series that name no file, or a file twice; `exists` tells of files beside the series. */
export async function seriesProblems(text: string, exists: (file: string) => Promise<boolean>): Promise<Problem[]> {
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  for (const [line, { entry }] of parseSeries(text).lines.entries()) {
    if (!entry) continue;
    const first = seen.get(entry.file);
    if (first !== undefined) problems.push({ line, message: `${entry.file} is named on line ${first + 1} already.` });
    else if (!(await exists(entry.file)))
      problems.push({ line, message: `There is no file ${entry.file} beside this series.` });
    seen.set(entry.file, first ?? line);
  }
  return problems;
}
