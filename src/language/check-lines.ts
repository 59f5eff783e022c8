// Checks of single lines: what a merge, an editor or a mail program left in them.
import { type Bytes, decode, trimBytesEnd } from '../base/bytes';
import { countLines, type PlacedHunk, placedHunks, rowsOfLine } from '../patch/rows';
import type { Edit, Remark } from '../profile/check';
import { CONFLICT } from './check-hunks';
import { mendMojibake } from './mojibake';
import type { PatchText } from './patch-text';

const MOJIBAKE = 'The text was UTF-8, was read as windows-1252 on its way, and was written as UTF-8 once more.';

/** Conflict markers, blanks at line ends, and damaged characters in added lines and in the header; context that lost its blank. */
export function checkLines({ patch, reading, lines }: PatchText): Remark[] {
  const problems: Remark[] = [];
  const end = countLines(reading.patch.preamble);
  for (let line = 0; line < end; line++) checkCharacters(problems, lines[line] as Bytes, line, line + 1);
  if (patch) for (const hunk of placedHunks(patch).flat()) checkHunk(problems, hunk);
  return problems;
}

function checkHunk(problems: Remark[], { hunk, line }: PlacedHunk): void {
  const bare: Edit[] = [];
  let row = line + 1;
  for (const { kind, text, raw } of hunk.lines) {
    const rows = rowsOfLine({ kind, text, raw });
    if (kind === 'context' && raw.charCodeAt(0) !== 32) bare.push({ start: row, end: row + rows, text: ` ${raw}` });
    if (kind === 'add') checkAdded(problems, raw, text, row, row + rows);
    row += rows;
  }
  const [first] = bare;
  if (!first) return;
  const isEmpty = bare.every(({ text }) => text.trim() === '');
  problems.push({
    code: 'blank-context',
    severity: isEmpty ? 'info' : 'error',
    start: first.start,
    end: first.end,
    message:
      bare.length === 1
        ? 'A line of context has lost its leading blank.'
        : `${bare.length} lines of context in this hunk have lost their leading blank.`,
    explanation: isEmpty
      ? 'Editors that strip blanks at line ends do this. git and GNU patch cope; stricter readers do not.'
      : 'Mail programs that eat blanks do this. GNU patch copes; git apply and dpkg-source take the patch for corrupt.',
    remedy: { title: 'Give the lines their blank back', safe: true, edits: bare },
  });
}

function checkAdded(problems: Remark[], raw: Bytes, text: Bytes, line: number, end: number): void {
  const first = text.charCodeAt(0);
  if ((first === 60 || first === 62 || first === 124) && CONFLICT.test(text))
    problems.push({
      code: 'conflict-marker',
      severity: 'error',
      start: line,
      end: line + 1,
      message: `The patch adds a conflict marker, '${decode(text).trim().slice(0, 40)}'.`,
      explanation: 'A conflict was not resolved before the patch was made.',
    });
  let last = text.length - 1;
  while (last >= 0 && (text.charCodeAt(last) === 10 || text.charCodeAt(last) === 13)) last--;
  if (text.charCodeAt(last) === 32 || text.charCodeAt(last) === 9)
    problems.push({
      code: 'trailing-blank',
      severity: 'info',
      start: line,
      end: line + 1,
      message: 'The added line ends in blanks.',
      explanation: 'git diff --check reports them, and many projects do not take them.',
      remedy: {
        title: 'Remove the blanks at the line’s end',
        safe: false,
        edits: [
          {
            start: line,
            end,
            text: `+${trimBytesEnd(text.slice(0, last + 1))}${text.slice(last + 1)}${raw.slice(1 + text.length)}`,
          },
        ],
      },
    });
  checkCharacters(problems, raw, line, end);
}

function checkCharacters(problems: Remark[], raw: Bytes, line: number, end: number): void {
  if (!/[\x80-\xff]/.test(raw)) return;
  const at = { severity: 'warning', start: line, end: line + 1 } as const;
  const mended = mendMojibake(raw);
  if (mended !== undefined)
    problems.push({
      ...at,
      code: 'mojibake',
      message: `The line is encoded twice; it was probably meant as '${decode(mended).trim().slice(0, 60)}'.`,
      explanation: MOJIBAKE,
      remedy: {
        title: 'Write the characters as they were meant',
        safe: false,
        edits: [{ start: line, end, text: mended }],
      },
    });
  if (raw.includes('\xef\xbf\xbd'))
    problems.push({
      ...at,
      code: 'lost-character',
      message: 'A character was lost here: U+FFFD stands in its place.',
      explanation: 'A program could not read a byte as UTF-8 and wrote the replacement character instead.',
    });
}
