// Semantic tokens of a patch: what a word stands for that no grammar can tell, in its header and in its `@@` lines.
import { decode } from '../base/bytes';
import { placedHunks } from '../patch/rows';
import type { LineRange } from '../patch/types';
import { headerTokens } from './header-tokens';
import type { PatchText } from './patch-text';
import type { Backdrop, Token } from './token';

/** The tokens of the lines in `range`, in order. Lines of hunks have none: their colours are the diff's. */
export function patchTokens(document: PatchText, backdrop: Backdrop, { start, end }: LineRange): Token[] {
  const isIn = ({ line }: { line: number }) => line >= start && line < end;
  const hunks = document.patch ? placedHunks(document.patch).flat().filter(isIn) : [];
  const wrong = new Set(document.wrong.map(({ line }) => line));
  return [
    ...headerTokens(document, backdrop).filter(isIn),
    ...hunks.flatMap(({ line }) => hunkTokens(decode(document.lines[line] ?? ''), line, wrong.has(line))),
  ];
}

/** Both ranges, marked where they are not what the hunk has, and the heading. */
function hunkTokens(text: string, line: number, isWrong: boolean): Token[] {
  const found = /^@@ (-[\d,]+) (\+[\d,]+) @@[ \t]*(.*)$/.exec(text.trimEnd());
  if (!found) return [];
  const [, old = '', fresh = '', heading = ''] = found;
  const token = (from: number, to: number): Token => ({
    ...{ line, from, to, type: 'number' },
    ...(isWrong ? { modifier: 'deprecated' } : {}),
  });
  const second = 4 + old.length;
  const at = text.indexOf('@@', 2) + 2;
  const named = at + text.slice(at).indexOf(heading);
  return [
    token(3, 3 + old.length),
    token(second, second + fresh.length),
    ...(heading === '' ? [] : [{ line, from: named, to: named + heading.length, type: 'function' } as const]),
  ];
}
