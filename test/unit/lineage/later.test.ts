// Which later commits speak of a change, in made histories.
import assert from 'node:assert/strict';
import { namesOf } from '../../../src/lineage/kin';
import { laterThan } from '../../../src/lineage/later';
import { changeIdOf, idOf, type Made, madeLineage } from './rows';

/** `commit how branches` of each that is told of the commit `fix`; `main` is the first commit. */
function laterIn(history: readonly Made[], branches: readonly string[] = ['main', 'stable']): string[] {
  const { lineage, row, name } = madeLineage(history);
  const tips = branches.map((each) => ({ name: each, commit: idOf(each) }));
  return laterThan(lineage, namesOf(lineage, row('fix')), tips).map(
    ({ commit, how, branches: having }) => `${name(lineage.row(commit)!)} ${how} ${having.join()}`,
  );
}

const FIX: Made = { name: 'fix', parents: ['root'], changeId: 'fix' };
const ROOT: Made = { name: 'root' };

suite('laterThan', () => {
  test('tells reverts and what mends it, by commit, its beginning, or Change-Id, and where each is', () => {
    const found = laterIn([
      { name: 'main', parents: ['c'], reverts: ['fix'] },
      { name: 'c', parents: ['b'], mends: [changeIdOf('fix')] },
      { name: 'b', parents: ['a'], mends: [idOf('fix').slice(0, 12)] },
      { name: 'a', parents: ['fix'], mends: [idOf('fix')] },
      FIX,
      { name: 'stable', parents: ['copy'], changeId: 'a', picked: ['a'], mends: [idOf('copy')] },
      { name: 'copy', parents: ['root'], picked: ['fix'], changeId: 'fix' },
      ROOT,
    ]);
    assert.deepEqual(found.sort(), ['a mends main,stable', 'b mends main', 'c mends main', 'main reverts main']);
  });

  test('does not tell what no branch has, what was reverted in its turn, or what came before', () => {
    assert.deepEqual(
      laterIn([
        { name: 'main', parents: ['revert'], reverts: ['revert'] },
        { name: 'revert', parents: ['fix'], reverts: ['fix'] },
        FIX,
        { name: 'lost', parents: ['fix'], mends: [idOf('fix')] },
        { name: 'stable', parents: ['root'], mends: [changeIdOf('fix')] },
        ROOT,
      ]),
      [],
    );
  });

  test('takes no beginning that several commits have', () => {
    const twin = `${'f'.repeat(19)}`;
    const history = (mends: string) => [
      { name: 'main', parents: [`${twin}1`], mends: [mends] },
      { name: `${twin}1`, parents: [`${twin}2`] },
      { name: `${twin}2` },
    ];
    const told = (mends: string) => {
      const { lineage, row } = madeLineage(history(mends));
      return laterThan(lineage, namesOf(lineage, row(`${twin}1`)), [{ name: 'main', commit: idOf('main') }]).length;
    };
    assert.deepEqual([told(idOf(`${twin}1`)), told(idOf(`${twin}1`).slice(0, 12))], [1, 0]);
  });
});
