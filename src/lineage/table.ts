// The index of a history as plain bytes, one row of fixed width a commit, so that it is read from a file in a few milliseconds.
import type { CommitFacts } from './facts';

/**
 * A row is a commit's id, its Change-Id (zeros for none), what stands for its authorship (8 bytes), and the rows of its first two
 * parents (32-bit, -1 for none). A link is a row's number, what it says (`PICKED` …, 32-bit), and the id of the commit that it names.
 */
export interface Table {
  idBytes: number;
  rows: Buffer;
  links: Buffer;
}

/**
 * What a link says: the row's commit was picked from the named one, reverts it, has it as a further parent, or mends it or what has
 * this Change-Id (zeros behind, where ids are longer).
 */
export const LINK = { picked: 0, reverts: 1, parent: 2, mends: 3, mendsChange: 4 } as const;

const CHANGE_ID_BYTES = 20;
const AUTHORSHIP_BYTES = 8;

/** Where each column of a row begins, and how wide rows and links are, in bytes. */
export function layoutOf(idBytes: number) {
  const changeId = idBytes;
  const authorship = changeId + CHANGE_ID_BYTES;
  const parents = authorship + AUTHORSHIP_BYTES;
  return { changeId, authorship, parents, row: parents + 8, link: 8 + idBytes };
}

/** The table with these commits behind those that it has; one that it has already is left out. */
export function appended(table: Table, given: readonly CommitFacts[]): Table {
  const { idBytes } = table;
  const layout = layoutOf(idBytes);
  const before = table.rows.length / layout.row;
  const numbers = new Map<string, number>();
  for (let row = 0; row < before; row++)
    numbers.set(table.rows.toString('hex', row * layout.row, row * layout.row + idBytes), row);
  const commits = given.filter(({ id }) => !numbers.has(id));
  commits.forEach(({ id }, index) => {
    numbers.set(id, before + index);
  });
  const rows = Buffer.alloc(commits.length * layout.row);
  const whole = completed(
    numbers.keys(),
    commits.flatMap(({ mends }) => mends.filter((name) => !name.startsWith('I'))),
  );
  const links: Buffer[] = [table.links];
  commits.forEach((commit, index) => {
    const at = index * layout.row;
    rows.write(commit.id, at, 'hex');
    if (commit.changeId) rows.write(commit.changeId.slice(1), at + layout.changeId, 'hex');
    rows.write(commit.authorship, at + layout.authorship, 'hex');
    const [first = '', second = '', ...further] = commit.parents;
    rows.writeInt32LE(numbers.get(first) ?? -1, at + layout.parents);
    rows.writeInt32LE(numbers.get(second) ?? -1, at + layout.parents + 4);
    const link = (kind: number, id: string) => links.push(linkOf(before + index, kind, id));
    for (const id of commit.picked) link(LINK.picked, id);
    for (const id of commit.reverts) link(LINK.reverts, id);
    for (const id of further) link(LINK.parent, id);
    for (const name of commit.mends) {
      const id = whole.get(name);
      if (name.startsWith('I')) link(LINK.mendsChange, name.slice(1).padEnd(2 * idBytes, '0'));
      else if (id !== undefined) link(LINK.mends, id);
    }
  });
  return { idBytes, rows: Buffer.concat([table.rows, rows]), links: Buffer.concat(links) };
}

/** The only id that begins with each of these; none for what several begin with. */
function completed(ids: Iterable<string>, starts: readonly string[]): Map<string, string> {
  const wanted = new Set(starts);
  const lengths = [...new Set(starts.map(({ length }) => length))];
  const found = new Map<string, string>();
  if (wanted.size === 0) return found;
  for (const id of ids)
    for (const length of lengths) {
      const start = id.slice(0, length);
      if (wanted.has(start)) found.set(start, found.has(start) ? '' : id);
    }
  return new Map([...found].filter(([, id]) => id !== ''));
}

function linkOf(row: number, kind: number, id: string): Buffer {
  const link = Buffer.alloc(8 + id.length / 2);
  link.writeInt32LE(row, 0);
  link.writeInt32LE(kind, 4);
  link.write(id, 8, 'hex');
  return link;
}

/** Answers which records have these bytes (as hex) in a column, by number, in order. */
export type FindRecords = (hex: string) => number[];

/**
 * Makes a column of records searchable, all in bytes: a hash table over its first four, as many are asked for. One that is all zero is not
 * found; fewer bytes than the column has may be asked for, but four at least.
 */
export function recordsBy(records: Buffer, width: number, column: number, length: number): FindRecords {
  const count = records.length / width;
  const bits = Math.max(4, Math.ceil(Math.log2(count + 1)) + 1);
  const first = new Int32Array(2 ** bits).fill(-1);
  const next = new Int32Array(count);
  const slotOf = (bytes: Buffer, at: number) => (Math.imul(bytes.readInt32LE(at), 0x9e3779b1) >>> (32 - bits)) | 0;
  for (let record = count - 1; record >= 0; record--) {
    const at = record * width + column;
    if (records.readInt32LE(at) === 0 && records.subarray(at, at + length).every((byte) => byte === 0)) continue;
    const slot = slotOf(records, at);
    next[record] = first[slot]!;
    first[slot] = record;
  }
  return (hex) => {
    const wanted = Buffer.from(hex, 'hex');
    const found: number[] = [];
    if (wanted.length > length) return found;
    for (let record = first[slotOf(wanted, 0)]!; record >= 0; record = next[record]!) {
      const at = record * width + column;
      if (records.compare(wanted, 0, wanted.length, at, at + wanted.length) === 0) found.push(record);
    }
    return found;
  };
}
