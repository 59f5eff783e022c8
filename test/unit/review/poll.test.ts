// When the forge is asked again on one's own.
import { strict as assert } from 'node:assert';
import { ForgeError } from '../../../src/review/error';
import { afterPoll, neverPolled, nextPoll, type PollState } from '../../../src/review/poll';

const minute = 60_000;
const here = { now: 0, focused: true, open: 1, random: 0 };

suite('review/poll', () => {
  test('without focus, or with nothing open, there is no poll', () => {
    assert.equal(nextPoll(neverPolled, { ...here, focused: false }), undefined);
    assert.equal(nextPoll(neverPolled, { ...here, open: 0 }), undefined);
  });

  test('an overdue poll waits 15 to 60 seconds', () => {
    const now = 100 * minute;
    assert.equal(nextPoll(neverPolled, { ...here, now }), 15_000);
    assert.equal(nextPoll(neverPolled, { ...here, now, random: 1 }), 60_000);
  });

  test('without news the pause doubles from 5 to 30 minutes; news bring it back', () => {
    const pauses: number[] = [];
    let state: PollState = afterPoll(neverPolled, { kind: 'changed' }, 0);
    for (let count = 0; count < 5; count++) {
      pauses.push((nextPoll(state, here) ?? 0) - 15_000);
      state = afterPoll(state, { kind: 'unchanged' }, 0);
    }
    assert.deepEqual(
      pauses,
      [5, 10, 20, 30, 30].map((count) => count * minute),
    );
    state = afterPoll(state, { kind: 'changed' }, 0);
    assert.equal(nextPoll(state, here), 5 * minute + 15_000);
  });

  test('a failure backs off, and a pause that the server asks for is kept', () => {
    const busy = new ForgeError('forge-busy', 'h', 'm', 'n', { status: 429, retryAfter: 60 * minute });
    const gone = new ForgeError('forge-unreachable', 'h', 'm', 'n');
    const start = afterPoll(neverPolled, { kind: 'changed' }, 0);
    assert.equal(nextPoll(afterPoll(start, { kind: 'failed', fault: gone }, 0), here), 10 * minute + 15_000);
    assert.equal(nextPoll(afterPoll(start, { kind: 'failed', fault: busy }, 0), here), 60 * minute + 15_000);
  });
});
