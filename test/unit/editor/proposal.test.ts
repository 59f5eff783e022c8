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
const sides = { before: blob('x\n'), target: blob('a\nb\nc\nd\n'), after: blob('y\n') };
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

  test('each hunk is one, where the proposed text has it; a file that is left out is one without a place', () => {
    assert.deepEqual(
      questionsOf(outcome).map(({ path, place }) => [path, place]),
      [
        ['a.py', { start: 2, end: 4 }],
        ['a.py', { start: 5, end: 6 }],
        ['left.py', undefined],
      ],
    );
    assert.match(questionsOf(outcome)[0]?.doubts.join() ?? '', /has no gone.*another function or class/);
  });

  test('the two texts are those of the branch and of the proposal', () => {
    const cell = { fix: 'leak', branch: 'old', patch: 'none' as const, outcome };
    assert.equal(proposalText(cell, 'a.py', 'before'), 'a\nb\nc\nd\n');
    assert.equal(proposalText(cell, 'a.py', 'after'), 'new\na\nB\nBB\nc\nD\n');
    assert.equal(proposalText(cell, 'left.py', 'after'), '');
  });
});
