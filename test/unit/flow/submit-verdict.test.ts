// Which branch gets a fix now, which waits, and what has to be done first.
import assert from 'node:assert/strict';
import type { CellOutcome, PortCell } from '../../../src/flow/cell';
import { earlierThan, type Standpoint, verdictOf, waitsFor } from '../../../src/flow/submit-verdict';
import type { BranchReview } from '../../../src/review/branch';
import { ForgeError } from '../../../src/review/error';

const ORDER = ['master', 'stable/2', 'stable/1'];
const there: CellOutcome = { kind: 'already-there', proof: 'content' };
const clean: CellOutcome = { kind: 'clean', files: [], text: '', warnings: [] };
const conflict: CellOutcome = { kind: 'conflict', files: [] };

function point(
  branch: string,
  outcome: CellOutcome,
  patch: PortCell['patch'],
  review: BranchReview = { state: 'not-submitted' },
): Standpoint {
  return { cell: { fix: 'leak', branch, outcome, patch }, review };
}

function verdict(points: readonly Standpoint[], branch: string, title = 'Mend it', now = false) {
  const own = points.find(({ cell }) => cell.branch === branch)!;
  return verdictOf(own, earlierThan(own, points, ORDER), title, { now });
}

suite('verdictOf', () => {
  const [master, two, one] = [
    point('master', clean, 'current'),
    point('stable/2', clean, 'current'),
    point('stable/1', clean, 'edited'),
  ];

  test('the first branch goes, the others wait for the first that has not got it', () => {
    const all = [master, two, one];
    assert.deepEqual(
      all.map(({ cell }) => verdict(all, cell.branch).kind),
      ['goes', 'waits', 'waits'],
    );
    const merged = [point('master', there, 'left-over'), two, one];
    assert.deepEqual(
      merged.map(({ cell }) => verdict(merged, cell.branch).kind),
      ['merged', 'goes', 'waits'],
    );
    assert.equal(waitsFor(one, merged, ORDER, 'Mend it'), 'stable/2');
    assert.equal(waitsFor(two, merged, ORDER, 'Mend it'), undefined);
  });

  test('nobody waits who said so, for a fix of stable branches only, or for a branch that ended', () => {
    const all = [master, two, one];
    assert.equal(verdict(all, 'stable/1', 'Mend it', true).kind, 'goes');
    assert.equal(verdict(all, 'stable/1', '[stable-only] Mend it').kind, 'goes');
    const own = verdictOf(one, earlierThan(one, all, ['stable/1']), 'Mend it', { now: false });
    assert.equal(own.kind, 'goes');
  });

  test('a branch without a current patch is held, with the command that makes one', () => {
    const next = (outcome: CellOutcome, patch: PortCell['patch']) => {
      const answer = verdict([point('master', outcome, patch)], 'master');
      return answer.kind === 'held' ? answer.next : answer.kind;
    };
    assert.equal(next(clean, 'none'), 'Make it: fishladder port leak --to master');
    assert.equal(next(clean, 'stale'), 'Make it anew: fishladder port leak --to master');
    assert.equal(next(conflict, 'none'), 'Settle it: fishladder resolve leak master');
    assert.equal(next({ ...clean, kind: 'proposed' }, 'none'), 'Settle it: fishladder accept leak master');
    assert.equal(next(conflict, 'edited'), 'goes');
  });

  test('nothing goes on what is not known', () => {
    const fault = new ForgeError('forge-unreachable', 'h', 'h cannot be reached.', 'Check the network.');
    const answer = verdict([point('master', clean, 'current', { state: 'offline', fault })], 'master');
    assert.deepEqual(answer, { kind: 'held', why: 'h cannot be reached.', next: 'Check the network.' });
    assert.equal(verdict([point('master', clean, 'current', { state: 'merged' })], 'master').kind, 'merged');
  });
});
