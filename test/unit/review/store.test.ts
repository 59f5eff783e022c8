// The store of reviews: memory, age, offline, single flight, abort, and a cache that may be anything.
import { strict as assert } from 'node:assert';
import { EventEmitter, once } from 'node:events';
import { ForgeError } from '../../../src/review/error';
import type { Forge } from '../../../src/review/forge';
import { type CacheStorage, createReviewStore } from '../../../src/review/store';
import type { Knowledge, Review } from '../../../src/review/types';
import { aReview, someSought } from './reviews';

const never = new AbortController().signal;
const unreachable = new ForgeError('forge-unreachable', 'h', 'h cannot be reached.', 'Check the network.');

/** A forge that answers when it is told to, and a cache in memory. */
function setUp(cached?: string) {
  const asked: {
    ids: readonly string[];
    signal: AbortSignal;
    answer(found: Review[]): void;
    fail(error: Error): void;
  }[] = [];
  const asking = new EventEmitter();
  const remembered: Knowledge[] = [];
  const forge: Pick<Forge, 'host' | 'find' | 'remember'> = {
    host: 'review.example.org',
    remember: (known) => remembered.push(...known),
    find: (sought, signal) =>
      new Promise((resolve, reject) => {
        const ids = sought.map(({ id }) => id);
        const answer = (found: Review[]) =>
          resolve(new Map(ids.map((id) => [id, found.filter((review) => review.changeId === id)])));
        signal.addEventListener('abort', () => reject(signal.reason));
        asked.push({ ids, signal, answer, fail: reject });
        asking.emit('asked');
      }),
  };
  const cache = { text: cached, writes: 0 };
  const storage: CacheStorage = {
    read: async () => cache.text,
    write: async (text) => {
      cache.text = text;
      cache.writes++;
    },
  };
  const clock = { time: 1000 };
  const store = createReviewStore({ forge, storage, reader: 'fishladder/1', now: () => clock.time });
  const events: (readonly string[])[] = [];
  store.onDidChange((ids) => events.push(ids));
  /** Waits until the forge was asked so many times. */
  const askedTimes = async (count: number) => {
    while (asked.length < count) await once(asking, 'asked');
    return asked[count - 1]!;
  };
  return { store, asked, askedTimes, cache, clock, events, storage, forge, remembered };
}

