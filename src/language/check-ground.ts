// Checks of a patch against its surroundings: the series that should name it, and the files that it changes.
import { type Bytes, decode, splitLines } from '../base/bytes';
import type { Carried, Ground } from '../fix/ground';
import { parseSeries } from '../fix/series';
import { applyFile } from '../patch/apply';
import { formatHunk } from '../patch/format';
import { byDistance, indexLines } from '../patch/line-index';
import { isUndone, refreshHunks } from '../patch/refresh';
import { type PlacedHunk, placedFiles, rowsOf, rowsOfLine } from '../patch/rows';
import type { FilePatch, Hunk } from '../patch/types';
import type { Edit, Remark } from '../profile/check';
import type { PatchText } from './patch-text';
import type { Problem } from './problem';

const NO_MATCH = 'The lines around the change are not as the patch has them, so it does not apply.';

/** A patch that its series does not name, and hunks that do not fit their file. Says nothing of what is not known. */
export function checkGround({ patch }: PatchText, ground: Ground): Problem[] {
  if (!patch || patch.files.length === 0) return [];
  const problems: Problem[] = unnamed(ground);
  const { files } = ground;
  if (!files) return problems;
  const content = new Map(files.content);
  for (const { file, line, hunks } of placedFiles(patch)) {
    const path = file.oldPath ?? file.newPath ?? '';
    if (!content.has(path)) continue;
    if (hunks.length > 0)
      problems.push(...checkFile(file, hunks, line, content.get(path), files.branch, files.carried?.get(path)));
    takeFile(file, path, content);
  }
  return problems;
}

/** Makes the change to what is known of the files, for those parts of the patch that come after; a file that it does not fit is not known any more. */
function takeFile(file: FilePatch, path: Bytes, content: Map<Bytes, Bytes | undefined>): void {
  const before = content.get(path);
  const isThere = (file.oldPath === undefined) === (before === undefined);
  const applied = isThere && file.binary === undefined ? applyFile(file, before ?? '') : undefined;
  if (file.change === 'rename' || file.change === 'delete') content.set(path, undefined);
  const after = file.newPath ?? path;
  if (applied?.kind !== 'applied') content.delete(after);
  else if (file.newPath !== undefined) content.set(after, applied.text);
}

function unnamed({ series }: Ground): Problem[] {
  if (!series || parseSeries(series.text).lines.some(({ entry }) => entry?.file === series.entry)) return [];
  const end = splitLines(series.text).length;
  const gap = series.text === '' || series.text.endsWith('\n') ? '' : '\n';
  return [
    {
      code: 'not-in-series',
      severity: 'warning',
      start: 0,
      end: 1,
      message: `The series does not name ${series.entry}.`,
      explanation:
        'quilt, dpkg-source and Fishladder apply only what the series names (lintian: patch-file-present-but-not-mentioned-in-series).',
      remedy: {
        title: 'Add the patch to the series',
        safe: false,
        of: 'series',
        edits: [{ start: end, end, text: `${gap}${series.entry}\n` }],
      },
    },
  ];
}

function checkFile(
  file: FilePatch,
  hunks: readonly PlacedHunk[],
  line: number,
  content: Bytes | undefined,
  branch: string,
  carried: Carried | undefined,
): Remark[] {
  const name = decode(file.oldPath ?? file.newPath ?? '');
  const at = { start: line, end: line + file.header.length };
  if (file.change === 'add') {
    if (content === undefined || isUndone(file, content)) return [];
    return [
      fault('file-exists', at, `${branch} has a file ${name} already.`, 'The patch makes a new file of this name.'),
    ];
  }
  if (content === undefined)
    return [fault('file-absent', at, `${branch} has no file ${name}.`, 'It may have been renamed or removed there.')];
  const { places } = applyFile(file, content);
  const isOff = places.some(({ kind }) => kind === 'missing');
  if (isOff && isUndone(file, content)) return [];
  const carry = isOff && carried?.of === file.hunks.map(formatHunk).join('') ? carried : undefined;
  const fresh = isOff && !carry?.hunks ? refreshHunks(file, content) : new Map<number, Hunk>();
  return places.flatMap((place): Remark[] => {
    const { hunk, line: row } = hunks[place.hunk] as PlacedHunk;
    const where = { start: row, end: row + 1 };
    const refreshed = fresh.get(place.hunk);
    if (refreshed) return [surrounded(hunk, refreshed, row, name, branch)];
    if (place.kind === 'missing' && carry?.hunks)
      return [carriedOver(hunks, carry.hunks, where, carry.words, name, branch)];
    if (place.kind === 'missing') return [missing(hunk, row, content, `${name} of ${branch}`, carry?.words)];
    if (place.kind === 'exact') return [];
    const by = place.offset > 0 ? `${place.offset} lines further down` : `${-place.offset} lines further up`;
    return [
      {
        code: 'hunk-shifted',
        severity: 'info',
        ...where,
        message: `In ${name} of ${branch} these lines stand ${by}.`,
        explanation: 'The hunk applies all the same; fresh numbers spare the next reader the search.',
        remedy: {
          title: 'Take the line numbers from the branch',
          safe: true,
          edits: [shiftedHeader(hunk, row, place.offset)],
        },
      },
    ];
  });
}

