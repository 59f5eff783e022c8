// Which commit of a branch is the same change, and whether the branch reverted it.
import assert from 'node:assert/strict';
import { kinOf, kinOn, namesOf } from '../../../src/lineage/kin';
import { type Made, madeLineage } from './rows';

/** `how name` of the commit on the branch whose tip is given that is the same change as `source`; `none` without one. */
function there(commits: readonly Made[], source: string, tip: string): string {
  const { lineage, row, name } = madeLineage(commits);
  const kin = kinOn(lineage, kinOf(lineage, namesOf(lineage, row(source))), row(tip));
  return kin ? `${kin.kinship} ${name(kin.row)}` : 'none';
}

const TRUNK: Made[] = [{ name: 'root' }, { name: 'fix', parents: ['root'], changeId: 'c', authorship: 'a' }];

suite('kinOn', () => {
  test('takes the strongest proof, and only what the branch reaches', () => {
    const branch = (fact: Partial<Made>): Made[] => [...TRUNK, { name: 'port', parents: ['root'], ...fact }];
    assert.equal(there(branch({}), 'fix', 'fix'), 'same-commit fix');
    assert.equal(there(branch({ picked: ['fix'], changeId: 'c' }), 'fix', 'port'), 'picked port');
    assert.equal(there(branch({ changeId: 'c', authorship: 'a' }), 'fix', 'port'), 'change-id port');
    assert.equal(there(branch({ authorship: 'a' }), 'fix', 'port'), 'authorship port');
    assert.equal(there(branch({}), 'fix', 'port'), 'none');
    assert.equal(there(branch({ changeId: 'c' }), 'fix', 'root'), 'none');
  });

  test('finds the original of a port, and a sibling that was picked from the same commit', () => {
    const history: Made[] = [
      ...TRUNK,
      { name: 'newer', parents: ['root'], picked: ['fix'] },
      { name: 'older', parents: ['root'], picked: ['fix', 'newer'] },
    ];
    assert.equal(there(history, 'older', 'fix'), 'picked-from fix');
    assert.equal(there(history, 'older', 'newer'), 'picked-from newer');
    assert.equal(there(history, 'newer', 'older'), 'picked older');
  });

  test('does not count what the branch reverted later', () => {
    const port: Made = { name: 'port', parents: ['root'], picked: ['fix'], changeId: 'c' };
    const undo = (reverts: string): Made => ({ name: 'undo', parents: ['port'], reverts: [reverts] });
    assert.equal(there([...TRUNK, port, undo('port')], 'fix', 'undo'), 'none');
    assert.equal(there([...TRUNK, port, undo('fix')], 'fix', 'undo'), 'none', "the trunk's revert, picked");
    assert.equal(there([...TRUNK, port, undo('port')], 'fix', 'port'), 'picked port', 'not reverted yet');
    assert.equal(there([...TRUNK, port, undo('root')], 'fix', 'undo'), 'picked port', 'another commit was reverted');
  });

  test('counts a revert of the revert, and what was made again after the revert', () => {
    const history: Made[] = [
      ...TRUNK,
      { name: 'port', parents: ['root'], changeId: 'c' },
      { name: 'undo', parents: ['port'], reverts: ['port'] },
      { name: 'redo', parents: ['undo'], reverts: ['undo'] },
      { name: 'undo2', parents: ['redo'], reverts: ['redo'] },
      { name: 'again', parents: ['undo'], changeId: 'c' },
    ];
    assert.equal(there(history, 'fix', 'redo'), 'change-id port');
    assert.equal(there(history, 'fix', 'undo2'), 'none');
    assert.equal(there(history, 'fix', 'again'), 'change-id again');
  });

  test('takes no harm from commits that revert each other', () => {
    const history: Made[] = [
      ...TRUNK,
      { name: 'port', parents: ['root'], changeId: 'c' },
      { name: 'x', parents: ['port'], reverts: ['y', 'port'] },
      { name: 'y', parents: ['x'], reverts: ['x'] },
    ];
    assert.equal(there(history, 'fix', 'y'), 'change-id port');
  });
});
