// Patches as one mbox, which git am and git send-email take, and an mbox as its mails.
import { type Bytes, splitLines, trimBytes } from '../base/bytes';
import { Fault } from '../base/fault';
import { isUntouched } from '../fix/digest';
import { MAIL_START } from '../patch/mail';
import { withHeader } from './header';
import { mailForm, mboxForm } from './mail-form';
import { rewrite, sameFix } from './place-patch';
import type { ExportOrder, ExportPlan, Outgoing, Place } from './types';

/** The plan for one file with all patches, in their order (`-`: for standard output). Throws `not-ours` where the file holds anything else, unless `force`. */
export async function exportMbox(
  place: Place,
  patches: readonly Outgoing[],
  { force }: ExportOrder,
  path: string,
): Promise<ExportPlan> {
  const text = mboxText(patches);
  const before = path === '-' ? undefined : await place.read(path);
  if (before !== undefined && before !== text && !force && !isOurs(splitMbox(before), patches))
    throw new Fault(
      'not-ours',
      `${place.name}/${path} is there already, and was not written by Fishladder for these fixes (or was edited since).`,
      'Name another file, or replace it with --force. Nothing was written.',
    );
  const writes = rewrite(path, before, text);
  const fate = writes[0]?.fate ?? 'unchanged';
  return { writes, patches: patches.map(({ file }) => ({ file, path, fate })), notes: [] };
}

/** True when these mails were written by Fishladder, and some of them for these fixes. */
function isOurs(mails: readonly Bytes[], patches: readonly Outgoing[]): boolean {
  const isKnown = (mail: Bytes) => patches.some(({ text }) => sameFix(mail, text));
  return mails.every(isUntouched) && (mails.length === 0 || mails.some(isKnown));
}

/** The patches as mails, one after the other. */
function mboxText(patches: readonly Outgoing[]): Bytes {
  return patches
    .map(({ text, file, document: { author } }) => {
      const name = (file.split('/').at(-1) ?? file).replace(/\.(?:patch|diff)$/, '');
      return withHeader(text, (mail) => mboxForm(mailForm(mail, name, author).mail, name));
    })
    .map((mail) => `${quoted(mail)}${mail.endsWith('\n') ? '' : '\n'}\n`)
    .join('');
}

/** A mail in which no line but the first begins another one (mboxrd: a line with `From ` gets one more `>`). */
function quoted(mail: Bytes): Bytes {
  const end = mail.indexOf('\n') + 1;
  return mail.slice(0, end) + mail.slice(end).replace(/^>*From /gm, '>$&');
}

/** The mails of an mbox as they were, without the blank line between them; a file that is a single mail, or a patch, is one. */
export function splitMbox(text: Bytes): Bytes[] {
  const mails: Bytes[] = [];
  let isAfterBlank = true;
  for (const line of splitLines(text)) {
    if (mails.length === 0 || (isAfterBlank && MAIL_START.test(line))) mails.push(line);
    else mails[mails.length - 1] += line;
    isAfterBlank = trimBytes(line) === '';
  }
  return mails.map((mail) => mail.replace(/\n\n$/, '\n').replace(/^>(>*From )/gm, '$1'));
}
