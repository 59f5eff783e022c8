// The index of a history, to be asked: which commits have a Change-Id, an author and date, or are named by whom; what a commit reaches.
import { columnOf } from './column';
import { reachIn } from './reach';
import { LINK, layoutOf, type Table } from './table';

/** An opened index. Commits are row numbers, which hold only within it. */
export interface Lineage {
  /** The row of a commit; undefined when branches and tags did not reach it. */
  row(commit: string): number | undefined;
  id(row: number): string;
  /** All rows with this Change-Id. */
  withChangeId(changeId: string): number[];
  /** All rows with this subject, author and date, as `authorshipOf` gives it. */
  withAuthorship(authorship: string): number[];
  changeIdOf(row: number): string | undefined;
  authorshipOf(row: number): string;
  /** Ids of the commits that a row's pick lines name, in order. */
  pickedBy(row: number): string[];
  /** Rows that say they were picked from this commit, that they revert it, or that they mend it. */
  naming(commit: string, how: 'picked' | 'reverts' | 'mends'): number[];
  /** Rows that say they mend the change with this Change-Id. */
  mendingChange(changeId: string): number[];
  parents(row: number): number[];
  /** True when a commit is, or descends from, another one. */
  reaches(from: number, row: number): boolean;
  /** Those of many commits that are, or descend from, another one. */
  reaching(from: readonly number[], row: number): number[];
}

const NONE = '0'.repeat(40);

/** Opens a table; nothing is read before it is asked for. */
export function lineageOf({ idBytes, rows, links }: Table): Lineage {
  const layout = layoutOf(idBytes);
  const count = rows.length / layout.row;
  const column = (at: number, length: number) => lazily(() => columnOf(rows, layout.row, at, length));
  const [byId, byChangeId, byAuthorship] = [
    column(0, idBytes),
    column(layout.changeId, layout.authorship - layout.changeId),
    column(layout.authorship, layout.parents - layout.authorship),
  ];
  const row = (commit: string): number | undefined =>
    commit.length === idBytes * 2 ? byId().all(commit)[0] : undefined;
  const hex = (of: number, column: number, length: number) => {
    const at = of * layout.row + column;
    return rows.toString('hex', at, at + length);
  };
  const linked = (link: number) => {
    const at = link * layout.link;
    return {
      from: links.readInt32LE(at),
      kind: links.readInt32LE(at + 4),
      id: links.toString('hex', at + 8, at + layout.link),
    };
  };
  const linksFrom = lazily(() => {
    const byRow = new Map<number, { kind: number; id: string }[]>();
    for (let link = 0; link < links.length / layout.link; link++) {
      const { from, kind, id } = linked(link);
      byRow.set(from, [...(byRow.get(from) ?? []), { kind, id }]);
    }
    return byRow;
  });
  const named = (from: number, kind: number) =>
    (linksFrom().get(from) ?? []).flatMap((link) => (link.kind === kind ? [link.id] : []));
  const furtherParents = lazily(() => {
    const rowsWith = [...linksFrom()].filter(([, all]) => all.some(({ kind }) => kind === LINK.parent));
    return new Map(rowsWith.map(([from]) => [from, named(from, LINK.parent).flatMap((id) => row(id) ?? [])]));
  });
  const parentAt = (of: number, which: number) => rows.readInt32LE(of * layout.row + layout.parents + 4 * which);
  const first = (of: number) => parentAt(of, 0);
  const second = (of: number) => parentAt(of, 1);
  const parents = (of: number): number[] => [
    ...[first(of), second(of)].filter((parent) => parent >= 0),
    ...(furtherParents().get(of) ?? []),
  ];
  const linkedBy = lazily(() => columnOf(links, layout.link, 8, idBytes));
  const linking = (hex: string, wanted: number) =>
    linkedBy()
      .all(hex)
      .flatMap((link) => {
        const { from, kind } = linked(link);
        return kind === wanted ? [from] : [];
      });
  return {
    row,
    id: (of) => hex(of, 0, idBytes),
    withChangeId: (changeId) => byChangeId().all(changeId.slice(1)),
    withAuthorship: (authorship) => byAuthorship().all(authorship),
    changeIdOf: (of) => {
      const id = hex(of, layout.changeId, NONE.length / 2);
      return id === NONE ? undefined : `I${id}`;
    },
    authorshipOf: (of) => hex(of, layout.authorship, layout.parents - layout.authorship),
    pickedBy: (of) => named(of, LINK.picked),
    naming: (commit, how) => linking(commit, LINK[how]),
    mendingChange: (changeId) => linking(changeId.slice(1), LINK.mendsChange),
    parents,
    ...reachIn({ count, first, second, further: furtherParents }),
  };
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
