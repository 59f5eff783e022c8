// What a .netrc file says of a host, as curl and git read it (https://everything.curl.dev/usingcurl/netrc.html).
import type { Credential } from '../review/credentials';

/** The entry of the machine by this name that has both login and password; `default` is nobody's, as it would go to any host. */
export function netrcCredential(text: string, name: string): Credential | undefined {
  const words = wordsOf(text);
  for (let at = 0; at < words.length; at++) {
    if (words[at] !== 'machine' || words[at + 1] !== name) continue;
    const { login, password } = entryOf(words, at + 2);
    if (login && password) return { user: login, secret: password };
  }
  return undefined;
}

/** The pairs from here to the next entry. */
function entryOf(words: readonly string[], start: number): Record<string, string | undefined> {
  const found: Record<string, string | undefined> = {};
  for (let at = start; at < words.length && words[at] !== 'machine' && words[at] !== 'default'; at += 2)
    found[words[at] as string] = words[at + 1];
  return found;
}

/** All words, those in quotes without them; comments and macros (`macdef` up to an empty line) are left out. */
function wordsOf(text: string): string[] {
  const plain = text
    .replace(/\r\n/g, '\n')
    .replace(/^[ \t]*macdef\b[\s\S]*?(?:\n\n|$(?![\s\S]))/gm, '')
    .replace(/^[ \t]*#.*$/gm, '');
  return [...plain.matchAll(/"((?:[^"\\\n]|\\.)*)"|\S+/g)].map(([whole, quoted]) =>
    quoted === undefined ? whole : quoted.replace(/\\(.)/g, '$1'),
  );
}
