// What is said on reviews: with the path of the operator's own file, which never leads out of the repository.
import assert from 'node:assert/strict';
import { allSaid, saidKey } from '../../../../src/editor/review/said';
import type { KnownDetail } from '../../../../src/review/details';
import { ForgeError } from '../../../../src/review/error';
import type { Thread } from '../../../../src/review/thread';
import { aReview } from '../../review/reviews';
import { fix, row } from '../views';

const PATCH = ['a/new/manager.py', 'a/setup.cfg']
  .map((path) => `--- ${path}\n+++ b/${path.slice(2)}\n@@ -1 +1 @@\n-a\n+b\n`)
  .join('');
const thread = (id: string, path?: string): Thread => ({
  ...{ id, patchSet: 1, commit: '', resolved: false, comments: [] },
  ...(path === undefined ? {} : { place: { path, side: 'after', line: 1 } }),
});

suite('what is said on reviews', () => {
  const review = aReview();
  const paths = (threads: Thread[], files: string[]) => {
    const outcome = {
      kind: 'clean' as const,
      text: '',
      warnings: [],
      files: files.map((path) => ({ kind: 'clean' as const, path })),
    };
    const master = row('master', 'in-review', {
      cell: { fix: 'leak', branch: 'master', outcome, patch: 'current' },
      review: { state: 'in-review', review },
    });
    const details = new Map<string, KnownDetail>([
      [review.url, { asOf: 1, detail: { threads, votes: [], acts: ['reply'] } }],
    ]);
    return allSaid('/r', { fixes: [fix('leak', [master], [PATCH])], details }).map(({ path }) => path);
  };

  test('a file that has another name on the branch is the one that porting made it of', () => {
    assert.deepEqual(paths([thread('a', 'old/boss.py'), thread('b', 'setup.cfg')], ['old/boss.py', 'setup.cfg']), [
      'new/manager.py',
      'setup.cfg',
    ]);
  });

  test('else it is the only one with the same last name, else the same path', () => {
    assert.deepEqual(paths([thread('a', 'old/manager.py'), thread('b', 'doc/other.rst')], []), [
      'new/manager.py',
      'doc/other.rst',
    ]);
  });

  test('no path leads out of the repository, and a thread about no file has none', () => {
    const evil = ['../../etc/passwd', '/etc/passwd', '.git/config', 'a/../../b', ''];
    assert.deepEqual(paths([...evil.map((path) => thread(path, path)), thread('whole')], []), Array(6).fill(undefined));
  });

  test('what is said has an age only while the forge cannot be asked', () => {
    const fault = new ForgeError('forge-unreachable', 'h', 'It does not answer.', 'Try later.');
    const detail = { threads: [thread('a')], votes: [], acts: [] };
    const age = (rowFault: boolean, detailFault: boolean) => {
      const at = { state: 'in-review' as const, review, asOf: 7, ...(rowFault ? { fault } : {}) };
      const details = new Map([[review.url, { asOf: 1, detail, ...(detailFault ? { fault } : {}) }]]);
      return allSaid('/r', { fixes: [fix('leak', [row('master', 'in-review', { review: at })])], details })[0]?.asOf;
    };
    assert.deepEqual([age(false, false), age(true, false), age(false, true)], [undefined, 1, 1]);
  });

  test('what was not read of a review says nothing, and keys are of one review only', () => {
    const open = row('master', 'in-review', { review: { state: 'in-review', review } });
    assert.deepEqual(allSaid('/r', { fixes: [fix('leak', [open])], details: new Map() }), []);
    assert.notEqual(
      saidKey({ review, thread: thread('a') }),
      saidKey({ review: { ...review, url: 'u' }, thread: thread('a') }),
    );
  });
});
