// Edits of a whole document: its header in another form, and the document as it is usually written.

import { headerForm, inUsualOrder, toDep3, toGit } from '../patch/header-form';
import { formatMail, type Mail, parseMail } from '../patch/mail';
import { countLines } from '../patch/rows';
import type { Edit } from '../profile/check';
import { mendingEdits } from './lint';
import type { PatchText } from './patch-text';
import { applyEdits, type Problem } from './problem';

/** The forms that a header can have. */
export const HEADER_FORMS = ['git', 'dep3'] as const;

/** Rewrites of the header that a person may ask for. */
export function headerRewrites(document: PatchText): { title: string; edit: Edit }[] {
  const { mail } = document.reading;
  const rewrites: [string, Edit | undefined][] = [
    ['Write the header as DEP-3 fields', headerAs(document, 'dep3')],
    ['Write the header as a mail for git am', headerAs(document, 'git')],
    ['Put the fields in the usual order', headerForm(mail) && headerEdit(mail, inUsualOrder(mail))],
  ];
  return rewrites.flatMap(([title, edit]) => (edit ? [{ title, edit }] : []));
}

/** The edit that gives the header another form; undefined where it has that form, or none at all. */
export function headerAs({ reading: { mail } }: PatchText, wanted: (typeof HEADER_FORMS)[number]): Edit | undefined {
  const form = headerForm(mail);
  if (form === undefined || form === wanted) return undefined;
  return headerEdit(mail, wanted === 'dep3' ? toDep3(mail) : toGit(mail));
}

/** What formatting a patch changes: every safe repair, and then the order of the fields. */
export function formattingEdits({ reading }: PatchText, problems: readonly Problem[]): Edit[] {
  const edits = mendingEdits(problems, []);
  const { preamble } = reading.patch;
  const end = countLines(preamble);
  const mended = applyEdits(
    preamble,
    edits.filter((edit) => edit.end <= end),
  );
  const mail = parseMail(mended);
  const text = headerForm(mail) ? formatMail(inUsualOrder(mail)) : mended;
  return text === mended ? edits : [{ start: 0, end, text }, ...edits.filter((edit) => edit.end > end)];
}

function headerEdit(before: Mail, after: Mail): Edit | undefined {
  const [old, text] = [formatMail(before), formatMail(after)];
  return old === text ? undefined : { start: 0, end: countLines(old), text };
}