suite('review/store', () => {
  test('an answer is known with its time, and told once', async () => {
    const { store, askedTimes, events } = setUp();
    assert.equal(store.get('I1'), undefined);
    const done = store.refresh(someSought('I1', 'I2'), never);
    (await askedTimes(1)).answer([aReview()]);
    await done;
    assert.deepEqual(store.get('I1'), { id: 'I1', reviews: [aReview()], asOf: 1000 });
    assert.deepEqual(store.get('I2'), { id: 'I2', reviews: [], asOf: 1000 });
    assert.deepEqual(events, [['I1', 'I2']]);
  });

  test('offline keeps the last good knowledge and says why; the next answer clears it', async () => {
    const { store, askedTimes, clock, events } = setUp();
    let done = store.refresh(someSought('I1'), never);
    (await askedTimes(1)).answer([aReview()]);
    await done;
    clock.time = 9000;
    done = store.refresh(someSought('I1'), never);
    (await askedTimes(2)).fail(unreachable);
    await done;
    assert.deepEqual(store.get('I1'), { id: 'I1', reviews: [aReview()], asOf: 1000, fault: unreachable });
    done = store.refresh(someSought('I1'), never);
    (await askedTimes(3)).answer([]);
    await done;
    assert.deepEqual(store.get('I1'), { id: 'I1', reviews: [], asOf: 9000 });
    assert.equal(events.length, 3);
  });

  test('what is being asked for is not asked for twice', async () => {
    const { store, asked, askedTimes } = setUp();
    const first = store.refresh(someSought('I1', 'I2'), never);
    const second = store.refresh(someSought('I2', 'I3', 'I3'), never);
    const both = [await askedTimes(1), await askedTimes(2)];
    assert.deepEqual(
      both.map((each) => each.ids),
      [['I1', 'I2'], ['I3']],
    );
    for (const each of both) each.answer([]);
    await Promise.all([first, second]);
    assert.equal(asked.length, 2);
  });

  test('after a failure the same can be asked again', async () => {
    const { store, askedTimes } = setUp();
    const first = store.refresh(someSought('I1'), never);
    (await askedTimes(1)).fail(new TypeError('a mistake'));
    await assert.rejects(first, TypeError);
    const second = store.refresh(someSought('I1'), never);
    (await askedTimes(2)).answer([aReview()]);
    await second;
    assert.equal(store.get('I1')?.asOf, 1000);
  });

  test('one who stops waiting does not stop the others; the last one stops the asking', async () => {
    const { store, askedTimes } = setUp();
    const [one, two] = [new AbortController(), new AbortController()];
    const first = store.refresh(someSought('I1'), one.signal);
    const second = store.refresh(someSought('I1'), two.signal);
    const { signal } = await askedTimes(1);
    one.abort(new Error('hidden'));
    await assert.rejects(first, /hidden/);
    assert.equal(signal.aborted, false);
    two.abort(new Error('closed'));
    await assert.rejects(second, /closed/);
    assert.equal(signal.aborted, true);
    assert.equal(store.get('I1'), undefined);
    const third = store.refresh(someSought('I1'), never);
    (await askedTimes(2)).answer([]);
    await third;
    assert.equal(store.get('I1')?.asOf, 1000);
  });

  test('nothing is read or asked before a method is called, and knowledge outlives the store', async () => {
    const before = setUp();
    assert.equal(before.asked.length, 0);
    const done = before.store.refresh(someSought('I1'), never);
    const full = aReview({
      state: 'unknown',
      reason: 'odd',
      votes: [{ label: 'Verified', value: -1, text: 'Fails', by: ['Zuul'] }],
      requirements: [{ name: 'Verified', state: 'unsatisfied' }],
      ci: {
        state: 'failed',
        pipeline: 'check',
        failing: [{ name: 'unit', result: 'FAILURE', voting: true, url: 'https://example.org/' }],
        reports: [{ reporter: 'Zuul', pipeline: 'check', state: 'failed', voting: true, failing: [] }],
      },
    });
    (await before.askedTimes(1)).answer([full]);
    await done;
    const after = setUp(before.cache.text);
    assert.equal(after.store.get('I1'), undefined);
    await after.store.load();
    assert.deepEqual(after.store.get('I1'), { id: 'I1', reviews: [full], asOf: 1000 });
    assert.deepEqual(after.events, [['I1']]);
    assert.equal(after.asked.length, 0);
  });

  const broken = ['', 'null', '{"version":2', '[]', '{"version":2,"host":"review.example.org","entries":[]}'];
  const entry = '{"id":"I1","reviews":[],"asOf":1}';
  broken.push(`{"version":2,"host":"elsewhere.example.org","entries":[${entry}]}`);
  broken.push('{"version":2,"host":"review.example.org","entries":[{"id":"I1","reviews":[{}],"asOf":1}]}');
  for (const text of broken) {
    test(`a cache of ${text.slice(0, 60) || 'nothing'} is dropped`, async () => {
      const { store, askedTimes } = setUp(text);
      await store.load();
      assert.equal(store.get('I1'), undefined);
      const done = store.refresh(someSought('I1'), never);
      (await askedTimes(1)).answer([]);
      await done;
      assert.equal(store.get('I1')?.asOf, 1000);
    });
  }

  test('the forge is told what was read before, unless another version read it', async () => {
    const { store, askedTimes, cache } = setUp();
    const done = store.refresh(someSought('I1', 'I2'), never);
    (await askedTimes(1)).answer([aReview({ record: 'meta 1' }), aReview({ changeId: 'I2' })]);
    await done;
    const next = setUp(cache.text);
    await next.store.load();
    assert.deepEqual(next.remembered[0]?.reviews, [aReview({ record: 'meta 1' })]);
    const newer = setUp(cache.text?.replace('fishladder/1', 'fishladder/2'));
    await newer.store.load();
    assert.deepEqual(newer.remembered[0]?.reviews, [aReview()]);
    assert.deepEqual(newer.store.get('I1')?.reviews, [aReview()]);
  });

  test('a cache that cannot be read or written stops nothing', async () => {
    const { storage, forge, askedTimes } = setUp();
    storage.read = () => Promise.reject(new Error('EACCES'));
    storage.write = () => Promise.reject(new Error('ENOSPC'));
    const store = createReviewStore({ forge, storage, reader: 'fishladder/1', now: () => 7 });
    const done = store.refresh(someSought('I1'), never);
    (await askedTimes(1)).answer([]);
    await done;
    assert.equal(store.get('I1')?.asOf, 7);
  });

  test('the cache keeps the newest entries only', async () => {
    const { store, askedTimes, cache, clock } = setUp();
    let done = store.refresh(someSought('I-old'), never);
    (await askedTimes(1)).answer([]);
    await done;
    clock.time = 2000;
    const ids = Array.from({ length: 2000 }, (_, index) => `I${index}`);
    done = store.refresh(someSought(...ids), never);
    (await askedTimes(2)).answer([]);
    await done;
    assert.equal(JSON.parse(cache.text ?? '').entries.length, 2000);
    assert.equal(store.get('I-old'), undefined);
    assert.equal(cache.writes, 2);
  });
});
