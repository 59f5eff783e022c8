// Selections as lines.
import assert from 'node:assert/strict';
import { spansOf } from '../../../../src/editor/command/spans';

suite('lines of a selection', () => {
  const span = (...[line, character, endLine, endCharacter]: [number, number, number, number]) =>
    spansOf([{ start: { line, character }, end: { line: endLine, character: endCharacter } }])[0];

  test('a cursor means its line', () => assert.deepEqual(span(4, 7, 4, 7), { from: 5, to: 5 }));
  test('a cursor at the beginning of a line means that line', () =>
    assert.deepEqual(span(4, 0, 4, 0), { from: 5, to: 5 }));
  test('all lines that are touched count', () => assert.deepEqual(span(4, 7, 6, 1), { from: 5, to: 7 }));
  test('an end before the first character does not touch the line', () => {
    assert.deepEqual(span(4, 0, 6, 0), { from: 5, to: 6 });
  });
});
