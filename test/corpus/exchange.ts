// Carries a package's patches into a queue, out into every form and in again, and tells what that lost.
import type { Bytes } from '../../src/base/bytes';
import { findPatches } from '../../src/export/incoming';
import { fixFrom } from '../../src/export/take';
import type { Format } from '../../src/export/types';
import { headerForm } from '../../src/patch/header-form';
import { parseMail } from '../../src/patch/mail';
import { parsePatch } from '../../src/patch/parse';
import { isTreePath } from '../../src/patch/path';
import { exported, outgoing, packager, place } from '../unit/export/patches';
import { type Content, contentOf } from './content';
import type { PatchFile } from './source';

/** The forms that give back every byte, with what each needs to be there. */
const FORMS: [Format, Record<string, Bytes>][] = [
  [
    'debian',
    {
      'debian/changelog': 'x (1-1) sid; urgency=low\n\n  * x\n\n -- Z <z@x>  Sat, 21 Nov 2026 10:00:00 +0000\n',
      'debian/patches/series': '',
    },
  ],
  ['rpm', { 'x.spec': 'Name: x\n\n%prep\n%setup -q\n' }],
  ['mbox', {}],
  ['series', {}],
];

/** A sentence for each loss: of a patch's words when it comes in, or of a byte between the queue and one of the forms. */
export async function exchangeLosses(patches: readonly PatchFile[]): Promise<string[]> {
  const losses: string[] = [];
  const taken = new Map<string, Bytes>();
  for (const { name, text } of patches) {
    if (!isTaken(text)) continue;
    const fix = fixFrom({ file: name, text, strip: 1 }, packager);
    taken.set(`${fix.name}.patch`, fix.text);
    losses.push(...lostWords(text, fix.text).map((words) => `${name}: ${words}`));
  }
  const fixes = [...taken].map(([file, text]) => outgoing(file, text));
  for (const [format, needed] of FORMS) {
    const there = place(needed);
    await exported(there, format, fixes, { target: 'x.mbox' });
    const found = await findPatches(there, format, 'x.mbox');
    const back = new Map(found.map((each) => ['text' in each ? fixFrom(each, packager).text : '', each.file]));
    for (const { file, text } of fixes) if (!back.has(text)) losses.push(`${file}: ${format} gives other bytes back`);
    if (found.length !== fixes.length) losses.push(`${format} gives ${found.length} of ${fixes.length} patches back`);
  }
  return losses;
}

/** True for a patch that changes files, each by a name that git has for it (`./x` is none). */
function isTaken(text: Bytes): boolean {
  const { files } = parsePatch(text);
  return files.length > 0 && files.every(({ oldPath, newPath }) => [oldPath ?? 'x', newPath ?? 'x'].every(isTreePath));
}

/** What a header said that the queue's does not; how a mail travels, and quotes before what would end a message, do not count. */
function lostWords(before: Bytes, after: Bytes): string[] {
  const { preamble } = parsePatch(before);
  if (headerForm(parseMail(preamble)) === undefined) return [];
  const [was, is] = [contentOf(preamble), contentOf(parsePatch(after).preamble)];
  const bare = ({ text }: Content) => text.replace(/^> /gm, '');
  const fields = was.fields.filter((field) => !/^(?:mime-version|content-(?:type|transfer-encoding)):/i.test(field));
  return [
    ...(was.title === is.title ? [] : [`title '${was.title}' is '${is.title}'`]),
    ...(bare(was) === bare(is) ? [] : ['the text differs']),
    ...fields.filter((field) => !is.fields.includes(field)),
    ...was.authors.filter((author) => author !== '' && !is.authors.includes(author)),
  ];
}
