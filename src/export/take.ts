// Makes a patch of others a fix's patch: a sealed mail with git's paths, and all that its header said.
import { type Bytes, decode } from '../base/bytes';
import { sealPatch } from '../fix/digest';
import { readPatchFile } from '../fix/document';
import { isName, nameFromTitle } from '../fix/name';
import { formatFile } from '../patch/format';
import { formatMail, parseMail } from '../patch/mail';
import { moveFile } from '../patch/move';
import { unquotePath } from '../patch/path';
import type { FilePatch } from '../patch/types';
import type { Person } from '../profile/person';
import { mailForm } from './mail-form';

/** A patch that may go into the queue. */
export interface Taken {
  /** A name for the fix, made from the file's. */
  name: string;
  text: Bytes;
  files: readonly FilePatch[];
  /** True where the patch does not say who wrote it, so that `author` stands in. */
  unnamed: boolean;
}

/**
 * The patch file as the queue has patches. `strip` is how many folders it is applied without; `path` turns a path that it then has into
 * the repository's. Throws `bad-patch`.
 */
export function fixFrom(
  { file, text, strip }: { file: Bytes; text: Bytes; strip: number },
  author: Person,
  path: (old: Bytes) => Bytes = (old) => old,
): Taken {
  const patch = readPatchFile(text, file);
  const base = (file.split('/').at(-1) ?? '').replace(/\.(?:patch|diff)$/, '');
  const { mail, unnamed } = mailForm(parseMail(patch.preamble), decode(base).replace(/[-_]+/g, ' '), author);
  const files = patch.files.map((each) => {
    const bare = (old: Bytes) => path(stripped(old, each, strip));
    const isSame = [each.oldPath, each.newPath].every((old) => old === undefined || bare(old) === old);
    return isSame && strip === 1 ? each : moveFile(each, bare, 1);
  });
  const trailer = /^\s*(?:-- ?\r?\n.*)?$/s.test(patch.trailer) ? '' : patch.trailer;
  const whole = sealPatch(formatMail(mail) + files.map(formatFile).join('') + trailer);
  const name = isName(base) ? base : nameFromTitle(decode(base));
  return { name, text: whole, files, unnamed };
}

/** A path as the parser gave it, without the folders that a tool would take off its name as written and the parser did not. */
function stripped(path: Bytes, { header, change }: FilePatch, strip: number): Bytes {
  const mark = change === 'delete' ? '--- ' : '+++ ';
  const line = header.find((each) => each.startsWith(mark));
  if (line === undefined) return path;
  const written = unquotePath(line.slice(mark.length).replace(/[\t\r\n].*$/s, ''));
  const depth = (name: Bytes) => name.split('/').length;
  const left = strip - (depth(written) - depth(path));
  return left > 0 ? path.split('/').slice(left).join('/') : path;
}
