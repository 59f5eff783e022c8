// Checks of a quilt series: entries without a file, named twice, with odd options, and files that it leaves out.
import { type Bytes, decode, splitLines } from '../base/bytes';
import { commentedNames, parseSeries } from '../fix/series';
import type { Remark } from '../profile/check';

/** What is beside a series: `has` tells of a path from its folder, `patches` are all patch files there. */
export interface SeriesFolder {
  has(file: string): boolean;
  patches: readonly string[];
}

/** The problems of a series' text; of the files nothing is said where the folder is not known. A patch in a comment is left out on purpose. */
export function checkSeries(text: Bytes, folder?: SeriesFolder): Remark[] {
  const lines = splitLines(text);
  const series = parseSeries(text);
  const seen = new Map<string, number>();
  const remarks = series.lines.flatMap(({ entry }, start): Remark[] => {
    if (!entry) return [];
    const at = { start, end: start + 1 };
    const edits = [{ ...at, text: '' }];
    const name = decode(entry.file);
    const first = seen.get(entry.file);
    seen.set(entry.file, first ?? start);
    if (first !== undefined)
      return [
        {
          code: 'series-duplicate',
          severity: 'error',
          ...at,
          message: `${name} is named on line ${first + 1} already.`,
          explanation: 'The patch would be applied a second time.',
          remedy: { title: 'Remove the second entry', safe: true, edits },
        },
      ];
    if (folder && !folder.has(entry.file))
      return [
        {
          code: 'series-file-missing',
          severity: 'error',
          ...at,
          message: `There is no file ${name} beside this series.`,
          explanation: 'quilt push stops here (lintian: quilt-series-references-non-existent-patch).',
          remedy: { title: 'Remove the entry', safe: false, edits },
        },
      ];
    const odd = entry.options.find((option) => !isUsualOption(option));
    return odd === undefined ? [] : [oddOption(at, decode(odd))];
  });
  if (lines.length > 0 && !lines.at(-1)?.endsWith('\n')) remarks.push(openEnd(lines));
  const known = new Set([...seen.keys(), ...commentedNames(series)]);
  for (const file of folder?.patches ?? []) if (!known.has(file)) remarks.push(leftOut(file, lines));
  return remarks;
}

/** True for an option of a series' entry that quilt takes. */
export function isUsualOption(option: string): boolean {
  return /^(?:-p1|-R|-p(?:ab|0)?)$/.test(option);
}

function oddOption(at: { start: number; end: number }, option: string): Remark {
  return {
    code: 'series-option',
    severity: 'warning',
    ...at,
    message: `Not every tool knows the option ${option}.`,
    explanation:
      'quilt takes -pN, -pab and -R; dpkg-source takes -p1 only (lintian: quilt-patch-with-non-standard-options).',
  };
}

function openEnd(lines: readonly Bytes[]): Remark {
  const start = lines.length - 1;
  return {
    code: 'series-open-end',
    severity: 'warning',
    start,
    end: start + 1,
    message: 'The last line has no end.',
    explanation:
      'The next tool that adds a patch would write on this line (lintian: quilt-series-without-trailing-newline).',
    remedy: { title: 'End the line', safe: true, edits: [{ start, end: start + 1, text: `${lines[start]}\n` }] },
  };
}

function leftOut(file: string, lines: readonly Bytes[]): Remark {
  const end = lines.length;
  const gap = end === 0 || lines[end - 1]?.endsWith('\n') ? '' : '\n';
  return {
    code: 'series-patch-unnamed',
    severity: 'info',
    start: Math.max(0, end - 1),
    end,
    message: `${decode(file)} lies beside this series, which does not name it.`,
    explanation: 'Only what the series names is applied; a patch that is kept for later is often left out on purpose.',
    remedy: { title: `Add ${decode(file)}`, safe: false, edits: [{ start: end, end, text: `${gap}${file}\n` }] },
  };
}
