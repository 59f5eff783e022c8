// When the forge is asked on our own.
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Emitter } from '../../../../src/base/event';
import { Fault } from '../../../../src/base/fault';
import { pollReviews } from '../../../../src/editor/session/poll';
import type { Session } from '../../../../src/editor/session/session';
import type { FixView } from '../../../../src/editor/session/view';
import { fix, row } from '../views';

const minute = 60_000;
const asked = (asOf: number) => ({ review: { state: 'in-review', asOf } as const });

suite('polling', () => {
  let asks: number;
  let on: boolean;
  let fixes: FixView[];
  let answer: () => FixView[];
  const attentionChanged = new Emitter<void>();
  const sessionChanged = new Emitter<void>();

  const session: Session = {
    root: '/r',
    get view() {
      return { condition: { kind: 'ready' }, fixes, notes: [], details: new Map() } as const;
    },
    queueFolder: '/r/.fishladder',
    onDidChange: sessionChanged.event,
    works: () => Promise.reject(new Error('not in this test')),
    reread: () => Promise.resolve(),
    settled: () => Promise.resolve(),
    ask: async () => {
      asks++;
      fixes = answer();
      sessionChanged.fire();
    },
    look: () => Promise.resolve(),
    act: () => Promise.resolve(),
    reopen: () => Promise.resolve(),
    dispose: () => {},
  };
  const start = () => pollReviews(session, { isOn: () => on, onDidChange: attentionChanged.event }, () => Date.now());
  const pass = async (milliseconds: number) => {
    mock.timers.tick(milliseconds);
    for (let i = 0; i < 10; i++) await Promise.resolve();
  };

  setup(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 100 * minute });
    asks = 0;
    on = true;
    fixes = [fix('leak', [row('master', 'in-review', asked(1))])];
    answer = () => fixes;
  });
  teardown(() => mock.timers.reset());

  test('a fix that nobody asked about is asked about at once, and only once', async () => {
    fixes = [fix('leak', [row('master', 'not-submitted')])];
    const poll = start();
    await pass(1);
    assert.equal(asks, 1);
    await pass(4 * minute);
    assert.equal(asks, 1);
    fixes = [...fixes, fix('second', [row('master', 'not-submitted')])];
    sessionChanged.fire();
    await pass(1);
    assert.equal(asks, 2);
    poll.dispose();
  });

  test('what is known waits, and news shorten the wait', async () => {
    const poll = start();
    await pass(10_000);
    assert.equal(asks, 0);
    await pass(minute);
    assert.equal(asks, 1);
    await pass(9 * minute);
    assert.equal(asks, 1, 'without news the interval doubles');
    answer = () => [fix('leak', [row('master', 'needs-you', asked(2))])];
    await pass(2 * minute);
    assert.equal(asks, 2);
    await pass(6 * minute);
    assert.equal(asks, 3, 'with news it is the shortest again');
    poll.dispose();
  });

  test('nobody is asked while nobody looks, or when all is merged', async () => {
    on = false;
    const poll = start();
    await pass(120 * minute);
    assert.equal(asks, 0);
    on = true;
    fixes = [fix('leak', [row('master', 'merged', asked(1))])];
    attentionChanged.fire();
    await pass(120 * minute);
    assert.equal(asks, 0);
    poll.dispose();
  });

  test('a forge that cannot be reached is asked less and less', async () => {
    const fault = new Fault('forge-unreachable', 'm', 'n');
    answer = () => [fix('leak', [row('master', 'in-review', { review: { state: 'in-review', asOf: 1, fault } })])];
    const poll = start();
    for (let i = 0; i < 120; i++) await pass(minute);
    assert.ok(asks >= 4 && asks <= 6, `${asks} questions in two hours`);
    poll.dispose();
  });

  test('a disposed poll asks no more', async () => {
    const poll = start();
    poll.dispose();
    await pass(120 * minute);
    assert.equal(asks, 0);
  });
});
