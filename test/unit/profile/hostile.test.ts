// Patch files that are made to hold a check up: mocha's limit of two seconds a test is what they must keep to.
import assert from 'node:assert/strict';
import { parsePatch } from '../../../src/patch/parse';
import { runChecks } from '../../../src/profile/check';
import { COMMUNITIES, communityProfile } from '../../../src/profile/detect';
import { readPatch } from '../../../src/profile/reading';

const SIZE = 20_000;
const PIECES = [
  ' ',
  '\t',
  'stable',
  '@',
  '<@',
  'db/',
  ',https://a',
  'bug ',
  'a.',
  './',
  'upstream ',
  'close ',
  '\r',
  ':',
  'Conflicts:',
  '-',
  '=',
];
const KEYS = [
  'Signed-off-by',
  'Closes-Bug',
  'Cc',
  'Fixes',
  'Resolves',
  'References',
  'Upstream-Status',
  'CVE',
  'Change-Id',
  'Bug-Debian',
  'Depends-On',
  'Conflicts',
  '# Conflicts',
];
const branches: Record<string, string> = {
  openstack: 'stable/2025.1',
  linux: 'linux-6.1.y',
  rpm: 'c9s',
  kubernetes: 'release-1.30',
};

suite('hostile patch files', () => {
  for (const piece of PIECES)
    test(`${JSON.stringify(piece)} many times over, wherever it may stand`, () => {
      const long = piece.repeat(SIZE / piece.length);
      const trailers = KEYS.map((key) => `${key}: ${long}x y\n`).join('');
      const path = `${long.replace(/\s/g, '_')}x.py`;
      const diff = (name: string) =>
        `--- a/${name}\n+++ b/${name}\n@@ -1 +1 @@\n-${long.replace(/\r/g, '')}x\n+${long.replace(/\r/g, '')}y\n`;
      for (const head of [
        `Subject: ${long}x y\n${trailers}\n${long}x y\n\n${trailers}---\n\n`,
        `${long}x\n\nupstream status${long}\nstable${long}\nCo-authored-by: ${long}x\n${trailers}`,
      ]) {
        const reading = readPatch(parsePatch(head + diff(path) + diff('nova/conf/go.mod') + diff('requirements.txt')));
        for (const id of COMMUNITIES) {
          const branch = branches[id];
          const remarks = runChecks(communityProfile(id).checks, reading, branch === undefined ? {} : { branch });
          assert.ok(remarks.every(({ start, end }) => start <= end));
        }
      }
    });
});
