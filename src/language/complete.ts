// Completion in a patch's header: names of fields and trailers, their usual values, people, branches, the day.
import { decode } from '../base/bytes';
import { countLines } from '../patch/rows';
import type { Person } from '../profile/person';
import { FIELDS, type FieldMeaning, fieldMeaning } from './fields';
import type { PatchText } from './patch-text';

/** A proposal: the text from `from` (a UTF-16 column) to the cursor becomes `text`. */
export interface Proposal {
  label: string;
  text: string;
  from: number;
  kind: 'field' | 'value' | 'person' | 'branch';
  detail?: string;
}

/** What is known for proposals; `today` is a day such as `2026-11-21`. */
export interface Known {
  people: readonly Person[];
  branches: readonly string[];
  today: string;
}

/** What may be written at a place of the header (0-based line, UTF-16 column); nothing within the diff. */
export function complete(document: PatchText, line: number, column: number, known: Known): Proposal[] {
  const { lines, reading } = document;
  if (line >= countLines(reading.patch.preamble) && reading.patch.preamble !== '') return [];
  const before = decode(lines[line] ?? '').slice(0, column);
  const named = /^([\w-]+):[ \t]*/.exec(before);
  if (named) {
    const field = fieldMeaning(named[1] ?? '');
    return field ? valuesOf(field, before, named[0].length, known) : [];
  }
  if (!/^[\w-]*$/.test(before)) return [];
  const where = line < reading.fieldsEnd || (line === reading.fieldsEnd && before !== '') ? 'header' : 'trailer';
  if (where === 'trailer' && !(/^(?:[A-Z]|$)/.test(before) && isLastParagraph(document, line))) return [];
  const fields = FIELDS.filter((field) => field.where === 'both' || field.where === where);
  return fields.map(({ name, meaning }) => ({
    label: name,
    text: `${name}: `,
    from: 0,
    kind: 'field',
    detail: meaning,
  }));
}

/** True where nothing but trailers follows in the message. */
function isLastParagraph({ lines, reading }: PatchText, line: number): boolean {
  const rest = lines.slice(line + 1, countLines(reading.patch.preamble));
  const end = rest.findIndex((text) => /^---/.test(text));
  return rest.slice(0, end < 0 ? rest.length : end).every((text) => /^(?:[\w-]+:|\(|\s)/.test(text));
}

function valuesOf(field: FieldMeaning, before: string, from: number, known: Known): Proposal[] {
  const value = (text: string): Proposal => ({ label: text.trim(), text, from, kind: 'value' });
  const values = (field.values ?? []).map(value);
  if (field.takes === 'date') return [value(known.today)];
  if (field.takes === 'person')
    return known.people.map(({ name, email }) => ({ ...value(`${name} <${email}>`), kind: 'person' }));
  if (field.takes !== 'branch') return values;
  const bracket = /\[(?:PATCH )?([^\]]*)$/.exec(before);
  if (!bracket) return [];
  const start = before.length - (bracket[1]?.length ?? 0);
  return known.branches.map((name) => ({ label: name, text: name, from: start, kind: 'branch' }));
}
