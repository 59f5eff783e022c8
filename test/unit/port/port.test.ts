// What becomes of each file of a fix on targets that differ from its base in every way.
import assert from 'node:assert/strict';
import { type Case, file, port } from './files';

const TEXT = 'one\ntwo\nthree\nfour\nfive\n';
const FIXED = TEXT.replace('two', 'TWO');
const DRIFTED = `zero\n${TEXT}`;

/** The outcome, and for each file its kind with the reason's. */
async function words(given: Case): Promise<string> {
  const { result } = await port(given);
  const files = result.files.map((outcome) => {
    const reason = outcome.kind === 'conflict' ? outcome.reason.kind : outcome.kind === 'refused' ? outcome.reason : '';
    return `${outcome.path} ${outcome.kind} ${reason}`.trim();
  });
  return [result.outcome, ...files].join('; ');
}

suite('portSteps: files together', () => {
  const method = (name: string) =>
    `    def ${name}(self):\n        driver = self.start('${name}')\n        driver.stop()\n`;
  const tests = (...names: string[]) => `class Tests:\n\n${names.map(method).join('\n')}`;
  const settled: [string, string, string] = [
    tests('test_first', 'test_second', 'test_last'),
    tests('test_first', 'test_second', 'test_added', 'test_last'),
    tests('test_first', 'test_last'),
  ];

  test('what is likeliest is written only where the rest of the fix needs no person', async () => {
    const [base, fixed, target] = settled;
    const alone = await words({
      base: { 'a.py': base },
      fixed: { 'a.py': fixed },
      target: { 'a.py': target },
      adapt: true,
    });
    assert.equal(alone, 'adapted; a.py adapted');
    const both = await words({
      base: { 'a.py': base, b: TEXT },
      fixed: { 'a.py': fixed, b: FIXED },
      target: { 'a.py': target },
      adapt: true,
    });
    assert.equal(both, 'proposed; a.py proposed; b proposed');
  });
});

suite('portSteps: changed files', () => {
  test('a file that is as the fix found it becomes what the fix made of it, without a look for renames', async () => {
    const { result, files, asked } = await port({
      base: { a: TEXT },
      fixed: { a: FIXED },
      target: { a: TEXT, b: 'b' },
    });
    assert.deepEqual(result, { outcome: 'clean', files: [{ kind: 'clean', path: 'a', file: file(FIXED) }] });
    assert.deepEqual(files, { a: FIXED, b: 'b' });
    assert.equal(asked, 0);
  });

  test('a file that has drifted is merged', async () => {
    const { files } = await port({ base: { a: TEXT }, fixed: { a: FIXED }, target: { a: DRIFTED } });
    assert.deepEqual(files, { a: `zero\n${FIXED}` });
  });

  test('a fix that is there already, as it is or merged, is already there', async () => {
    assert.equal(
      await words({ base: { a: TEXT }, fixed: { a: FIXED }, target: { a: FIXED } }),
      'already-there; a already-there',
    );
    const drifted = { a: `zero\n${FIXED}` };
    assert.equal(
      await words({ base: { a: TEXT }, fixed: { a: FIXED }, target: drifted }),
      'already-there; a already-there',
    );
  });

  test('the same lines changed otherwise conflict', async () => {
    const { result } = await port({
      base: { a: TEXT },
      fixed: { a: FIXED },
      target: { a: TEXT.replace('two', 'zwei') },
    });
    assert.deepEqual(result.files, [
      {
        kind: 'conflict',
        path: 'a',
        reason: { kind: 'content', regions: [{ line: 1, base: ['two\n'], ours: ['zwei\n'], theirs: ['TWO\n'] }] },
        sides: { before: file(TEXT), target: file(TEXT.replace('two', 'zwei')), after: file(FIXED) },
      },
    ]);
  });

  test('a file that the target lacks is never made anew', async () => {
    const given = { base: { a: TEXT }, fixed: { a: FIXED }, target: { b: 'b' } };
    assert.equal(await words(given), 'conflict; a conflict absent-in-target');
    assert.deepEqual((await port(given)).files, { b: 'b' });
  });

  test('a file that the target lacks may be left out, without a chance, where another is changed', async () => {
    const base = { a: TEXT, b: TEXT };
    const { result } = await port({ base, fixed: { a: FIXED, b: FIXED }, target: { b: TEXT }, adapt: true });
    assert.deepEqual(result.files[0], {
      ...{ kind: 'proposed', path: 'a', hunks: [] },
      reason: { kind: 'absent-in-target' },
    });
  });

  test('a file that the target lacks is told with those of its name, unless they are many', async () => {
    const base = { 'x/a': TEXT, b: TEXT };
    const reasonWith = async (target: Record<string, string>) => {
      const fixed = { 'x/a': FIXED, b: FIXED };
      const { result } = await port({ base, fixed, target: { b: TEXT, ...target }, adapt: true });
      const [file] = result.files;
      return file && 'reason' in file && file.reason;
    };
    const kind = 'absent-in-target';
    assert.deepEqual(await reasonWith({ 'y/z/a': '1', a: '2', 'y/ba': '3' }), { kind, namesakes: ['a', 'y/z/a'] });
    assert.deepEqual(await reasonWith({ 'y/a': '1', 'z/a': '2', 'w/a': '3', 'v/a': '4' }), { kind });
  });

  test('a file that the target has moved is changed at its new place', async () => {
    const { files } = await port({ base: { a: TEXT }, fixed: { a: FIXED }, target: { d: DRIFTED }, moves: { a: 'd' } });
    assert.deepEqual(files, { d: `zero\n${FIXED}` });
  });

  test('the worst file decides', async () => {
    const base = { a: TEXT, b: TEXT, c: TEXT };
    const fixed = { a: FIXED, b: FIXED, c: FIXED };
    assert.equal(
      await words({ base, fixed, target: { a: TEXT, b: FIXED, c: TEXT } }),
      'clean; a clean; b already-there; c clean',
    );
    assert.match(await words({ base, fixed, target: { a: TEXT, b: FIXED } }), /^conflict;/);
  });
});

