// Only so many jobs at once for each key.
import { strict as assert } from 'node:assert';
import { createLanes } from '../../../src/review/lanes';

const never = new AbortController().signal;

/** Jobs that end when they are told to, and the order in which they began. */
function jobs() {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const job = (name: string) => () => {
    started.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  return { started, job, end: (name: string) => ends.get(name)?.() };
}

suite('review/lanes', () => {
  test('jobs beyond the width wait their turn; other keys do not', async () => {
    const { started, job, end } = jobs();
    const lanes = createLanes(2);
    const all = ['a', 'b', 'c', 'd'].map((name) => lanes('one', never, job(name)));
    const other = lanes('two', never, job('x'));
    assert.deepEqual(started, ['a', 'b', 'x']);
    end('b');
    await all[1];
    await new Promise(setImmediate);
    assert.deepEqual(started, ['a', 'b', 'x', 'c']);
    for (const name of ['a', 'c', 'x']) end(name);
    await Promise.all([all[0], all[2], other]);
    await new Promise(setImmediate);
    end('d');
    assert.equal(await all[3], 'd');
    const again = ['e', 'f', 'g'].map((name) => lanes('one', never, job(name)));
    assert.deepEqual(started.slice(-2), ['e', 'f'], 'the whole width is free again');
    for (const name of ['e', 'f']) end(name);
    await Promise.all(again.slice(0, 2));
    await new Promise(setImmediate);
    end('g');
    await again[2];
  });

  test('one that is aborted while it waits leaves the queue', async () => {
    const { started, job, end } = jobs();
    const lanes = createLanes(1);
    const controller = new AbortController();
    const first = lanes('one', never, job('a'));
    const second = lanes('one', controller.signal, job('b'));
    const third = lanes('one', never, job('c'));
    controller.abort(new Error('enough'));
    await assert.rejects(second, /enough/);
    end('a');
    await first;
    await new Promise(setImmediate);
    assert.deepEqual(started, ['a', 'c']);
    end('c');
    await third;
  });

  test('a job that fails gives its place on', async () => {
    const lanes = createLanes(1);
    await assert.rejects(
      lanes('one', never, () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await lanes('one', never, async () => 1), 1);
  });

  test('as many as there are may wait without a warning', async () => {
    const warnings: string[] = [];
    const heard = ({ name }: Error) => warnings.push(name);
    process.on('warning', heard);
    const { signal } = new AbortController();
    const lanes = createLanes(1);
    await Promise.all(Array.from({ length: 30 }, () => lanes('one', signal, () => new Promise(setImmediate))));
    process.off('warning', heard);
    assert.deepEqual(warnings, []);
  });
});
