// Hosts that are left alone: for how long, and what ends it.
import { strict as assert } from 'node:assert';
import { createBreaker } from '../../../src/review/breaker';
import { type ForgeCode, ForgeError } from '../../../src/review/error';

const host = 'review.example.org';
const fault = (code: ForgeCode, answer = {}) => new ForgeError(code, host, `${host} is not well.`, 'Wait.', answer);

function setUp(random = 0) {
  const clock = { time: 1_000_000 };
  const breaker = createBreaker({ now: () => clock.time, random: () => random });
  /** Seconds for which the host is left alone from now on. */
  const rest = () => {
    try {
      breaker.check(host);
      return 0;
    } catch (error) {
      assert.ok(error instanceof ForgeError);
      assert.match(error.next, /^It is left alone for \d+ seconds, then asked again\.$/);
      return (error.retryAfter ?? 0) / 1000;
    }
  };
  /** The pauses after so many failures, each waited for. */
  const pauses = (count: number, what: ForgeError) =>
    Array.from({ length: count }, () => {
      breaker.report(host, what);
      const pause = rest();
      clock.time += pause * 1000;
      return pause;
    });
  return { breaker, clock, rest, pauses };
}

suite('review/breaker', () => {
  test('a busy host gets pauses that double up to half an hour, and a little more', () => {
    assert.deepEqual(
      setUp().pauses(9, fault('forge-busy', { status: 429 })),
      [15, 30, 60, 120, 240, 480, 960, 1800, 1800],
    );
    assert.deepEqual(setUp(1).pauses(2, fault('forge-busy', { status: 503 })), [18.75, 37.5]);
  });

  test('the pause that a host asks for is kept, up to half an hour', () => {
    assert.deepEqual(setUp().pauses(2, fault('forge-busy', { retryAfter: 7000 })), [7, 7]);
    assert.deepEqual(setUp().pauses(1, fault('forge-busy', { retryAfter: 1e12 })), [1800]);
  });

  for (const [name, what] of [
    ['does not answer', fault('forge-unreachable')],
    ['is too slow', fault('forge-timeout')],
    ['breaks', fault('forge-failed', { status: 500 })],
  ] as const) {
    test(`a host that ${name} is tried three times, then less and less, but every minute`, () => {
      assert.deepEqual(setUp().pauses(8, what), [0, 0, 5, 10, 20, 40, 60, 60]);
    });
  }

  test('an answer ends it, even one that says no', () => {
    for (const answer of [
      undefined,
      fault('forge-absent', { status: 404 }),
      fault('forge-web-page', { status: 200 }),
    ]) {
      const { breaker, rest } = setUp();
      for (let count = 0; count < 5; count++) breaker.report(host, fault('forge-unreachable'));
      assert.notEqual(rest(), 0);
      breaker.report(host, answer);
      assert.equal(rest(), 0);
      breaker.report(host, fault('forge-unreachable'));
      assert.equal(rest(), 0);
    }
  });

  test('the fault of the last try is told again, and other hosts are asked', () => {
    const { breaker, clock } = setUp();
    breaker.report(host, fault('forge-busy', { status: 429 }));
    assert.throws(
      () => breaker.check(host),
      (error) => error instanceof ForgeError && error.code === 'forge-busy' && error.message === `${host} is not well.`,
    );
    breaker.check('other.example.org');
    clock.time += 15_000;
    breaker.check(host);
  });
});