suite('portSteps: modes and kinds', () => {
  test('a mode that one side changed is kept beside merged content', async () => {
    const { result } = await port({ base: { a: TEXT }, fixed: { a: FIXED }, target: { a: file(DRIFTED, '100755') } });
    assert.deepEqual(result.files, [{ kind: 'clean', path: 'a', file: file(`zero\n${FIXED}`, '100755') }]);
    const executable = { a: file(TEXT, '100755') };
    const merged = await port({ base: { a: TEXT }, fixed: executable, target: { a: DRIFTED } });
    assert.deepEqual(merged.result.files, [{ kind: 'clean', path: 'a', file: file(DRIFTED, '100755') }]);
  });

  test('binary files, symlinks and submodules that both sides changed are refused', async () => {
    const refused = (before: string, after: string, target: string, mode?: string) =>
      words({ base: { a: file(before, mode) }, fixed: { a: file(after, mode) }, target: { a: file(target, mode) } });
    assert.equal(await refused('\0a\nb\nc\n', '\0a\nb\nC\n', '\0A\nb\nc\n'), 'refused; a refused binary');
    assert.equal(await refused('x', 'y', 'z', '120000'), 'refused; a refused symlink');
    assert.equal(await refused('x', 'y', 'z', '160000'), 'refused; a refused submodule');
    assert.equal(await refused('x', 'y', 'x', '160000'), 'clean; a clean');
  });

  test('a NUL byte far into a file does not make it binary', async () => {
    const tail = `${'-'.repeat(8000)}\n\0\n`;
    const { files } = await port({
      base: { a: TEXT + tail },
      fixed: { a: FIXED + tail },
      target: { a: DRIFTED + tail },
    });
    assert.deepEqual(files, { a: `zero\n${FIXED}${tail}` });
  });
});

suite('portSteps: added and deleted files', () => {
  test('an added file is added, or is there already, or clashes', async () => {
    const fixed = { n: 'new\n' };
    assert.equal(await words({ base: {}, fixed, target: { b: 'b' } }), 'clean; n clean');
    assert.equal(await words({ base: {}, fixed, target: fixed }), 'already-there; n already-there');
    assert.equal(await words({ base: {}, fixed, target: { n: 'other\n' } }), 'conflict; n conflict exists-in-target');
  });

  test('files and folders do not mix', async () => {
    const clash = 'conflict; d/n conflict exists-in-target';
    assert.equal(await words({ base: {}, fixed: { 'd/n': 'new\n' }, target: { d: 'file' } }), clash);
    assert.equal(
      await words({ base: {}, fixed: { d: 'file' }, target: { 'd/n': 'n' } }),
      'conflict; d conflict exists-in-target',
    );
    const { files } = await port({ base: { d: 'file' }, fixed: { 'd/n': 'new\n' }, target: { d: 'file' } });
    assert.deepEqual(files, { 'd/n': 'new\n' });
  });

  test('a new file in a folder that the target has moved conflicts', async () => {
    const { result } = await port({
      base: { 'old/a': TEXT, 'old/b': TEXT, 'old/c': 'c' },
      fixed: { 'old/a': TEXT, 'old/b': TEXT, 'old/c': 'c', 'old/n': 'new\n' },
      target: { 'now/a': TEXT, 'now/b': TEXT, c: 'c' },
      moves: { 'old/a': 'now/a', 'old/b': 'now/b', 'old/c': 'c' },
    });
    assert.deepEqual(result.files, [
      { kind: 'conflict', path: 'old/n', reason: { kind: 'folder-renamed', to: 'now' } },
    ]);
  });

  test('a deleted file goes, unless the target has changed or moved it', async () => {
    const base = { a: TEXT, b: 'b' };
    const fixed = { b: 'b' };
    assert.deepEqual((await port({ base, fixed, target: base })).files, { b: 'b' });
    assert.equal(await words({ base, fixed, target: fixed }), 'already-there; a already-there');
    assert.equal(await words({ base, fixed, target: { a: DRIFTED } }), 'conflict; a conflict changed-in-target');
    assert.equal(await words({ base, fixed, target: { d: TEXT }, moves: { a: 'd' } }), 'conflict; a conflict rename');
  });
});

