// Where the queue is, for every way to set it.
import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { queueIn } from '../../../src/flow/queue-folder';

suite('queue folder', () => {
  for (const [set, folder] of [
    [undefined, '/r/.fishladder'],
    ['', '/r/.fishladder'],
    ['debian/patches', '/r/debian/patches'],
    ['../ops', '/ops'],
    ['/srv/ops', '/srv/ops'],
    ['~/ops', `${homedir()}/ops`],
  ] as const)
    test(`${set}`, () => assert.equal(queueIn('/r', set).folder, folder));
});
