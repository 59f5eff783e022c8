// Subjects, Message-IDs, quotes and recipients of mails with patches.
import assert from 'node:assert/strict';
import { keepersOf } from '../../../../src/profile/linux/maintainers';
import { lettersOf } from '../../../../src/review/patchwork/letters';
import { isMessageId, messageIdOf, ownMessageId } from '../../../../src/review/patchwork/message-id';
import { branchNamed, prefixFor, readSubject } from '../../../../src/review/patchwork/name';
import { readReply } from '../../../../src/review/patchwork/quote';

const branches = ['master', 'linux-6.12.y', 'linux-5.15.y', 'scarthgap'];

suite('mails with patches', () => {
  const subjects: [subject: string, title: string, version: number, branch: string][] = [
    ['[PATCH] net: fix x', 'net: fix x', 1, 'master'],
    ['[PATCH 6.12.y v2 1/3] net: fix x', 'net: fix x', 2, 'linux-6.12.y'],
    ['[PATCH v3 5.15 02/12]  net:\n fix x', 'net: fix x', 3, 'linux-5.15.y'],
    ['[PATCH 6.12-stable] net: fix x', 'net: fix x', 1, 'linux-6.12.y'],
    ['[OE-core][scarthgap][PATCH v2] net: fix x', 'net: fix x', 2, 'scarthgap'],
    ['[PATCH net-next,v2] net: fix [x]', 'net: fix [x]', 2, 'master'],
    ['[v2,1/2] Change 1', 'Change 1', 2, 'master'],
    ['no brackets', 'no brackets', 1, 'master'],
  ];
  for (const [subject, title, version, branch] of subjects)
    test(subject, () => {
      const parts = readSubject(subject);
      assert.deepEqual(
        [parts.title, parts.version, branchNamed(parts.words, branches), parts.isReply],
        [title, version, branch, false],
      );
      assert.equal(readSubject(`Re: AW: ${subject}`).isReply, true);
      assert.equal(readSubject(`Re: ${subject}`).title, title);
    });

  test('prefixes that are read as they were meant', () => {
    for (const branch of branches)
      for (const version of [1, 4]) {
        const { words, version: read } = readSubject(`[${prefixFor(branch, branches, version)}] x`);
        assert.deepEqual([branchNamed(words, branches), read], [branch, version]);
      }
  });

  test('Message-IDs', () => {
    const id = '20261121.1-a+b=c@example.org';
    for (const address of [
      `https://lore.kernel.org/all/${id}/`,
      `https://lore.kernel.org/r/${encodeURIComponent(id)}`,
      `https://patchwork.kernel.org/project/x/patch/${id}/`,
    ])
      assert.equal(messageIdOf(address), id);
    for (const other of [
      'https://lore.kernel.org/all/',
      'x',
      'https://example.org/%E0%A4%A/',
      'https://example.org/a b@c/',
    ])
      assert.equal(messageIdOf(other), undefined);
    for (const bad of ['a@b>c', 'a/../b@c', 'a b@c', '<a@b>', `${'a'.repeat(300)}@b`])
      assert.equal(isMessageId(bad), false);
    const own = ownMessageId('c'.repeat(40), 'stable/2025.1', 'a@example.org');
    assert.ok(isMessageId(own), own);
    assert.equal(own, ownMessageId('c'.repeat(40), 'stable/2025.1', 'a@example.org'));
    assert.notEqual(own, ownMessageId('c'.repeat(40), 'master', 'a@example.org'));
  });

  const diff = [
    ...[
      'diff --git a/a.c b/a.c',
      '--- a/a.c',
      '+++ b/a.c',
      '@@ -10,4 +10,5 @@ int f(void)',
      ' x',
      '-y',
      '+why',
      '+why not',
      ' z',
      ' x',
    ],
    ...['diff --git a/b.c b/b.c', '--- a/b.c', '+++ b/b.c', '@@ -1 +1 @@', '--- dashes', '+z', ''],
  ].join('\n');
  const after = (path: string, line: number) => ({ path, side: 'after', line });
  const replies: [what: string, body: string, places: unknown[]][] = [
    ['below an added line', '> +why not\nNo.\n', [after('a.c', 12)]],
    ['below a removed line', '> -y\n\nKeep it.', [{ path: 'a.c', side: 'before', line: 11 }]],
    [
      'below a removed line that looks like a name of a file',
      '> --- dashes\nKeep it.',
      [{ path: 'b.c', side: 'before', line: 1 }],
    ],
    ['below a line that is there twice', '>  x\nWhich?', [undefined]],
    ['below a line that its neighbour tells', '>  z\n>  x\nThis.', [after('a.c', 14)]],
    ['below a hunk', '> @@ -10,4 +10,5 @@ int f(void)\nHm.', [after('a.c', 10)]],
    ['below a line of something else', '> +other\nWhat?', [undefined]],
    [
      'two paragraphs at two lines',
      '> +why\nOne\n\nstill one\n> +z\nTwo\n-- \nBob',
      [after('a.c', 11), after('b.c', 1)],
    ],
    ['only greetings', 'On Monday Ada wrote:\n> +why\n', []],
  ];
  for (const [what, body, places] of replies)
    test(`a reply ${what}`, () =>
      assert.deepEqual(
        readReply(body, diff).map(({ place }) => place),
        places,
      ));

  test('the stable tree takes copies from the list; what was sent to is no copy', () => {
    const patch = { fix: 'f', commit: 'c'.repeat(40), title: 't', message: 't\n', changeId: '' };
    const list = {
      host: 'h',
      list: 'l@k.org',
      archive: 'https://a/',
      branches,
      sender: 's@e.org',
      from: 'S <s@e.org>',
    };
    const proposal = {
      base: 'b',
      topic: 't',
      hashtags: [],
      force: false,
      wip: false,
      reviewers: ['m@k.org', 'l@k.org'],
      patches: [patch, { ...patch, commit: 'd'.repeat(40) }],
    };
    const stable = lettersOf({ ...proposal, branch: 'linux-6.12.y' }, list);
    assert.deepEqual(
      stable.map(({ to, cc, prefix }) => [to, cc, prefix]),
      [
        [['stable@vger.kernel.org'], ['l@k.org', 'm@k.org'], 'PATCH 6.12.y 1/2'],
        [['stable@vger.kernel.org'], ['l@k.org', 'm@k.org'], 'PATCH 6.12.y 2/2'],
      ],
    );
    assert.deepEqual([stable[0]?.inReplyTo, stable[1]?.inReplyTo], [undefined, stable[0]?.messageId]);
    assert.deepEqual(lettersOf({ ...proposal, branch: 'master' }, list)[0]?.cc, ['m@k.org']);
  });

  test('who looks after files', () => {
    const text = `Descriptions of section entries\n\tM: *Mail*\n\nNET DRIVERS\nM:\tAda <ada@k.org>\nM:\t$(touch /tmp/x) <evil@k.org>\nR:\t"B. Ob" <bob@k.org>\nL:\tnetdev@vger.kernel.org (moderated for non-subscribers)\nS:\tMaintained\nF:\tdrivers/net/\nX:\tdrivers/net/wireless/\n\nONE FILE\nM:\tCleo <cleo@k.org>\nF:\tdrivers/net/a*.c\nF:\tlib/x.c\n\nTHE REST\nM:\tLinus <linus@k.org>\nF:\t*\nF:\t*/\n`;
    assert.deepEqual(keepersOf(text, ['drivers/net/b.c']), {
      people: ['Ada <ada@k.org>', '"B. Ob" <bob@k.org>'],
      lists: ['netdev@vger.kernel.org'],
    });
    assert.deepEqual(keepersOf(text, ['drivers/net/abc.c']).people.at(-1), 'Cleo <cleo@k.org>');
    assert.deepEqual(keepersOf(text, ['drivers/net/wireless/w.c']), { people: [], lists: [] });
    assert.deepEqual(keepersOf(text, ['lib/x.c']).people, ['Cleo <cleo@k.org>']);
    assert.deepEqual(keepersOf(text, ['lib/x.cc', 'README']), { people: [], lists: [] });
  });
});
