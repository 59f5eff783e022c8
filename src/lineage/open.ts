// Opens the index of a repository's history: as it was kept, brought up to date, or made anew.
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromBuffer } from '../base/bytes';
import { Fault } from '../base/fault';
import { writeAtomic } from '../base/files';
import { GitError } from '../git/error';
import type { Git } from '../git/git';
import { factsOf } from './facts';
import { type Lineage, lineageOf } from './lineage';
import { formatTable, type KeptTable, readTable } from './schema';
import { type Table, tableWriter } from './table';

/**
 * The index of all commits that branches and tags reach. It is kept in git's own folder, for the tips that it was made of; a
 * damaged file, or one that cannot be written, is not worth a fault. Throws `GitError`, and the signal's reason.
 */
export async function openLineage(git: Git, signal?: AbortSignal): Promise<Lineage> {
  return lineageOf(await openTable(git, signal));
}

/** The same index as plain bytes, which other threads can be given. */
export async function openTable(git: Git, signal?: AbortSignal): Promise<Table> {
  const path = keptPath(git);
  const [tips, kept] = await Promise.all([git.tips(), readFile(path).then(readTable, () => undefined)]);
  if (kept && sameTips(kept.tips, tips)) return kept.table;
  const table = await upToDate(git, kept, signal);
  await writeAtomic(path, fromBuffer(formatTable({ tips, table }))).catch((error: unknown) => {
    if (!(error instanceof Fault)) throw error;
  });
  return table;
}

/** The index where it was made once, as bringing it up to date costs little; undefined where making it would take its time. */
export async function openKeptLineage(git: Git, signal?: AbortSignal): Promise<Lineage | undefined> {
  const isKept = await access(keptPath(git)).then(
    () => true,
    () => false,
  );
  return isKept ? openLineage(git, signal) : undefined;
}

function keptPath({ commonDir }: Git): string {
  return join(commonDir, 'fishladder', 'history');
}

/** The index of no commit at all, for who has nothing to look for. */
export function emptyLineage(git: Git): Lineage {
  return lineageOf(emptyTable(git));
}

function emptyTable(git: Git): Table {
  return { idBytes: git.objects.hash('blob', '').length / 2, rows: Buffer.alloc(0), links: Buffer.alloc(0) };
}

async function upToDate(git: Git, kept: KeptTable | undefined, signal: AbortSignal | undefined): Promise<Table> {
  const empty = emptyTable(git);
  if (kept?.table.idBytes !== empty.idBytes) return read(git, empty, [], signal);
  try {
    return await read(git, kept.table, kept.tips, signal);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return read(git, empty, [], signal);
  }
}

/** The table with the commits that branches and tags reach and the known ones do not. */
async function read(git: Git, table: Table, known: readonly string[], signal: AbortSignal | undefined): Promise<Table> {
  const writer = tableWriter(table);
  await git.history(known, (commit) => writer.add(factsOf(commit)), signal);
  return writer.finish();
}

function sameTips(a: readonly string[], b: readonly string[]): boolean {
  const had = new Set(a);
  return a.length === b.length && b.every((tip) => had.has(tip));
}
