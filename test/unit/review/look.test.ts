// The table of states: complete, and readable without colour.
import { strict as assert } from 'node:assert';
import { look, standings } from '../../../src/review/look';

suite('review/look', () => {
  test('every state has a row with all parts', () => {
    assert.equal(standings.length, 15);
    for (const standing of standings) {
      const { icon, colour, word, sentence } = look(standing);
      assert.match(icon, /^[a-z]+(-[a-z]+)*$/, standing);
      assert.match(colour, /^fishladder\.[a-z][A-Za-z]*$/, standing);
      assert.ok(word.length > 0 && word.length <= 16, standing);
      assert.match(sentence, /^[A-Z].*\.$/, standing);
    }
  });

  test('no two states share an icon or a word', () => {
    const rows = standings.map(look);
    const words = new Set(rows.map((row) => row.word));
    const icons = new Set(rows.map((row) => row.icon));
    assert.deepEqual([words.size, icons.size], [standings.length, standings.length]);
  });
});
