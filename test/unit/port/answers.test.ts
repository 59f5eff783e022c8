// What becomes of files that no markers can settle, by each answer.
import assert from 'node:assert/strict';
import { type Question, questionsOf, withAnswers } from '../../../src/port/answers';
import type { Asked } from '../../../src/port/choices';
import { type Case, file, port, snapshot, stepsBetween } from './files';

const TEXT = 'one\ntwo\nthree\nfour\nfive\n';
const FIXED = TEXT.replace('two', 'TWO');
const OTHER = TEXT.replace('five', 'FIVE');
const BOTH = FIXED.replace('five', 'FIVE');

/** What is asked about a case, on a branch. */
function asked(given: Case, branch = 'stable'): Asked {
  return {
    branch,
    steps: stepsBetween(given.base, given.fixed, given.renames),
    target: snapshot(given.target),
    moves: async () => new Map(Object.entries(given.moves ?? {})),
    hash: (content) => file(content).id,
    adapt: false,
    resolutions: new Map(),
  };
}

async function questions(given: Case, branch?: string): Promise<Question[]> {
  const { result } = await port(given);
  return questionsOf(result.files, asked(given, branch));
}

/** For each answer to the only question the path with its content (`-` for none) and, after a `<`, where that came from. */
async function choices(given: Case): Promise<Record<string, string>> {
  const [question, ...others] = await questions(given);
  assert.ok(question && others.length === 0);
  return Object.fromEntries(
    [...question.answers].map(([answer, outcome]) => {
      assert.ok(outcome.kind === 'adapted');
      const { path, from, file: state } = outcome;
      return [answer, `${path} ${state ? `${state.mode} ${state.content}` : '-'}${from ? ` < ${from}` : ''}`];
    }),
  );
}

suite('port/answers', () => {
  test('a file that the target deleted stays away or comes back as the fix has it', async () => {
    const given: Case = { base: { a: TEXT }, fixed: { a: FIXED }, target: { b: 'b' } };
    assert.deepEqual(await choices(given), { keep: 'a -', take: `a 100644 ${FIXED}` });
    const folder: Case = { ...given, target: { 'a/b': 'b', c: 'c' } };
    assert.deepEqual(await questions(folder), [], 'a folder is in its place');
  });

  test('a file that the fix deletes and the target changed stays or goes', async () => {
    const given: Case = { base: { a: TEXT }, fixed: {}, target: { a: OTHER } };
    assert.deepEqual(await choices(given), { keep: `a 100644 ${OTHER}`, take: 'a -' });
  });

  test('a file that both sides renamed gets one of the names, and the changes of both', async () => {
    const given: Case = {
      base: { a: TEXT },
      fixed: { b: FIXED },
      renames: { a: 'b' },
      target: { c: OTHER },
      moves: { a: 'c' },
    };
    assert.deepEqual(await choices(given), { keep: `c 100644 ${BOTH}`, take: `b 100644 ${BOTH} < c` });
    const clash: Case = { ...given, target: { c: TEXT.replace('two', 'zwei') } };
    assert.deepEqual(await questions(clash), [], 'its lines conflict as well');
  });

  test('a file that the target renamed and the fix deletes stays or goes', async () => {
    const given: Case = { base: { a: TEXT }, fixed: {}, target: { c: TEXT }, moves: { a: 'c' } };
    assert.deepEqual(await choices(given), { keep: 'a -', take: 'c -' });
  });

  test('a new file goes where the fix has it, or into the folder that the target has now', async () => {
    const base = { 'old/a': TEXT, 'old/b': OTHER };
    const given: Case = {
      base,
      fixed: { ...base, 'old/n': 'new\n' },
      target: { 'new/a': TEXT, 'new/b': OTHER },
      moves: { 'old/a': 'new/a', 'old/b': 'new/b' },
    };
    assert.deepEqual(await choices(given), { take: 'old/n 100644 new\n', move: 'new/n 100644 new\n' });
  });

  test('a link that both sides changed leads where one of them says', async () => {
    const link = (to: string) => file(to, '120000');
    const given: Case = { base: { a: link('x') }, fixed: { a: link('y') }, target: { a: link('z') } };
    assert.deepEqual(await choices(given), { keep: 'a 120000 z', take: 'a 120000 y' });
  });

  test('an answer holds for its branch and for these states', async () => {
    const given: Case = { base: { a: TEXT, b: TEXT }, fixed: { b: FIXED }, target: { a: OTHER, b: TEXT } };
    const [question] = await questions(given);
    const given2: Case = { ...given, target: { a: BOTH, b: TEXT } };
    const keys = [question, ...(await questions(given, 'other')), ...(await questions(given2))].map((one) => one?.key);
    assert.equal(new Set(keys).size, 3);
    const { result } = await port(given);
    const answers = new Map([[question!.key, 'take\n']]);
    const settled = await withAnswers(result.files, asked(given), answers);
    assert.deepEqual(
      settled.map(({ kind, path }) => [path, kind]),
      [
        ['a', 'adapted'],
        ['b', 'clean'],
      ],
    );
    assert.deepEqual(await withAnswers(result.files, asked(given, 'other'), answers), result.files);
  });

  test('a binary file stays or gets what the fix has, by either word, unless that or it is too large', async () => {
    const given: Case = { base: { a: TEXT }, fixed: { a: FIXED }, target: { a: `\0${TEXT}` } };
    assert.deepEqual(await choices(given), { keep: `a 100644 \0${TEXT}`, take: `a 100644 ${FIXED}` });
    const both = { ...given, fixed: { a: `\0${FIXED}` } };
    assert.deepEqual(await choices(both), { keep: `a 100644 \0${TEXT}`, take: `a 100644 \0${FIXED}` });
    const [question] = await questions(given);
    const { result } = await port(given);
    const [settled] = await withAnswers(result.files, asked(given), new Map([[question!.key, 'theirs\n']]));
    assert.ok(settled?.kind === 'adapted' && settled.file?.content === FIXED);
    for (const other of [
      { ...given, fixed: { a: `\0${'x'.repeat(5_000_000)}` } },
      { ...given, target: { a: `\0${'x'.repeat(5_000_000)}` } },
      { ...given, target: { a: file('', '160000') } },
    ])
      assert.deepEqual(Object.keys(await choices(other)), ['keep']);
  });

  test('where nothing of the fix would be left, or the answer is none, the question stays', async () => {
    const given: Case = { base: { a: TEXT }, fixed: {}, target: { a: OTHER } };
    const [question] = await questions(given);
    const { result } = await port(given);
    for (const answer of ['keep', 'move', 'perhaps'])
      assert.deepEqual(
        await withAnswers(result.files, asked(given), new Map([[question!.key, `${answer}\n`]])),
        result.files,
      );
  });
});
