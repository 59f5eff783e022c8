// The index keeps what it was given, also through a file and when more comes.
import assert from 'node:assert/strict';
import { lineageOf } from '../../../src/lineage/lineage';
import { formatTable, readTable } from '../../../src/lineage/schema';
import { changeIdOf, idOf, type Made, madeLineage, tableOfMade } from './rows';

const HISTORY: Made[] = [
  { name: 'octopus', parents: ['left', 'right', 'third'] },
  { name: 'left', parents: ['root'], changeId: 'one', picked: ['x', 'third'] },
  { name: 'right', parents: ['root'], reverts: ['left'] },
  { name: 'third', parents: ['root'], changeId: 'one', authorship: 'who' },
  { name: 'root', parents: ['unknown'] },
];

suite('the index of a history', () => {
  test('finds rows by id, Change-Id and author, and tells what they name', () => {
    const { lineage, row } = madeLineage(HISTORY);
    assert.equal(lineage.row(idOf('nobody')), undefined);
    assert.equal(lineage.row('12'), undefined);
    assert.deepEqual(lineage.withChangeId(changeIdOf('one')), [row('left'), row('third')]);
    assert.equal(lineage.changeIdOf(row('left')), changeIdOf('one'));
    assert.equal(lineage.changeIdOf(row('root')), undefined);
    assert.deepEqual(lineage.withAuthorship(lineage.authorshipOf(row('third'))), [row('third')]);
    assert.deepEqual(lineage.pickedBy(row('left')), [idOf('x'), idOf('third')]);
    assert.deepEqual(lineage.naming(idOf('third'), 'picked'), [row('left')]);
    assert.deepEqual(lineage.naming(idOf('left'), 'reverts'), [row('right')]);
    assert.deepEqual(lineage.naming(idOf('left'), 'picked'), []);
  });

  test('knows all parents, and what a commit reaches', () => {
    const { lineage, row } = madeLineage(HISTORY);
    assert.deepEqual(lineage.parents(row('octopus')), [row('left'), row('right'), row('third')]);
    assert.deepEqual(lineage.parents(row('root')), []);
    for (const name of ['octopus', 'left', 'right', 'third', 'root'])
      assert.equal(lineage.reaches(row('octopus'), row(name)), true, name);
    assert.equal(lineage.reaches(row('left'), row('right')), false);
  });

  test('takes more commits, whose parents it had before, and each once', () => {
    const table = tableOfMade([{ name: 'next', parents: ['left'] }, HISTORY[1]!], tableOfMade(HISTORY));
    const lineage = lineageOf(table);
    assert.deepEqual(lineage.parents(lineage.row(idOf('next'))!), [lineage.row(idOf('left'))]);
    assert.deepEqual(lineage.withChangeId(changeIdOf('one')).length, 2);
  });

  test('comes back from its file as it was', () => {
    const table = tableOfMade(HISTORY);
    const file = formatTable({ tips: [idOf('octopus')], table });
    assert.deepEqual(readTable(file), { tips: [idOf('octopus')], table });
  });

  test('is as good as none when its file is damaged anywhere', () => {
    const file = formatTable({ tips: [idOf('octopus')], table: tableOfMade(HISTORY) });
    for (let at = 0; at < file.length; at++) {
      const damaged = Buffer.from(file);
      damaged[at]! ^= 4;
      const read = readTable(damaged);
      if (read) assert.notDeepEqual(read.tips, [idOf('octopus')], `byte ${at}`);
      assert.equal(readTable(file.subarray(0, at)), undefined, `cut at ${at}`);
    }
    assert.equal(readTable(Buffer.from('null\n')), undefined);
  });
});
