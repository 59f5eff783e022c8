// The details of reviews: asked for once for each state of a review, and kept when a later try fails.
import assert from 'node:assert/strict';
import { Fault } from '../../../src/base/fault';
import { createDetailStore } from '../../../src/review/details';
import type { ReviewDetail } from '../../../src/review/thread';
import { aReview } from './reviews';

const signal = new AbortController().signal;
const detail = (text: string): ReviewDetail => ({
  threads: [
    {
      id: 't',
      patchSet: 1,
      commit: '',
      resolved: false,
      comments: [{ id: 'c', author: 'Ada', mine: false, text, at: 0 }],
    },
  ],
  votes: [],
  acts: ['reply'],
});

suite('details of reviews', () => {
  function store(answers: (ReviewDetail | Error)[], cached?: string) {
    const asked: string[] = [];
    let now = 0;
    const forge = {
      host: 'review.example.org',
      detail: async ({ url }: { url: string }) => {
        asked.push(url);
        const answer = answers.shift();
        if (answer instanceof Error || !answer) throw answer ?? new Error('asked too often');
        return answer;
      },
    };
    const cache = { text: cached };
    const storage = {
      read: async () => cache.text,
      write: async (text: string) => {
        cache.text = text;
      },
    };
    const details = createDetailStore({ forge, storage, now: () => ++now });
    let changes = 0;
    details.onDidChange(() => changes++);
    return { details, asked, cache, changes: () => changes };
  }
  const { url } = aReview();

  test('the same state is asked about once, by however many; a new one again', async () => {
    const { details, asked, changes } = store([detail('one'), detail('two')]);
    await Promise.all([details.want(aReview(), signal), details.want(aReview(), signal)]);
    await details.want(aReview(), signal);
    assert.deepEqual([asked.length, changes()], [1, 1]);
    await details.want(aReview({ updated: 2000 }), signal);
    assert.deepEqual([asked.length, details.all().get(url)], [2, { detail: detail('two'), asOf: 2 }]);
  });

  test('a fault keeps what was known, and is not tried again before something is new or a person asks', async () => {
    const fault = new Fault('forge-timeout', 'It took too long.', 'Try again.');
    const { details, asked } = store([detail('one'), fault, detail('three')]);
    await details.want(aReview(), signal);
    await details.want(aReview({ updated: 2000 }), signal);
    await details.want(aReview({ updated: 2000 }), signal);
    assert.deepEqual([asked.length, details.all().get(url)], [2, { detail: detail('one'), asOf: 1, fault }]);
    await details.refresh(aReview({ updated: 2000 }), signal);
    assert.deepEqual(details.all().get(url), { detail: detail('three'), asOf: 2 });
  });

  test('a mistake of the program is no knowledge', async () => {
    const { details } = store([new TypeError('x')]);
    await assert.rejects(details.want(aReview(), signal), TypeError);
    assert.equal(details.all().size, 0);
  });

  test('old ones go', async () => {
    const { details } = store(Array.from({ length: 203 }, () => detail('x')));
    for (let number = 0; number < 203; number++) await details.want(aReview({ url: `u${number}` }), signal);
    assert.deepEqual([details.all().size, details.all().has('u2'), details.all().has('u3')], [200, false, true]);
  });

  test('what an earlier run has read is there with its age, and read anew as soon as the forge answers', async () => {
    const before = store([detail('one')]);
    await before.details.want(aReview(), signal);
    const fault = new Fault('forge-unreachable', 'It cannot be reached.', 'Try again.');
    const { details, asked } = store([fault, detail('two')], before.cache.text);
    await details.load();
    assert.deepEqual([details.all().get(url), asked.length], [{ detail: detail('one'), asOf: 1 }, 0]);
    await details.want(aReview(), signal);
    assert.deepEqual(details.all().get(url), { detail: detail('one'), asOf: 1, fault });
    await details.refresh(aReview(), signal);
    assert.deepEqual(details.all().get(url), { detail: detail('two'), asOf: 1 });
  });

  for (const [what, text] of Object.entries({
    'of another host': (cache: string) => cache.replace('review.example.org', 'review.example.net'),
    'cut off': (cache: string) => cache.slice(0, -20),
    'of another form': (cache: string) => cache.replace('"acts":["reply"]', '"acts":["reboot"]'),
  }))
    test(`a file that is ${what} is none`, async () => {
      const before = store([detail('one')]);
      await before.details.want(aReview(), signal);
      const { details } = store([], text(before.cache.text ?? ''));
      await details.load();
      assert.equal(details.all().size, 0);
    });

  test('the file stays below a few megabytes, with the newest', async () => {
    const { details, cache } = store(Array.from({ length: 8 }, () => detail('x'.repeat(800_000))));
    for (let n = 0; n < 8; n++) await details.want(aReview({ url: `${url}${n}` }), signal);
    const kept = JSON.parse(cache.text ?? '').details.map((each: { url: string }) => each.url);
    assert.ok((cache.text?.length ?? 0) < 4_000_100 && kept.length === 4, `${kept.length}`);
    assert.equal(kept.at(-1), `${url}7`);
  });
});
