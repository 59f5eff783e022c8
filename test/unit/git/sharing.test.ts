// What core.sharedRepository says, in all its spellings.
import assert from 'node:assert/strict';
import { readShared, sharedMode } from '../../../src/git/sharing';

suite('core.sharedRepository', () => {
  const cases: [string | undefined, string | undefined, string | undefined][] = [
    [undefined, undefined, undefined],
    ['umask', undefined, undefined],
    ['false', undefined, undefined],
    ['0', undefined, undefined],
    ['true', '2775', '444'],
    ['group', '2775', '444'],
    ['1', '2775', '444'],
    ['world', '2775', '444'],
    ['2', '2775', '444'],
    ['0600', '2700', '400'],
    ['0640', '2750', '440'],
    ['0666', '2777', '444'],
    ['0060', undefined, undefined],
    ['nonsense', undefined, undefined],
  ];
  for (const [value, folder, file] of cases)
    test(`${value}`, () => {
      const shared = readShared(value);
      const modes = shared && [sharedMode(0o755, shared, true), sharedMode(0o444, shared, false)];
      assert.deepEqual(
        modes?.map((mode) => mode.toString(8)),
        folder && [folder, file],
      );
    });
});
