// Names of fixes and of the queue's folders: what is safe as a file name on every system and in every patch tool.
import { Fault } from '../base/fault';

/** The longest name made from a title; git format-patch cuts at 64 characters as well, ending included. */
const LONGEST = 52;

/** A fix's name made from its title: lower-case words joined by `-`, such as `fix-volume-leak`; `fix` where no letter is left. */
export function nameFromTitle(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (words.length <= LONGEST) return words || 'fix';
  const cut = words.slice(0, LONGEST + 1);
  return cut.slice(0, cut.lastIndexOf('-') > 20 ? cut.lastIndexOf('-') : LONGEST);
}

/** True when the name of a fix is a plain file name: letters, digits and `._+-`, not beginning with a dot or dash. */
export function isName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._+-]*$/.test(name) && !name.endsWith('.patch') && !name.endsWith('.lock');
}

/** Throws `bad-name` unless `isName`. */
export function checkName(name: string): void {
  if (isName(name)) return;
  throw new Fault(
    'bad-name',
    `'${name}' cannot name a fix.`,
    'Use letters, digits, dots, dashes and underscores only, such as fix-volume-leak (without .patch).',
  );
}

/** How deep branch names may nest (`unmaintained/2024.1` has 2). */
export const DEEPEST = 12;

/** True when a branch or release name is safe as nested folders of the queue (a subset of git check-ref-format). */
export function isBranch(branch: string): boolean {
  const parts = branch.split('/');
  const safe = parts.every(
    (part) => /^[A-Za-z0-9_][\w.+@~-]*$/.test(part) && !part.endsWith('.') && !part.endsWith('.lock'),
  );
  return safe && parts.length <= DEEPEST && !parts.includes('series');
}

/** Throws `bad-branch` unless `isBranch`. */
export function checkBranch(branch: string): void {
  if (isBranch(branch)) return;
  throw new Fault(
    'bad-branch',
    `'${branch}' cannot be a folder of the queue.`,
    'Name a tag or branch made of letters, digits and ._+@~- between at most eleven single slashes.',
  );
}
