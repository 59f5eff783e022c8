// The index of a history as plain bytes, one row of fixed width a commit, so that it is read from a file in a few milliseconds.
import { type Column, columnOf } from './column';
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

interface Link {
  row: number;
  kind: number;
  id: string;
}

/** What a row says it mends, as it is written. */
interface Mending {
  row: number;
  names: readonly string[];
}

/** A table that commits are added to. */
export interface TableWriter {
  /** Adds a commit behind those that are there; one that the table had from the start is left out. */
  add(commit: CommitFacts): void;
  /** The table with all of them, to be asked for once. */
  finish(): Table;
}

/** Opens a table for more commits, of which only bytes are kept, not the texts that they are parts of. */
export function tableWriter(table: Table): TableWriter {
  const { idBytes } = table;
  const layout = layoutOf(idBytes);
  const before = table.rows.length / layout.row;
  const had = columnOf(table.rows, layout.row, 0, idBytes);
  let rows: Buffer = Buffer.alloc(2 ** 16);
  let parents: Buffer = Buffer.alloc(2 ** 16);
  const links: Buffer[] = [];
  const mends: Mending[] = [];
  let count = 0;
  return {
    add(commit) {
      if (had.all(commit.id).length > 0) return;
      rows = withRoom(rows, (count + 1) * layout.row);
      parents = withRoom(parents, (count + 1) * 2 * idBytes);
      const at = count * layout.row;
      const row = before + count;
      rows.write(commit.id, at, 'hex');
      if (commit.changeId) rows.write(commit.changeId.slice(1), at + layout.changeId, 'hex');
      rows.write(commit.authorship, at + layout.authorship, 'hex');
      const [first, second, ...further] = commit.parents;
      if (first !== undefined) parents.write(first, count * 2 * idBytes, 'hex');
      if (second !== undefined) parents.write(second, (count * 2 + 1) * idBytes, 'hex');
      for (const id of commit.picked) links.push(linkOf({ row, kind: LINK.picked, id }));
      for (const id of commit.reverts) links.push(linkOf({ row, kind: LINK.reverts, id }));
      for (const id of further) links.push(linkOf({ row, kind: LINK.parent, id }));
      if (commit.mends.length > 0) mends.push({ row, names: commit.mends });
      count++;
    },
    finish() {
      const all = Buffer.concat([table.rows, rows.subarray(0, count * layout.row)]);
      const byId = columnOf(all, layout.row, 0, idBytes);
      for (let parent = 0; parent < 2 * count; parent++) {
        const at = (before + (parent >> 1)) * layout.row + layout.parents + 4 * (parent & 1);
        all.writeInt32LE(byId.first(parents, parent * idBytes), at);
      }
      const mending = mendingLinks(byId, all, idBytes, mends).map(linkOf);
      return { idBytes, rows: all, links: Buffer.concat([table.links, ...links, ...mending]) };
    },
  };
}

/** The same bytes in a buffer of at least this size. */
function withRoom(buffer: Buffer, size: number): Buffer {
  return size <= buffer.length ? buffer : Buffer.concat([buffer], Math.max(size, 2 * buffer.length));
}

/** The links for what commits say they mend: a Change-Id, or the only commit of the table whose id begins so. */
function mendingLinks({ all }: Column, rows: Buffer, idBytes: number, mends: readonly Mending[]): Link[] {
  const width = layoutOf(idBytes).row;
  const idOf = (row: number) => rows.toString('hex', row * width, row * width + idBytes);
  return mends.flatMap(({ row, names }): Link[] =>
    names.flatMap((name): Link[] => {
      if (name.startsWith('I')) return [{ row, kind: LINK.mendsChange, id: name.slice(1).padEnd(2 * idBytes, '0') }];
      const ids = all(name.slice(0, name.length & ~1))
        .map(idOf)
        .filter((id) => id.startsWith(name));
      return ids.length === 1 ? [{ row, kind: LINK.mends, id: ids[0]! }] : [];
    }),
  );
}

function linkOf({ row, kind, id }: Link): Buffer {
  const link = Buffer.alloc(8 + id.length / 2);
  link.writeInt32LE(row, 0);
  link.writeInt32LE(kind, 4);
  link.write(id, 8, 'hex');
  return link;
}
