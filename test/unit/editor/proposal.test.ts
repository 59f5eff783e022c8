// A proposal as questions: each hunk at its place in the proposed text.
import assert from 'node:assert/strict';
import { proposalText, questionsOf } from '../../../src/editor/proposal';
import type { Adaptation } from '../../../src/port/adapt/adapt';
import type { FileBlob, FileOutcome } from '../../../src/port/types';

const blob = (content: string): FileBlob => ({ mode: '100644', id: '', content });
const hunk = (start: number, end: number, lines: string[]): Adaptation => ({
  ...{ start, end, lines, strategies: [], base: [], ours: [], theirs: [], chance: 0.5, rivals: 0, others: [] },
  signs: {
    ...({} as Adaptation['signs']),
    duplicates: 1,
    strayed: 1,
    unbalanced: 0,
    vanished: ['gone'],
  },
});
const sides = {
  before: blob('a\nb0\nc\nd0\n'),
  target: blob('a\nb\nc\nd\n'),
  after: blob('new\na\nB0\nc\nD0\n'),
};
const reason = { kind: 'content', regions: [] } as const;

suite('a proposal as questions', () => {
  const files: FileOutcome[] = [
    { kind: 'clean', path: 'fine.py' },
    {
      kind: 'proposed',
      path: 'a.py',
      sides,
      file: blob('new\na\nB\nBB\nc\nD\n'),
      hunks: [hunk(1, 2, ['B\n', 'BB\n']), hunk(3, 4, ['D\n'])],
      reason: { ...reason, regions: [] },
    },
    { kind: 'proposed', path: 'left.py', hunks: [], reason: { kind: 'absent-in-target' } },
  ];
  const outcome = { kind: 'proposed' as const, files, text: '', warnings: [] };

  test('each hunk is one, where the proposed text has it; a file that is left out is one without a place', async () => {
    const questions = await questionsOf(outcome);
    assert.deepEqual(
      questions.map(({ path, place, where }) => [path, place, where]),
      [
        ['a.py', { start: 2, end: 4 }, 'between lines 1 and 3'],
        ['a.py', { start: 5, end: 6 }, 'below line 3'],
        ['left.py', undefined, ''],
      ],
    );
    assert.match(questions[0]?.doubts.join() ?? '', /has no gone.*another function or class/);
  });

  test('the two texts are those of the branch and of the proposal', () => {
    const cell = { fix: 'leak', branch: 'old', patch: 'none' as const, outcome };
    assert.equal(proposalText(cell, 'a.py', 'before'), 'a\nb\nc\nd\n');
    assert.equal(proposalText(cell, 'a.py', 'after'), 'new\na\nB\nBB\nc\nD\n');
    assert.equal(proposalText(cell, 'left.py', 'after'), '');
  });
});
