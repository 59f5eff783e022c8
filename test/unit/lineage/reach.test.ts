// What a commit reaches, as walking all of its parents tells it, in random histories.
import assert from 'node:assert/strict';
import { reachIn } from '../../../src/lineage/reach';
import { seeded } from '../patch/random';

suite('reachIn', () => {
  test('agrees with a plain walk, for rows that are asked about once and often, and for all at once', () => {
    const random = seeded(7);
    for (let round = 0; round < 40; round++) {
      const count = 1 + random(40);
      const order = Array.from({ length: count }, (_, row) => row).sort(() => random(3) - 1);
      const parents = Array.from({ length: count }, () => [] as number[]);
      order.forEach((row, place) => {
        const many = [3, 2, 2, 1, 1, 1, 1, 1, 1, 0][random(10)]!;
        for (let parent = 0; parent < many && place > 0; parent++) parents[row]!.push(order[random(place)]!);
      });
      const further = new Map(parents.flatMap((all, row) => (all.length > 2 ? [[row, all.slice(2)] as const] : [])));
      const { reaches, reaching } = reachIn({
        count,
        first: (row) => parents[row]![0] ?? -1,
        second: (row) => parents[row]![1] ?? -1,
        further: () => further,
      });
      const rows = Array.from({ length: count }, (_, row) => row);
      const plain = (from: number, to: number): boolean =>
        from === to || parents[from]!.some((parent) => plain(parent, to));
      for (const to of rows)
        assert.deepEqual(
          reaching(rows, to),
          rows.filter((from) => plain(from, to)),
          `${round}: ${to}`,
        );
      for (let from = 0; from < count; from++)
        for (let to = 0; to < count; to++) assert.equal(reaches(from, to), plain(from, to), `${round}: ${from} ${to}`);
    }
  });
});
