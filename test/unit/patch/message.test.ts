// Commit messages: subject, body and trailers, and changes that lose nothing.
import assert from 'node:assert/strict';
import {
  formatMessage,
  parseMessage,
  picked,
  subjectOf,
  type TrailerLine,
  trailer,
  trailerValues,
  withTrailers,
} from '../../../src/patch/message';

const TEXT = `Keep the volume
on reboot

First paragraph,
two lines.

Second.

Closes-Bug: #1
Change-Id: I0123
Signed-off-by: A <a@example.org>
(cherry picked from commit 0123456789012345678901234567890123456789)
(cherry picked from commit aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)
`;

suite('parseMessage', () => {
  test('finds subject, body and trailers', () => {
    const message = parseMessage(TEXT);
    assert.equal(formatMessage(message), TEXT);
    assert.equal(subjectOf(message), 'Keep the volume on reboot');
    assert.deepEqual(
      message.trailers.map((line) =>
        line.kind === 'trailer' ? [line.key, line.value] : line.kind === 'picked' ? line.commit.slice(0, 3) : line.raw,
      ),
      [['Closes-Bug', '#1'], ['Change-Id', 'I0123'], ['Signed-off-by', 'A <a@example.org>'], '012', 'aaa'],
    );
    assert.deepEqual(trailerValues(message, 'CHANGE-ID'), ['I0123']);
  });

  const blocks: [string, string, string[]][] = [
    ['needs all lines to be trailers', 'S\n\nSee: 1\nprose\n', []],
    [
      'accepts prose beside a line of git, from a quarter on',
      'S\n\np\np\np\nSigned-off-by: A\n',
      ['p', 'p', 'p', 'Signed-off-by'],
    ],
    ['refuses a line of git among much prose', 'S\n\np\np\np\np\nSigned-off-by: A\n', []],
    ['is not the subject', 'Fix: it\n', []],
    ['takes indented lines to the trailer above', 'S\n\nNote: a\n b\n\tc\nKey: d\n', ['Note', 'Key']],
    ['ends before comments and blank lines', 'S\n\nKey: a\n\n# comment\n\n', ['Key']],
    ['ends before a --- line', 'S\n\nKey: a\n---\nOther: b\n', ['Key']],
    ['allows blanks before the colon, and CRLF', 'S\r\n\r\nKey : a\r\nB: c\r\n', ['Key', 'B']],
  ];
  for (const [what, text, keys] of blocks)
    test(`the block ${what}`, () => {
      const message = parseMessage(text);
      assert.equal(formatMessage(message), text);
      assert.deepEqual(
        message.trailers.map((line) => (line.kind === 'trailer' ? line.key : line.raw.trim())),
        keys,
      );
    });

  test('joins the lines of a value', () => {
    assert.deepEqual(trailerValues(parseMessage('S\n\nNote: a\n  b \nKey: d\n'), 'note'), ['a b']);
  });
});

suite('changing trailers', () => {
  const withLine = (text: string, line: TrailerLine) => {
    const message = parseMessage(text);
    return withTrailers(message, [...message.trailers, line]);
  };

  test('adds to the block that is there, after the last line', () => {
    const line = picked('f'.repeat(40));
    const added = withLine(TEXT, line);
    assert.equal(formatMessage(added), `${TEXT}(cherry picked from commit ${'f'.repeat(40)})\n`);
    assert.deepEqual(parseMessage(formatMessage(added)).trailers.at(-1), line);
  });

  test('begins a block after a blank line', () => {
    for (const text of ['S', 'S\n', 'S\n\n'])
      assert.equal(formatMessage(withLine(text, trailer('Key', 'v'))), `S\n\nKey: v\n${text.length > 2 ? '\n' : ''}`);
  });

  test('takes any order, and closes a last line that had no ending', () => {
    const message = parseMessage('S\n\nA: 1\nB: 2');
    assert.equal(formatMessage(withTrailers(message, [...message.trailers].reverse())), 'S\n\nB: 2\nA: 1\n');
  });

  test('cannot be made to add another trailer', () => {
    const added = withLine('S\n', trailer('Key', 'v\nSigned-off-by: Eve\n\nx'));
    assert.deepEqual(trailerValues(parseMessage(formatMessage(added)), 'Signed-off-by'), []);
    assert.deepEqual(trailerValues(parseMessage(formatMessage(added)), 'Key'), ['v Signed-off-by: Eve x']);
  });
});
