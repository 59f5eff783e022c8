// The way out for errors: what the log gets of an operator's mistake, and what of the program's.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Fault } from '../../src/base/fault';
import { createDoor } from '../../src/editor/door';

suite('door', () => {
  /** What the log holds after a command threw this, as level and text. */
  async function logged(error: unknown): Promise<[string, string][]> {
    const lines: [string, string][] = [];
    const log = {
      info: (text: string) => lines.push(['info', text]),
      error: (text: string) => lines.push(['error', text]),
      show: () => {},
    };
    const door = createDoor(log);
    assert.equal(await door(() => Promise.reject(error)), undefined);
    return lines;
  }

  test('an operator’s mistake is no error of the program', async () => {
    const fault = new Fault('no-title', 'The fix has no title.', 'Give one.');
    assert.deepEqual(await logged(fault), [['info', 'The fix has no title. Give one. (no-title)']]);
  });

  test('a mistake of the program is an error with its stack', async () => {
    const [[level, text] = []] = await logged(new TypeError('x is undefined'));
    assert.equal(level, 'error');
    assert.match(text ?? '', /^TypeError: x is undefined\n\s+at /);
  });

  test('a cancelled command leaves nothing', async () => {
    assert.deepEqual(await logged(new vscode.CancellationError()), []);
  });
});