suite('portSteps: renamed files', () => {
  const base = { a: TEXT };
  const fixed = { n: FIXED };
  const renames = { a: 'n' };

  test('a rename with a change is merged and moved', async () => {
    const { result, files } = await port({ base, fixed, renames, target: { a: DRIFTED } });
    assert.deepEqual(files, { n: `zero\n${FIXED}` });
    assert.deepEqual(result.files, [{ kind: 'clean', path: 'n', from: 'a', file: file(`zero\n${FIXED}`) }]);
  });

  test('a rename that is there already is already there', async () => {
    assert.equal(await words({ base, fixed, renames, target: { n: FIXED } }), 'already-there; n already-there');
  });

  test('both sides may rename alike, not differently', async () => {
    const { files } = await port({ base, fixed, renames, target: { n: DRIFTED }, moves: { a: 'n' } });
    assert.deepEqual(files, { n: `zero\n${FIXED}` });
    assert.equal(
      await words({ base, fixed, renames, target: { m: TEXT }, moves: { a: 'm' } }),
      'conflict; n conflict rename',
    );
  });

  test('a rename of an absent file, or onto an existing one, conflicts', async () => {
    assert.equal(await words({ base, fixed, renames, target: { b: 'b' } }), 'conflict; a conflict absent-in-target');
    assert.equal(await words({ base, fixed, renames, target: { a: DRIFTED, n: 'n' } }), 'conflict; n conflict rename');
  });

  test('two files cannot land at one path', async () => {
    const two = { base: { a: TEXT }, fixed: { a: FIXED, d: 'new\n' }, target: { d: 'new\n' }, moves: { a: 'd' } };
    assert.equal((await port(two)).result.outcome, 'conflict');
  });

  test('a file that the target added to a folder which the fix moves conflicts', async () => {
    const { result } = await port({
      base: { 'old/a': TEXT },
      fixed: { 'now/a': TEXT },
      renames: { 'old/a': 'now/a' },
      target: { 'old/a': TEXT, 'old/own': 'own\n' },
    });
    assert.deepEqual(result.files.at(-1), {
      kind: 'conflict',
      path: 'old/own',
      reason: { kind: 'folder-renamed', to: 'now', byFix: true },
    });
  });
});

suite('portSteps: what is likeliest', () => {
  const base = 'class A:\n    def one(self):\n        first()\n        second()\n';
  const fixed = base.replace('second()', 'second(retry=True)');

  test('a conflict that is left as it is changes nothing, and is never sure', async () => {
    const target = 'class B:\n    def other(self):\n        nothing(at, all, alike)\n';
    const { result, files } = await port({
      base: { a: base },
      fixed: { a: fixed },
      target: { a: target },
      adapt: true,
    });
    assert.ok(['proposed', 'conflict'].includes(result.outcome), result.outcome);
    if (files.a === target) assert.equal(result.outcome, 'conflict');
  });

  test('a file that the target lacks is left out, as a proposal, beside others that are not', async () => {
    const both = { base: { a: base, b: base }, fixed: { a: fixed, b: fixed }, adapt: true };
    const some = await port({ ...both, target: { a: `# old\n${base}` } });
    assert.equal(some.result.outcome, 'proposed');
    assert.deepEqual(some.files, { a: `# old\n${fixed}` });
    const none = await port({ ...both, target: { c: base } });
    assert.equal(none.result.outcome, 'conflict');
  });
});
