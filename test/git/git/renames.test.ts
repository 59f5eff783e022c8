// Renames are the ones that git finds.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { GitError } from '../../../src/git/error';
import { openObjects } from '../../../src/git/objects';
import { openRenames, type Renames } from '../../../src/git/renames';
import { makeRepository, type Repository } from '../patch/repository';
import { importStream } from '../port/random-history';

const TEXT = Array.from({ length: 20 }, (_, line) => `line ${line}\n`).join('');

suite('openRenames', () => {
  let repository: Repository;
  let finder: Renames;
  let close: () => void;

  setup(() => {
    repository = makeRepository();
    const settings = {
      command: 'git',
      folder: repository.root,
      environment: { PATH: process.env.PATH, HOME: repository.root },
    };
    const objects = openObjects({
      ...settings,
      objectFolder: join(repository.root, '.git/objects'),
      algorithm: 'sha1',
      shared: async () => undefined,
    });
    finder = openRenames(settings, objects);
    close = () => {
      finder.dispose();
      objects.dispose();
    };
  });

  teardown(() => {
    close();
    repository.remove();
  });

  test('finds moved files with their score, whatever their names', async () => {
    repository.write('#a b', TEXT);
    repository.write('caf\xe9', `${TEXT}more\n`.repeat(3));
    repository.write('empty', '');
    const before = repository.commit('before\n');
    repository.git(['mv', '#a b', '#c\nd']);
    repository.git(['mv', 'empty', 'empty too']);
    repository.git(['rm', '-q', '--', 'caf*']);
    repository.write('other', `${TEXT}more\n`.repeat(2) + TEXT);
    const after = repository.commit('after\n');
    const found = await finder.renames(before, after);
    assert.deepEqual(found.map(({ from, to }) => [from, to]).sort(), [
      ['#a b', '#c\nd'],
      ['caf\xe9', 'other'],
    ]);
    assert.equal(found.find(({ from }) => from === '#a b')?.score, 100);
    assert.ok(found.every(({ score }) => score > 50 && score <= 100));
  });

  test('answers many pairs at once, trees and revisions alike', async () => {
    repository.write('a', TEXT);
    const one = repository.commit('one\n');
    repository.git(['mv', 'a', 'b']);
    const two = repository.commit('two\n');
    repository.git(['mv', 'b', 'c']);
    repository.commit('three\n');
    const answers = await Promise.all([
      finder.renames(one, two),
      finder.renames(two, two),
      finder.renames(`${one}^{tree}`, 'HEAD'),
      finder.renames('HEAD', one),
    ]);
    const names = answers.map((found) => found.map(({ from, to }) => `${from}>${to}`).join());
    assert.deepEqual(names, ['a>b', '', 'a>c', 'c>a']);
  });

  suite('of some files only', () => {
    /** The renames of these paths between two states, contents by path. */
    const moved = async (before: Record<string, string>, after: Record<string, string>, ...paths: string[]) => {
      const commits = [before, after].map((files, at) => ({
        branch: at === 0 ? 'before' : 'after',
        tree: new Map(Object.entries(files).map(([path, content]) => [path, { mode: '100644', content }])),
      }));
      repository.git(['fast-import', '--quiet', '--force'], importStream(commits));
      return (await finder.renames('before', 'after', paths)).map(({ from, to }) => `${from}>${to}`).sort();
    };
    const before = { a: `a\n${TEXT}`, b: `b\n${TEXT}`, 'in/c': `${TEXT}c\n`, 'in/d': `${TEXT}d\n` };
    const after = { 'now/a': `${TEXT}more\na\n`, 'b too': before.b, 'out/c': before['in/c'], 'out/d': `d\n${TEXT}d\n` };

    test('gives theirs and those below them, whether their contents changed or not', async () => {
      assert.deepEqual(await moved(before, after, 'a'), ['a>now/a']);
      assert.deepEqual(await moved(before, after, 'b'), ['b>b too']);
      assert.deepEqual(await moved(before, after, 'in'), ['in/c>out/c', 'in/d>out/d']);
      assert.deepEqual(await moved(before, after, 'a', 'in/d'), ['a>now/a', 'in/d>out/d']);
    });

    test('gives none where no such file went', async () => {
      assert.deepEqual(await moved(before, after, 'i', 'now', 'nowhere'), []);
      assert.deepEqual(await moved(before, after), []);
      assert.deepEqual(await moved(before, { ...before, e: TEXT }, 'a', 'in'), []);
    });

    test('whatever bytes names have', async () =>
      assert.deepEqual(await moved({ 'caf\xe9': TEXT }, { 'th\xe9': `${TEXT}more\n` }, 'caf\xe9'), ['caf\xe9>th\xe9']));

    test('however many files came', async () => {
      const many = Array.from({ length: 1300 }, (_, at) => [`${'long/'.repeat(400)}${at}`, `${at}`]);
      assert.deepEqual(await moved({ a: TEXT }, { ...Object.fromEntries(many), b: `${TEXT}more\n` }, 'a'), ['a>b']);
    });
  });

  test('says which name stands for no tree', async () => {
    await assert.rejects(
      finder.renames('nowhere', 'HEAD'),
      (error) => error instanceof GitError && /nowhere/.test(error.message),
    );
  });
});
