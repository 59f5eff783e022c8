// Renames are the ones that git finds.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { GitError } from '../../../src/git/error';
import { openObjects } from '../../../src/git/objects';
import { openRenames, type Renames } from '../../../src/git/renames';
import { makeRepository, type Repository } from '../patch/repository';

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

  test('says which name stands for no tree', async () => {
    await assert.rejects(
      finder.renames('nowhere', 'HEAD'),
      (error) => error instanceof GitError && /nowhere/.test(error.message),
    );
  });
});
