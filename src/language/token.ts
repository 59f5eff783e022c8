// A semantic token, and what tokens are told apart by.
import type { Facts } from '../profile/check';
import type { FieldNames } from '../profile/field-names';

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
