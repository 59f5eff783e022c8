// Comments as threads: chains, resolution, places, and comments that are not what they should be.
import { strict as assert } from 'node:assert';
import { type CommentInfo, readComments } from '../../../../src/review/gerrit/schema';
import { targetOf, threadsOf } from '../../../../src/review/gerrit/threads';

const c1 = '1'.repeat(40);
const c2 = '2'.repeat(40);
const current = { patchSet: 1, commit: c1 };
const at = (second: number) => `2026-11-21 16:31:${`${second}`.padStart(2, '0')}.000000000`;

function comment(id: string, second: number, more: Partial<CommentInfo> = {}): CommentInfo {
  return { id, path: 'nova/a.py', updated: at(second), message: `text of ${id}`, patch_set: 1, ...more };
}

suite('review/gerrit/threads', () => {
  test('answers are put below what they answer, wherever they stand in the list', () => {
    const threads = threadsOf(
      [
        comment('c', 3, { in_reply_to: 'b', unresolved: false, author: { _account_id: 7, name: 'Ana' } }),
        comment('x', 2, { line: 9, patch_set: 2, commit_id: c2 }),
        comment('b', 2, { in_reply_to: 'a', unresolved: true }),
        comment('a', 1, { line: 4, unresolved: true }),
      ],
      current,
      { _account_id: 7 },
    );
    assert.deepEqual(
      threads.map(({ id, comments, resolved, place, commit }) => [
        id,
        comments.map((each) => each.id),
        resolved,
        place?.line,
        commit,
      ]),
      [
        ['a', ['a', 'b', 'c'], true, 4, c1],
        ['x', ['x'], true, 9, c2],
      ],
    );
    assert.deepEqual(threads[0]?.comments[2], {
      id: 'c',
      author: 'Ana',
      mine: true,
      text: 'text of c',
      at: Date.UTC(2026, 10, 21, 16, 31, 3),
    });
  });

  test('the last comment in time decides, not the last answer', () => {
    const first = comment('a', 1, { unresolved: true });
    const late = comment('late', 9, { in_reply_to: 'a', unresolved: true });
    const early = comment('early', 5, { in_reply_to: 'a', unresolved: false });
    assert.deepEqual(
      threadsOf([first, late, early], current, undefined).map(({ resolved }) => resolved),
      [false],
    );
  });

  test('within a second, an answer comes after what it answers', () => {
    const [thread] = threadsOf(
      [
        comment('z', 1, { unresolved: true }),
        comment('b', 1, { in_reply_to: 'z', unresolved: true }),
        comment('a', 1, { in_reply_to: 'b' }),
      ],
      current,
      undefined,
    );
    assert.deepEqual([thread?.comments.map(({ id }) => id), thread?.resolved], [['z', 'b', 'a'], true]);
  });

  test('an answer to what is not there begins a thread, and a ring of answers is one', () => {
    const threads = threadsOf(
      [
        comment('p', 2, { in_reply_to: 'gone' }),
        comment('a', 3, { in_reply_to: 'b' }),
        comment('b', 4, { in_reply_to: 'a' }),
      ],
      current,
      undefined,
    );
    assert.deepEqual(
      threads.map(({ id, comments }) => [id, comments.length]),
      [
        ['p', 1],
        ['a', 2],
      ],
    );
  });

  const range = { start_line: 8, start_character: 2, end_line: 9, end_character: 0 };
  const ours = { startLine: 8, startCharacter: 2, endLine: 9, endCharacter: 0 };
  const places: [string, Partial<CommentInfo>, object | undefined][] = [
    ['a line', { line: 4 }, { path: 'nova/a.py', side: 'after', line: 4 }],
    ['a file', {}, { path: 'nova/a.py', side: 'after' }],
    ['a range before', { line: 9, range, side: 'PARENT' }, { path: 'nova/a.py', side: 'before', line: 9, range: ours }],
    ['the patch set', { path: '/PATCHSET_LEVEL' }, undefined],
    ['the title', { path: '/COMMIT_MSG', line: 7 }, { path: '/COMMIT_MSG', side: 'after', line: 1 }],
  ];
  for (const [name, members, place] of places) {
    test(`${name} is the same place there and back`, () => {
      const [thread] = threadsOf([comment('a', 1, members)], current, undefined);
      assert.deepEqual(thread?.place, place);
      const { path = 'nova/a.py', ...rest } = members;
      assert.deepEqual(targetOf(thread?.place), { path, members: rest });
    });
  }

  test('the author line above a message is about the message as a whole', () => {
    const [thread] = threadsOf([comment('a', 1, { path: '/COMMIT_MSG', line: 2 })], current, undefined);
    assert.deepEqual(thread?.place, { path: '/COMMIT_MSG', side: 'after' });
  });

  test('the old side belongs to its patch set, though Gerrit names the parent there', () => {
    const commits = (...comments: CommentInfo[]) => threadsOf(comments, current, undefined).map(({ commit }) => commit);
    const old = comment('a', 1, { side: 'PARENT', patch_set: 2, commit_id: 'parent' });
    assert.deepEqual(commits(old, comment('b', 2, { patch_set: 2, commit_id: c2 })), [c2, c2]);
    assert.deepEqual(commits({ ...old, patch_set: 1 }), [c1]);
    assert.deepEqual(commits(old), ['']);
  });

  test('an id that is no commit, and a path with hidden characters, do not get through', () => {
    const [thread] = threadsOf(
      [comment('a', 1, { path: 'nova/\u202ea.py\n', patch_set: 3, commit_id: '--upload-pack=evil' })],
      current,
      undefined,
    );
    assert.deepEqual([thread?.commit, thread?.place?.path], ['', 'nova/ a.py']);
  });

  test('a comment that cannot be read is left out; an answer that is no list is none', () => {
    assert.deepEqual(
      readComments({ f: [{ id: 1 }, { id: 'a', line: 'x' }, { id: 'b' }] })?.map(({ id, path }) => [id, path]),
      [['b', 'f']],
    );
    for (const answer of [[], 'text', null, { f: 'x' }]) assert.equal(readComments(answer), undefined);
  });
});
