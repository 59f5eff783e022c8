// What git tells of a history: commits as bytes, tips, who touched a file, who wrote a line.
import assert from 'node:assert/strict';
import { GitError } from '../../../src/git/error';
import type { Git, HistoryCommit } from '../../../src/git/git';
import { makeRepository, type Repository } from '../patch/repository';

suite('history', () => {
  let repository: Repository;
  let git: Git;

  setup(async () => {
    repository = makeRepository();
    git = await repository.open();
  });

  teardown(() => {
    git.dispose();
    repository.remove();
  });

  const historyAfter = async (...known: string[]) => {
    const commits: HistoryCommit[] = [];
    await git.history(known, (commit) => commits.push(commit));
    return commits;
  };

  test('gives every commit of branches and tags once, with its words as they are', async () => {
    const root = repository.commit('Two\nlines of title\n\nBody \xc3\xbf\n\nKey: value\n');
    repository.git(['tag', '-a', '-m', 'annotated', 'v1']);
    repository.git(['checkout', '--quiet', '--detach']);
    const lost = repository.commit('Lost\n');
    repository.git(['checkout', '--quiet', 'main']);
    const next = repository.commit('Next\n');
    assert.deepEqual(await historyAfter(), [
      {
        id: next,
        parents: [root],
        author: 'J\xc3\xbcrgen Q. Operator',
        authored: 1700000000,
        subject: 'Next',
        message: 'Next\n',
      },
      {
        id: root,
        parents: [],
        author: 'J\xc3\xbcrgen Q. Operator',
        authored: 1700000000,
        subject: 'Two lines of title',
        message: 'Two\nlines of title\n\nBody \xc3\xbf\n\nKey: value\n',
      },
    ]);
    assert.deepEqual(
      (await historyAfter(root)).map(({ id }) => id),
      [next],
    );
    assert.deepEqual((await git.tips()).sort(), [root, next].sort());
    repository.git(['tag', 'v2']);
    assert.deepEqual(await git.tags(), [
      { name: 'v1', commit: root },
      { name: 'v2', commit: next },
    ]);
    await assert.rejects(historyAfter(lost.replace(/./g, '1')), GitError);
  });

  test('is empty where there is no commit, and for a tag of a file', async () => {
    assert.deepEqual(await historyAfter(), []);
    assert.deepEqual(await git.tips(), []);
    assert.deepEqual(await git.tags(), []);
    const blob = repository.git(['hash-object', '-w', '--stdin'], 'x').trim();
    repository.git(['tag', 'file', blob]);
    assert.deepEqual(await git.tips(), []);
    assert.deepEqual(await git.tags(), [{ name: 'file', commit: undefined }]);
  });

  test('says which commits touched a file, with all that they touched', async () => {
    repository.write('a', '1\n');
    const first = repository.commit('1\n');
    repository.write('b', '1\n');
    repository.commit('2\n');
    repository.git(['mv', 'a', 'c d']);
    repository.write('b', '2\n');
    const moved = repository.commit('3\n');
    assert.deepEqual(await git.commitsTouching(['a'], undefined, 'HEAD'), [
      { id: moved, paths: ['a', 'b', 'c d'] },
      { id: first, paths: ['a'] },
    ]);
    assert.deepEqual(await git.commitsTouching(['a'], first, 'HEAD'), [{ id: moved, paths: ['a', 'b', 'c d'] }]);
    assert.equal((await git.commitsTouching([], undefined, 'HEAD')).length, 3);
    await assert.rejects(git.commitsTouching([], undefined, 'HEAD', AbortSignal.abort(new Error('enough'))), /enough/);
  });

  test('says who wrote lines since a commit', async () => {
    repository.write('a', '1\n2\n3\n4\n5\n');
    const first = repository.commit('1\n');
    repository.write('a', '1\ntwo\n3\nboundary\n5\n');
    const second = repository.commit('2\n');
    repository.write('a', '0\n1\ntwo\n3\nboundary\nfive\n');
    const third = repository.commit('3\n');
    const all = [{ start: 0, end: 6 }];
    assert.deepEqual(await git.blame('a', all, first, 'HEAD'), [
      { line: 0, commit: third },
      { line: 2, commit: second },
      { line: 4, commit: second },
      { line: 5, commit: third },
    ]);
    assert.deepEqual(
      await git.blame(
        'a',
        [
          { start: 2, end: 3 },
          { start: 4, end: 5 },
        ],
        second,
        'HEAD',
      ),
      [],
    );
    assert.equal((await git.blame('a', all, undefined, 'HEAD')).filter(({ commit }) => commit === first).length, 2);
    await assert.rejects(git.blame('nowhere', all, first, 'HEAD'), GitError);
    repository.write('caf\xe9', 'one\n');
    repository.commit('A name that is not UTF-8');
    assert.deepEqual(await git.blame('caf\xe9', [{ start: 0, end: 1 }], first, 'HEAD'), []);
  });
});
