// Reads and writes the content of commit and tree objects (formats: git's user manual, "The Object Database").
import { type Bytes, decodeCharset, encode, toBuffer } from '../base/bytes';
import { Fault } from '../base/fault';
import type { Commit, TreeEntry } from './git';

/** The entries of a tree object in git's order. `idBytes` is the length of an id in the repository: 20 or 32. */
export function parseTree(content: Bytes, idBytes: number): TreeEntry[] {
  const hex = toBuffer(content).toString('hex');
  const entries: TreeEntry[] = [];
  for (let at = 0; at < content.length; ) {
    const end = entryEnd(content, at, idBytes);
    const space = content.indexOf(' ', at);
    const id = end - idBytes;
    entries.push({
      mode: content.slice(at, space),
      name: content.slice(space + 1, id - 1),
      id: hex.slice(2 * id, 2 * end),
    });
    at = end;
  }
  return entries;
}

/** The entries of two tree objects without those that both have; of what is not in git's order some may be left that both have. */
export function differingEntries(old: Bytes, now: Bytes, idBytes: number): [TreeEntry[], TreeEntry[]] {
  let [oldOnes, nowOnes, i, j] = ['', '', 0, 0];
  while (i < old.length && j < now.length) {
    const [a, b] = [old.slice(i, entryEnd(old, i, idBytes)), now.slice(j, entryEnd(now, j, idBytes))];
    const [nameA, nameB] = a === b ? ['', ''] : [orderOf(a), orderOf(b)];
    if (a !== b && nameA <= nameB) oldOnes += a;
    if (a !== b && nameB <= nameA) nowOnes += b;
    if (nameA <= nameB) i += a.length;
    if (nameB <= nameA) j += b.length;
  }
  return [parseTree(oldOnes + old.slice(i), idBytes), parseTree(nowOnes + now.slice(j), idBytes)];
}

/** Where an entry that begins at a place ends. */
function entryEnd(content: Bytes, at: number, idBytes: number): number {
  const zero = content.indexOf('\0', at);
  const end = zero + 1 + idBytes;
  if (zero < 0 || end > content.length || content.indexOf(' ', at) > zero)
    throw new Error('a tree object ends in the middle of an entry');
  return end;
}

/** What an entry is put in order by, from its own bytes: its name, a folder's as if it ended in `/`. */
function orderOf(entry: Bytes): Bytes {
  const name = entry.slice(entry.indexOf(' ') + 1, entry.indexOf('\0'));
  return entry.startsWith('4') ? `${name}/` : name;
}

/** A tree object's content. Entries are put in git's order: by bytes, a folder as if its name ended in `/`. */
export function formatTree(entries: readonly TreeEntry[]): Bytes {
  const key = ({ mode, name }: TreeEntry) => (mode === '40000' ? `${name}/` : name);
  return entries
    .map((entry) => ({ entry, key: key(entry) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ entry }) => `${entry.mode} ${entry.name}\0${Buffer.from(entry.id, 'hex').toString('latin1')}`)
    .join('');
}

/** A commit object's content as a value; text of another `encoding` becomes UTF-8, and headers that `Commit` does not name are left out. */
export function parseCommit(id: string, content: Bytes): Commit {
  const end = content.indexOf('\n\n');
  const head = end < 0 ? content : content.slice(0, end + 1);
  const values = (name: string) =>
    [...head.matchAll(new RegExp(`^${name} (.*)$`, 'gm'))].map((match) => match[1] as string);
  const [tree] = values('tree');
  const [author] = values('author');
  const [committer] = values('committer');
  if (tree === undefined || author === undefined || committer === undefined) {
    throw new Error(`commit ${id} has no tree, author or committer`);
  }
  const [encoding] = values('encoding');
  const text = (bytes: Bytes) => (encoding === undefined ? bytes : encode(decodeCharset(encoding, bytes)));
  const message = end < 0 ? '' : text(content.slice(end + 2));
  return { id, tree, parents: values('parent'), author: text(author), committer: text(committer), message };
}

/** A commit object's content. Throws `bad-commit` where a line of its head would not be one line. */
export function formatCommit({ tree, parents, author, committer, message }: Omit<Commit, 'id'>): Bytes {
  const head = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${author}`,
    `committer ${committer}`,
  ];
  const odd = head.find((line) => /[\n\0]/.test(line));
  if (odd !== undefined || message.includes('\0'))
    throw new Fault(
      'bad-commit',
      'The author or the message of the patch cannot be part of a commit.',
      'Mend its header.',
    );
  return `${head.join('\n')}\n\n${message}`;
}
