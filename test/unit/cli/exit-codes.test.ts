// Every fault that a command can end with has its exit code in the one table, and the table has no other.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitOf, FAULT_EXITS } from '../../../src/cli/exit-codes';

/** The folders whose faults only an editor shows. */
const EDITORS = ['editor', 'language'];
/** Makes a fault with its code; a code that is chosen between several is found by the type that lists them. */
const MADE = /new (?:Fault|GitError|ForgeError)\(\s*'([a-z-]+)'/g;
const LISTED = /^ +\| '([a-z-]+)'$/gm;

function codesIn(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const inherited = [...text.matchAll(/super\(\s*'([a-z-]+)'/g)];
  const listed = /(?:git|review)\/error\.ts$/.test(path) ? [...text.matchAll(LISTED)] : [];
  return [...text.matchAll(MADE), ...inherited, ...listed].map((match) => match[1]!);
}

suite('exit codes of faults', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !EDITORS.includes(path.split('/')[0]!))
    .map((path) => join('src', path));

  test('are all in the table, which has no other', () => {
    const made = new Set(files.flatMap(codesIn));
    assert.ok(made.size > 50);
    assert.deepEqual([...FAULT_EXITS.keys()].sort(), [...made].sort());
  });

  test('are 1 where there is nothing to do, as for git commit, 2 for what is wrong with the call, 3 for what stands in its way', () => {
    const idle = [
      'nothing-to-mark',
      'nothing-proposed',
      'nothing-to-resolve',
      'nothing-to-export',
      'already-in-release',
    ];
    assert.deepEqual([...new Set(idle.map(exitOf))], [1]);
    const wrong = [
      'usage',
      'no-such-fix',
      'no-such-branch',
      'no-such-commit',
      'title-missing',
      'name-taken',
      'bad-bug',
    ];
    assert.deepEqual([...new Set(wrong.map(exitOf))], [2]);
    const fault = ['bad-patch', 'git-failed', 'forge-timeout', 'file-error', 'identity-missing', 'of another program'];
    assert.deepEqual([...new Set(fault.map(exitOf))], [3]);
  });
});
