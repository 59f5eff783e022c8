// A quilt `series` file as a value that loses nothing: comments, order, options and blank lines stay as they are.

import { trimBytes } from '../base/bytes';

/** A series: its lines as they stand in the file, without endings. */
export interface Series {
  lines: SeriesLine[];
}

/** A line that names a patch has `entry`; `text` is always the whole line. */
export interface SeriesLine {
  text: string;
  entry?: SeriesEntry;
}

/** A patch named in a series; `options` are quilt's (`-p1`, `-R`), as in quilt(1) "Series file". */
export interface SeriesEntry {
  file: string;
  options: string[];
}

/** Reads a series file. Everything is accepted: a line that is blank or a comment names no patch. */
export function parseSeries(text: string): Series {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return { lines: lines.map(parseLine) };
}

function parseLine(text: string): SeriesLine {
  const [file, ...options] = trimBytes(text.replace(/(^|[ \t])#.*$/, '')).split(/[ \t\r]+/);
  return file ? { text, entry: { file, options } } : { text };
}

/** The series as a file's text, each line ended by a newline. */
export function formatSeries(series: Series): string {
  return series.lines.map(({ text }) => `${text}\n`).join('');
}

/** The patches that a series names, in order. */
export function seriesEntries(series: Series): SeriesEntry[] {
  return series.lines.flatMap(({ entry }) => entry ?? []);
}

/** The words that comment lines begin with: a patch that was taken out of the series for now is among them, as lintian reads it. */
export function commentedNames(series: Series): string[] {
  return series.lines.flatMap(({ text }) => /^[ \t-\r]*#+[ \t-\r]*([^ \t-\r]+)/.exec(text)?.[1] ?? []);
}

/** The series with a patch before another one, else at its end; unchanged when it names the patch already. */
export function withPatch(series: Series, file: string, before?: string): Series {
  if (seriesEntries(series).some((entry) => entry.file === file)) return series;
  const line: SeriesLine = { text: file, entry: { file, options: [] } };
  const at = series.lines.findIndex(({ entry }) => entry && entry.file === before);
  return { lines: at < 0 ? [...series.lines, line] : series.lines.toSpliced(at, 0, line) };
}

/** The series without the lines that name a patch; comments and all other lines stay. */
export function withoutPatch(series: Series, file: string): Series {
  return { lines: series.lines.filter(({ entry }) => entry?.file !== file) };
}

/** The series with a patch before the first one that comes after it in `order` (files, as another series has them), else at its end. */
export function insertPatch(series: Series, file: string, order: readonly string[]): Series {
  const later = new Set(order.includes(file) ? order.slice(order.indexOf(file) + 1) : []);
  return withPatch(series, file, seriesEntries(series).find((entry) => later.has(entry.file))?.file);
}
