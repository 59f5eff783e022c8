// Semantic tokens of a patch: what a word stands for that no grammar can tell, in its header and in its `@@` lines.
import { decode } from '../base/bytes';
import { placedHunks } from '../patch/rows';
import type { LineRange } from '../patch/types';
import type { Facts } from '../profile/check';
import type { FieldNames } from '../profile/field-names';
import { headerTokens } from './header-tokens';
import type { PatchText } from './patch-text';

/** The standard token types that are used here. */
export const TOKEN_TYPES = [
  'property', // the name of a field or trailer
  'enumMember', // a word that the field takes
  'variable', // a person
  'string', // a mail address
  'number', // a bug, a vulnerability, the numbers of a hunk
  'label', // a commit, a change
  'namespace', // a branch
  'keyword', // what stands around a commit in a pick line
  'function', // the heading of a hunk; a patch in a series
  'parameter', // an option in a series
  'comment',
] as const;

/**
 * The standard modifiers that are used here: `defaultLibrary` for what the community's conventions have, `definition` for what
 * was found (a commit, a bug, a branch, a patch file), `deprecated` for what is refused, absent or wrong.
 */
export const TOKEN_MODIFIERS = ['defaultLibrary', 'definition', 'deprecated'] as const;

/** A part of a line (0-based, as splitLines counts; UTF-16 columns, half-open) and what it is. */
export interface Token {
  line: number;
  from: number;
  to: number;
  type: (typeof TOKEN_TYPES)[number];
  modifier?: (typeof TOKEN_MODIFIERS)[number] | undefined;
}

/** What tokens are told apart by, besides the text. `bugAddresses` is the profile's. */
export interface Backdrop {
  facts: Facts;
  fields: FieldNames | undefined;
  bugAddresses(message: string): string[];
}

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
  const found = /^@@ (-[\d,]+) (\+[\d,]+) @@[ \t]*(.*?)\s*$/.exec(text);
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
