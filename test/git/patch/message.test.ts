// Trailers are those that git interpret-trailers finds.
import assert from 'node:assert/strict';
import { formatMessage, parseMessage, trailer, withTrailers } from '../../../src/patch/message';
import { seeded } from '../../unit/patch/random';
import { makeRepository, type Repository } from './repository';

const PARTS = [
  'Subject line\n',
  'Some prose that goes on.\n',
  'Note: looks like a trailer\n',
  '\n',
  '\n',
  ' \t\n',
  'Signed-off-by: A <a@example.org>\n',
  'Change-Id: I0123456789\n',
  'Closes-Bug:#12\n',
  'Key : with blanks  \n',
  ' continued\n',
  '\tcontinued too\n',
  '(cherry picked from commit 0123456789abcdef)\n',
  'Conflicts:\n',
  '# a comment\n',
  'https://example.org: no\n',
  'two words: no\n',
];

suite('trailers', () => {
  let repository: Repository;
  suiteSetup(() => {
    repository = makeRepository();
  });
  suiteTeardown(() => repository.remove());

  function byGit(text: string): string {
    return repository.git(['interpret-trailers', '--parse'], text);
  }

  function byUs(text: string): string {
    const lines = parseMessage(text).trailers.map((line) =>
      line.kind === 'trailer' ? `${line.key}: ${line.value}\n` : '',
    );
    return lines.join('');
  }

  test('of 500 random messages are those that git finds, and every message comes back byte for byte', () => {
    const random = seeded(11);
    let found = 0;
    for (let count = 0; count < 500; count++) {
      const body = Array.from({ length: random(14) }, () => PARTS[random(PARTS.length)]).join('');
      const text = `Subject\n${random(6) ? '\n' : ''}${body}${random(9) ? '' : '---\nNote: below\n'}`;
      assert.equal(formatMessage(parseMessage(text)), text);
      assert.equal(byUs(text), byGit(text), JSON.stringify(text));
      if (byUs(text) !== '') found++;
    }
    assert.ok(found > 50, `${found} with trailers`);
  });

  test('that were added are found by git', () => {
    for (const text of ['Subject', 'Subject\n\nBody\n', 'Subject\n\nBody\n\nA: 1\n\n', 'Subject\n\nSee: 1\nprose\n']) {
      const message = parseMessage(text);
      const added = formatMessage(withTrailers(message, [...message.trailers, trailer('New', 'value')]));
      assert.ok(byGit(added).endsWith('New: value\n'), JSON.stringify(added));
      assert.equal(byGit(added), `${byGit(text)}New: value\n`);
    }
  });
});
