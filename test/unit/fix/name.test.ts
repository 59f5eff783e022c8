// Names of fixes come out of titles, and nothing that could leave the queue passes as one.
import assert from 'node:assert/strict';
import { checkBranch, checkName, nameFromTitle } from '../../../src/fix/name';

suite('names', () => {
  for (const [title, name] of [
    ['Fix volume leak', 'fix-volume-leak'],
    ["[stable-only] Don't leak: volumes!", 'stable-only-don-t-leak-volumes'],
    ['Répare la fuite', 'repare-la-fuite'],
    ['日本語', 'fix'],
    [
      'A very long title that goes on and on until nobody reads it any more',
      'a-very-long-title-that-goes-on-and-on-until-nobody',
    ],
  ] as const) {
    test(`${title} -> ${name}`, () => assert.equal(nameFromTitle(title), name));
  }

  for (const name of ['', '.', '..', '../x', 'a/b', '-rf', '.hidden', 'a.patch', 'a b', 'a\nb', 'x.lock']) {
    test(`refuses ${JSON.stringify(name)} as a name`, () => {
      assert.throws(() => checkName(name), { code: 'bad-name' });
    });
  }

  for (const branch of [
    '',
    '/etc',
    '../up',
    'a/../b',
    'a//b',
    '.git',
    'stable/.x',
    'series',
    'a/series',
    '-x',
    'a b',
  ]) {
    test(`refuses ${JSON.stringify(branch)} as a branch`, () => {
      assert.throws(() => checkBranch(branch), { code: 'bad-branch' });
    });
  }

  for (const branch of [
    'master',
    'stable/2025.1',
    '29.2.0',
    'debian/1%2.3'.replace('%', '-'),
    'release-1.31',
    'v6.12.4',
  ]) {
    test(`takes ${branch}`, () => checkBranch(branch));
  }
});
