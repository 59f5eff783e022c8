// Made histories for tests: commits by short names, as an index.
import type { CommitFacts } from '../../../src/lineage/facts';
import { type Lineage, lineageOf } from '../../../src/lineage/lineage';
import { type Table, tableWriter } from '../../../src/lineage/table';

/** The id of a commit with a short name. */
export function idOf(name: string): string {
  return Buffer.from(name.padEnd(20, '.')).toString('hex');
}

/** A Change-Id with a short name. */
export function changeIdOf(name: string): string {
  return `I${idOf(name)}`;
}

/** A commit; parents, picks and reverts are short names. */
export interface Made {
  name: string;
  parents?: string[];
  changeId?: string;
  authorship?: string;
  picked?: string[];
  reverts?: string[];
  /** As they are written: ids, or Change-Ids. */
  mends?: string[];
}

/** The table of made commits, in the order that they are given, behind those that a table has. */
export function tableOfMade(
  commits: readonly Made[],
  before: Table = { idBytes: 20, rows: Buffer.alloc(0), links: Buffer.alloc(0) },
): Table {
  const writer = tableWriter(before);
  for (const commit of commits.map(factsOfMade)) writer.add(commit);
  return writer.finish();
}

function factsOfMade(commit: Made): CommitFacts {
  const { name, parents = [], changeId, authorship = '', picked = [], reverts = [], mends = [] } = commit;
  return {
    id: idOf(name),
    parents: parents.map(idOf),
    ...(changeId ? { changeId: changeIdOf(changeId) } : {}),
    authorship: Buffer.from((authorship || name).padEnd(8, '.')).toString('hex'),
    picked: picked.map(idOf),
    reverts: reverts.map(idOf),
    mends,
  };
}

/** An index of made commits, with the short name of a row. */
export function madeLineage(commits: readonly Made[]): {
  lineage: Lineage;
  row(name: string): number;
  name(row: number): string;
} {
  const lineage = lineageOf(tableOfMade(commits));
  return {
    lineage,
    row: (name) => lineage.row(idOf(name)) ?? -1,
    name: (row) => Buffer.from(lineage.id(row), 'hex').toString().replace(/\.+$/, ''),
  };
}
