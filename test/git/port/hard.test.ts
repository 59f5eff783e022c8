// Ports of files that are made to be hard come to the right end within the time that a test has here, warnings and all.
import assert from 'node:assert/strict';
import { findWarnings } from '../../../src/port/warn/warn';
import { port, snapshot, stepsBetween } from '../../unit/port/files';

const MARKER = /^(<{7}|\|{7}|={7}|>{7})/m;

/** What becomes of one file: the outcome, and the text that it would have. */
async function portText(base: string, fixed: string, target: string): Promise<{ kind: string; text: string }> {
  const [before, after, here] = [{ 'a.py': base }, { 'a.py': fixed }, { 'a.py': target }];
  const { result } = await port({ base: before, fixed: after, target: here, adapt: true });
  await findWarnings(stepsBetween(before, after), result.files, snapshot(before), snapshot(here));
  const [file] = result.files;
  assert.ok(file);
  return { kind: file.kind, text: ('file' in file ? file.file?.content : undefined) ?? target };
}

const lines = (count: number, line: (number: number) => string) => Array.from({ length: count }, (_, n) => line(n));

/** The lines as one text, some of them others. */
const textOf = (all: readonly string[], changed: Record<number, string> = {}, end = '\n') =>
  all.map((line, number) => changed[number] ?? line).join(end);

suite('port on files made to be hard', () => {
  const long = lines(100_000, (n) => `step_${n}()`);

  test('100,000 lines, changed at both ends', async () => {
    const { kind, text } = await portText(
      textOf(long),
      textOf(long, { 0: 'import new', 99998: 'fixed()' }),
      textOf(long, { 2: 'ours()', 50000: 'ours_too()' }),
    );
    assert.equal(kind, 'clean');
    assert.ok(text === textOf(long, { 0: 'import new', 2: 'ours()', 50000: 'ours_too()', 99998: 'fixed()' }));
  });

  test('10,000 hunks', async () => {
    const all = lines(50_000, (n) => `line ${n}`);
    const [mine, theirs] = [2, 7].map((at) =>
      Object.fromEntries(lines(5000, (n) => `changed ${n}`).map((line, n) => [10 * n + at, line])),
    );
    const { kind, text } = await portText(textOf(all), textOf(all, theirs), textOf(all, mine));
    assert.equal(kind, 'clean');
    assert.ok(text === textOf(all, { ...mine, ...theirs }));
  });

  test('10,000 conflicts are left to a person', async () => {
    const side = (word: string) => lines(20_000, (n) => (n % 2 ? `value ${n} = ${word}` : `keep ${n}`)).join('\n');
    const { kind, text } = await portText(side('old'), side('fixed'), side('ours'));
    assert.deepEqual([kind, text === side('ours')], ['conflict', true]);
  });

  test('100,000 lines that are all alike, or in any order', async () => {
    const same = lines(100_000, () => 'x');
    const added = await portText(textOf(same), textOf([...same, 'end']), textOf(['start', ...same]));
    assert.ok(added.text === textOf(['start', ...same, 'end']));
    const turned = textOf(long.toReversed());
    assert.ok(!MARKER.test((await portText(textOf(long), textOf(long, { 7: 'fixed()' }), turned)).text));
  });

  test('100,000 lines that have nothing in common', async () => {
    const side = (word: string) => textOf(lines(100_000, (n) => `${word} ${n}`));
    const { kind, text } = await portText(side('base'), side('fixed'), side('ours'));
    assert.deepEqual([kind, text === side('ours')], ['conflict', true]);
  });

  test('a fix of long runs of one line, of which the target has shorter ones', async () => {
    const run = (count: number, last: string) => [...lines(count, () => 'the same'), last];
    const target = textOf([1, 2, 3].flatMap(() => run(90_000, 'another')));
    const { kind, text } = await portText('the first\n', textOf(run(100_000, 'the last')), target);
    assert.deepEqual([kind, text === target], ['conflict', true]);
  });

  test('many conflicts that are each long', async () => {
    const side = (word: string) =>
      textOf(lines(50_000, (n) => (n % 500 < 200 ? `    value_${n} = ${word}(self.${word}, ${n})` : `keep_${n}()`)));
    const { kind, text } = await portText(side('base'), side('fixed'), side('ours'));
    assert.deepEqual([kind, text === side('ours')], ['conflict', true]);
  });

  test('CRLF against LF, and tabs against blanks, in every line', async () => {
    const few = lines(1000, (n) => `        step_${n}()`);
    const fixed = textOf(few, { 50: '        fixed()' });
    for (const target of [textOf(few, {}, '\r\n'), textOf(few).replaceAll('        ', '\t')]) {
      const { kind, text } = await portText(textOf(few), fixed, target);
      assert.notEqual(kind, 'clean');
      assert.notEqual(kind, 'refused');
      assert.doesNotMatch(text, MARKER);
    }
    const other = await portText(textOf(long), textOf(long, { 5: 'fixed()' }), textOf(long, {}, '\r\n'));
    assert.ok(other.kind === 'adapted' && other.text === textOf(long, { 5: 'fixed()' }, '\r\n'));
    const mixed = textOf(long).replaceAll('9()\n', '9()\r\n');
    const third = await portText(textOf(long), textOf(long, { 9: 'fixed()' }), mixed);
    assert.ok(third.kind === 'adapted' && third.text === mixed.replace('step_9()', 'fixed()'));
  });

  test('one line of a megabyte', async () => {
    const one = (word: string) => `${word} b `.repeat(200_000);
    assert.equal((await portText(one('a'), one('fixed'), one('ours'))).kind, 'conflict');
    assert.ok((await portText(one('a'), one('fixed'), one('a'))).text === one('fixed'));
  });

  test('no newline at the end, and bytes that are no UTF-8', async () => {
    const odd = lines(100_000, (n) => `\xff\xfe ${n}`);
    const { kind, text } = await portText(textOf(odd), textOf(odd, { 99999: '\x80' }), textOf(odd, { 9: '\xe9\r' }));
    assert.equal(kind, 'clean');
    assert.ok(text === textOf(odd, { 9: '\xe9\r', 99999: '\x80' }));
  });

  test('thousands of calls, names and imports that the target lacks, line by line and in one line', async () => {
    const many = (name: string) => lines(3000, (n) => `def ${name}_${n}(a, b=None): pass`);
    const imports = (word: string) => lines(2000, (n) => `import ${word}_${n}`);
    const calls = lines(3000, (n) => `    find_host_${n}(1, b=lib_${n}.x)`);
    for (const added of [
      textOf(calls),
      `    x = [${calls.map((call) => call.trim()).join(', ')}]`,
      `    ${'import '.repeat(100_000)}`,
    ]) {
      const text = (name: string, word: string, body: string) =>
        textOf([...imports(word), '', ...many(name), '', 'def go():', '    one()', body, '    two()', '']);
      const { kind } = await portText(
        text('find_host', 'lib', '    pass'),
        text('find_host', 'lib', added),
        text('find_node', 'other', '    pass'),
      );
      assert.equal(kind, 'clean');
    }
  });
});
