// Checks the names of header fields and trailers for slips of the pen.
import type { Remark } from '../profile/check';
import { rewriteEntry } from '../profile/edits';
import type { Reading } from '../profile/reading';
import { FIELDS } from './fields';

/** Shorter names are too near to words of their own. */
const SHORTEST = 6;

/** Names that are one letter away from a field's that tools know. */
export function checkFields({ entries }: Reading): Remark[] {
  return entries.flatMap((entry): Remark[] => {
    const { name, value, start, end } = entry;
    const lower = name.toLowerCase();
    const meant = FIELDS.find((field) => field.name.length >= SHORTEST && isSlip(lower, field.name.toLowerCase()));
    if (!meant || FIELDS.some((field) => field.name.toLowerCase() === lower)) return [];
    return [
      {
        code: 'field-misspelled',
        severity: 'warning',
        start,
        end,
        message: `${name} is probably meant as ${meant.name}.`,
        explanation: 'Tools pass over fields that they do not know, without a word.',
        remedy: { title: `Write ${meant.name}`, safe: false, edits: [rewriteEntry(entry, meant.name, value)] },
      },
    ];
  });
}

/** True where one letter is wrong, missing, too many, or swapped with its neighbour. */
function isSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const tail = (text: string, from: number) => text.slice(from);
  return (
    tail(a, at + 1) === tail(b, at + 1) ||
    tail(a, at + 1) === tail(b, at) ||
    tail(a, at) === tail(b, at + 1) ||
    (a[at] === b[at + 1] && a[at + 1] === b[at] && tail(a, at + 2) === tail(b, at + 2))
  );
}
