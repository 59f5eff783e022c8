// Text from outside stays text.
import assert from 'node:assert/strict';
import { plainMarkdown, plainMarkdownLines, plainText } from '../../../src/editor/plain-text';

suite('plain text', () => {
  test('icons and links are no longer read out of it', () => {
    const text = plainText('$(bug) [run](command:fishladder.port)');
    assert.doesNotMatch(text, /\$\(|\]\(/);
    assert.equal(text.replaceAll('\u200b', ''), '$(bug) [run](command:fishladder.port)');
  });

  test('every character that Markdown knows is escaped, and lines become one', () => {
    assert.equal(plainMarkdown('<b>*a*</b>\n\n# b & c'), '\\<b\\>\\*a\\*\\<\\/b\\> \\# b \\& c');
    assert.equal(plainMarkdown('Käse 1'), 'Käse 1');
  });

  test('lines stay lines, with the blanks that they begin with', () => {
    assert.equal(
      plainMarkdownLines('a *b*\n\n  c\n\td'),
      'a \\*b\\*  \n&nbsp;  \n&nbsp;&nbsp;c  \n&nbsp;&nbsp;&nbsp;&nbsp;d',
    );
  });
});
