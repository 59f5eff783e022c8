// Edits of a whole document: its header in another form, and the document as it is usually written.

import { formatMail, type Mail } from '../patch/mail';
import type { Edit } from '../profile/check';
import { headerForm, inUsualOrder, toDep3, toGit } from './convert';
import { mendingEdits } from './lint';
import { countLines, type PatchText } from './patch-text';
import type { Problem } from './problem';

/** Rewrites of the header that a person may ask for. */
export function headerRewrites({ reading }: PatchText): { title: string; edit: Edit }[] {
  const { mail } = reading;
  const form = headerForm(mail);
  const rewrites: [string, Mail][] = [];
  if (form === 'git') rewrites.push(['Write the header as DEP-3 fields', toDep3(mail)]);
  if (form === 'dep3') rewrites.push(['Write the header as a mail for git am', toGit(mail)]);
  if (form) rewrites.push(['Put the fields in the usual order', inUsualOrder(mail)]);
  return rewrites.flatMap(([title, fresh]) => {
    const edit = headerEdit(mail, fresh);
    return edit ? [{ title, edit }] : [];
  });
}

/** What formatting a patch changes: every safe repair, and the order of the fields. */
export function formattingEdits({ reading }: PatchText, problems: readonly Problem[]): Edit[] {
  const edits = mendingEdits(problems, []);
  const order = headerForm(reading.mail) ? headerEdit(reading.mail, inUsualOrder(reading.mail)) : undefined;
  const end = order?.end ?? 0;
  return order ? [order, ...edits.filter(({ start }) => start >= end)] : edits;
}

function headerEdit(before: Mail, after: Mail): Edit | undefined {
  const [old, text] = [formatMail(before), formatMail(after)];
  return old === text ? undefined : { start: 0, end: countLines(old), text };
}
