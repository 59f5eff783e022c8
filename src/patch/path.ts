// Paths as they are written in a patch: git's C-style quotes, and the folder in front that tells old from new.
import type { Bytes } from '../base/bytes';

const NAMED: Record<string, string> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};
const BYTE_OF = new Map(Object.entries(NAMED).map(([byte, written]) => [written.slice(1), byte]));
const SPECIAL = /[\x00-\x1f"\\\x7f-\xff]/g;

/** Writes a path as git does with `core.quotePath` on: bare when it is plain ASCII, else in quotes with C escapes. */
export function quotePath(path: Bytes): Bytes {
  const written = path.replace(SPECIAL, (byte) => NAMED[byte] ?? `\\${octal(byte)}`);
  return written === path ? path : `"${written}"`;
}

/** A name for a `---` or `+++` line: git ends one with a space by a tab, so that tools which expect a time there read all of it. */
export function endedName(name: Bytes): Bytes {
  return name.includes(' ') ? `${name}\t` : name;
}

/** Reads the quoted path that `text` begins with, and says where it ends; undefined when the quotes or an escape are broken. */
export function readQuoted(text: Bytes): { path: Bytes; end: number } | undefined {
  const quoted = /^"((?:[^"\\]|\\(?:[abtnvfr"\\]|[0-3][0-7]{2}))*)"/.exec(text);
  if (quoted === null) return undefined;
  const path = quoted[1]!.replace(/\\([0-7]{3}|.)/g, (_, code: string) => {
    return BYTE_OF.get(code) ?? String.fromCharCode(Number.parseInt(code, 8));
  });
  return { path, end: quoted[0].length };
}

/** A whole path field, quoted or bare; broken quotes are taken for part of the name. */
export function unquotePath(written: Bytes): Bytes {
  const quoted = readQuoted(written);
  return quoted?.end === written.length ? quoted.path : written;
}

/** True for a path that git lets into a tree: no empty part, `.`, `..` or `.git` (in any case), so it stays where it belongs. */
export function isTreePath(path: Bytes): boolean {
  return path.split('/').every((part) => !/^(?:|\.|\.\.|\.git)$/i.test(part));
}

/**
 * Takes the first folder off two names of one file where it tells old from new: `a/` and `b/`, or whatever else differs in
 * it alone (`pkg.orig/x` and `pkg/x`). Other names stay as they are.
 */
export function withoutPrefixes(before: Bytes, after: Bytes): [Bytes, Bytes] {
  if (before.startsWith('a/') && after.startsWith('b/')) return [before.slice(2), after.slice(2)];
  const left = before.indexOf('/') + 1;
  const right = after.indexOf('/') + 1;
  if (left === 0 || right === 0 || before === after) return [before, after];
  if (before.slice(left) !== after.slice(right)) return [before, after];
  return [before.slice(left), after.slice(right)];
}

function octal(byte: string): string {
  return byte.charCodeAt(0).toString(8).padStart(3, '0');
}