function fault(code: string, at: { start: number; end: number }, message: string, explanation: string): Remark {
  return { code, severity: 'error', ...at, message, explanation };
}

function shiftedHeader(hunk: Hunk, line: number, offset: number): Edit {
  const moved = (start: string) => `${Math.max(0, Number(start) + offset)}`;
  const text = hunk.header.replace(
    /^@@ -(\d+)(\S*) \+(\d+)/,
    (_, old, count, fresh) => `@@ -${moved(old)}${count} +${moved(fresh)}`,
  );
  return { start: line, end: line + 1, text };
}

/** A hunk whose own lines are there, with other lines around them. */
function surrounded(hunk: Hunk, fresh: Hunk, start: number, name: string, branch: string): Remark {
  return {
    ...fault(
      'context-mismatch',
      { start, end: start + 1 },
      `In ${name} of ${branch} other lines stand around those that the hunk changes, from line ${fresh.oldStart} on.`,
      NO_MATCH,
    ),
    remedy: {
      title: `Refresh the hunk against ${branch}`,
      safe: false,
      edits: [{ start, end: start + rowsOf(hunk), text: formatHunk(fresh) }],
    },
  };
}

/** A hunk that stands no more as it is, in a file that the change could be carried to. */
function carriedOver(
  hunks: readonly PlacedHunk[],
  fresh: readonly Hunk[],
  where: { start: number; end: number },
  words: string,
  name: string,
  branch: string,
): Remark {
  const [first, last] = [hunks[0] as PlacedHunk, hunks.at(-1) as PlacedHunk];
  const edit = { start: first.line, end: last.line + rowsOf(last.hunk), text: fresh.map(formatHunk).join('') };
  return {
    ...fault(
      'context-mismatch',
      where,
      `In ${name} of ${branch} lines came or went at this hunk; carried over by the engine that ports fixes, it is ${words}.`,
      NO_MATCH,
    ),
    remedy: { title: `Refresh the hunks of ${name} against ${branch}`, safe: false, edits: [edit] },
  };
}

/** A hunk that fits nowhere: says where it differs, and mends context that differs in blanks only. */
function missing(hunk: Hunk, line: number, content: Bytes, where: string, carried: string | undefined): Remark {
  const lines = splitLines(content);
  const old = hunk.lines.filter(({ kind }) => kind !== 'add').map(({ text }) => text);
  const at = nearestLoose(lines, old, hunk.oldStart - 1);
  const differs = old.findIndex((text, i) => lines[hunk.oldStart - 1 + i] !== text);
  const found = lines[hunk.oldStart - 1 + differs];
  return {
    code: 'context-mismatch',
    severity: 'error',
    start: line,
    end: line + 1,
    message:
      at !== undefined
        ? `The hunk fits ${where} only where blanks are not compared.`
        : `The hunk fits ${where} nowhere: line ${hunk.oldStart + differs} there is ${found === undefined ? 'missing' : `'${decode(found).trim().slice(0, 60)}'`}${carried === undefined ? '' : `; ported there, it is ${carried}`}.`,
    explanation: NO_MATCH,
    ...(at === undefined
      ? {}
      : {
          remedy: {
            title: 'Take the unchanged lines from the file',
            safe: false,
            edits: takenFrom(hunk, line, lines.slice(at)),
          },
        }),
  };
}

/** Where the lines stand when blanks are not compared, nearest to `near`. */
function nearestLoose(lines: readonly Bytes[], wanted: readonly Bytes[], near: number): number | undefined {
  const run = wanted.map(withoutBlanks);
  if (run.every((text) => text === '')) return undefined;
  const index = indexLines(lines.map(withoutBlanks));
  return byDistance(index.find(run.map(index.idOf)), near)[0];
}

function withoutBlanks(text: Bytes): Bytes {
  return text.replace(/\s+/g, '');
}

function takenFrom(hunk: Hunk, line: number, lines: readonly Bytes[]): Edit[] {
  const edits: Edit[] = [];
  let row = line + 1;
  let at = 0;
  for (const entry of hunk.lines) {
    const fresh = lines[at];
    if (entry.kind !== 'add') at++;
    const mark = entry.kind === 'context' ? ' ' : '-';
    if (entry.kind !== 'add' && fresh !== undefined && fresh !== entry.text)
      edits.push({ start: row, end: row + 1, text: mark + (fresh.endsWith('\n') ? fresh : `${fresh}\n`) });
    row += rowsOfLine(entry);
  }
  return edits;
}
