// What must hold of every port, whatever the texts are: through the strategies and judges, warnings included.
import assert from 'node:assert/strict';
import { splitLines } from '../../../src/base/bytes';
import { mergeText } from '../../../src/port/merge';
import { findWarnings } from '../../../src/port/warn/warn';
import { randomTexts } from './adapt/random';
import { type Files, port, snapshot, stepsBetween } from './files';

const FILE = 'a.py';

/** The kind of the outcome, and the text that the target then has. */
async function ported(base: string, target: string, fixed: string): Promise<{ kind: string; text: string }> {
  const [before, here, after]: Files[] = [{ [FILE]: base }, { [FILE]: target }, { [FILE]: fixed }];
  const { result, files } = await port({ base: before!, target: here!, fixed: after!, adapt: true });
  await findWarnings(stepsBetween(before!, after!), result.files, snapshot(before!), snapshot(here!));
  return { kind: result.outcome, text: files[FILE]! };
}

/** Line ends and bytes that texts may have, as changes of all three. */
const FORMS: Record<string, (text: string) => string> = {
  'as they are': (text) => text,
  'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'with tabs': (text) => text.replaceAll('    ', '\t'),
  'without a last line end': (text) => text.replace(/\n$/, ''),
  'with bytes that are no UTF-8': (text) => text.replaceAll('alpha', '\xff\x80').replaceAll('=', '\xe9'),
};

suite('every port', function () {
  this.timeout(20_000);

  test('of an empty fix leaves the target as it is', async () => {
    for (const [base, target] of randomTexts(40))
      assert.deepEqual(await ported(base, target, base), { kind: 'already-there', text: target });
  });

  test('onto what the fix was made on gives what the fix made', async () => {
    for (const [base, , fixed] of randomTexts(40)) {
      if (base === fixed) continue;
      assert.deepEqual(await ported(base, base, fixed), { kind: 'clean', text: fixed });
    }
  });

  test('onto what has the fix changes nothing', async () => {
    for (const [base, , fixed] of randomTexts(40))
      assert.deepEqual(await ported(base, fixed, fixed), { kind: 'already-there', text: fixed });
  });

  for (const [name, form] of Object.entries(FORMS)) {
    test(`keeps each line of the target that the fix does not touch, and sets no marker: texts ${name}`, async () => {
      let settled = 0;
      for (const texts of randomTexts(40)) {
        const [base, target, fixed] = texts.map(form) as [string, string, string];
        const { kind, text } = await ported(base, target, fixed);
        assert.doesNotMatch(text, /^(<{7}|={7}|>{7}|\|{7})/m);
        if (kind === 'adapted' || kind === 'proposed') settled++;
        const kept = untouched(base, target, fixed);
        const result = splitLines(text);
        let at = 0;
        for (const line of kept) {
          at = result.indexOf(line, at) + 1;
          assert.notEqual(at, 0, `${kind} lost ${JSON.stringify(line)}`);
        }
      }
      assert.ok(settled > 10, `${settled} of them settled`);
    });
  }
});

/** The target's lines outside of all that the fix changes, as git's merge sees it. */
function untouched(base: string, target: string, fixed: string): string[] {
  const merged = mergeText(base, target, fixed);
  if (merged.kind === 'clean') return [];
  const { splices, regions } = merged.merge;
  const taken = [...splices, ...regions.map(({ ours }) => ours)];
  return splitLines(target).filter((_, line) => !taken.some(({ start, end }) => line >= start && line < end));
}
