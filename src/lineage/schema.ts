// The file that keeps the index between runs; one that does not fit is as good as none.
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { layoutOf, type Table } from './table';

const version = 3;

const header = z.object({
  version: z.literal(version),
  idBytes: z.union([z.literal(20), z.literal(32)]),
  tips: z.array(z.string().check(z.regex(/^[0-9a-f]{40,64}$/))),
  rows: z.int().check(z.minimum(0)),
  links: z.int().check(z.minimum(0)),
  digest: z.string(),
});

/** An index, and the tips of branches and tags that it was made for. */
export interface KeptTable {
  tips: string[];
  table: Table;
}

/** Reads a file: a line of JSON, then rows and links as they are. Undefined when it is of another version, or damaged in any way. */
export function readTable(file: Buffer): KeptTable | undefined {
  const end = file.indexOf(0x0a);
  try {
    const read = header.safeParse(JSON.parse(file.toString('latin1', 0, Math.max(end, 0))));
    if (!read.success) return undefined;
    const { idBytes, tips, rows, links, digest } = read.data;
    const body = file.subarray(end + 1);
    const layout = layoutOf(idBytes);
    const start = rows * layout.row;
    if (body.length !== start + links * layout.link || digestOf(body) !== digest) return undefined;
    return { tips, table: { idBytes, rows: body.subarray(0, start), links: body.subarray(start) } };
  } catch {
    return undefined;
  }
}

/** The file for an index. */
export function formatTable({ tips, table }: KeptTable): Buffer {
  const { idBytes, rows, links } = table;
  const layout = layoutOf(idBytes);
  const body = Buffer.concat([rows, links]);
  const facts = { version, idBytes, tips, rows: rows.length / layout.row, links: links.length / layout.link };
  return Buffer.concat([Buffer.from(`${JSON.stringify({ ...facts, digest: digestOf(body) })}\n`), body]);
}

function digestOf(body: Buffer): string {
  return createHash('sha1').update(body).digest('hex');
}
