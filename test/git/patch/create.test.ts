// Patches made in memory are byte for byte those of git diff.
import assert from 'node:assert/strict';
import type { Bytes } from '../../../src/base/bytes';
import { createFilePatch, type FileVersion } from '../../../src/patch/create';
import { formatFile } from '../../../src/patch/format';
import { parsePatch } from '../../../src/patch/parse';
import { randomEdit, randomText, seeded } from '../../unit/patch/random';
import { makeRepository, type Repository } from './repository';

const DIFF = ['diff', '--full-index', '--no-indent-heuristic', '--diff-algorithm=histogram'];

suite('createFilePatch is git diff', () => {
  let repository: Repository;
  suiteSetup(() => {
    repository = makeRepository();
  });
  suiteTeardown(() => repository.remove());

  /** Stores many texts as blobs in one run of git, and gives their ids. */
  function store(texts: readonly Bytes[]): string[] {
    const paths = texts.map((text, number) => {
      repository.write(`blob-${number}`, text);
      return `blob-${number}`;
    });
    return repository
      .git(['hash-object', '-w', '--no-filters', '--stdin-paths'], `${paths.join('\n')}\n`)
      .trim()
      .split('\n');
  }

  /** A tree with one file for each version; undefined ones are left out. */
  function tree(files: readonly (readonly [Bytes, FileVersion | undefined])[]): string {
    const entries = files.flatMap(([path, file]) => (file ? [`${file.mode} blob ${file.id}\t${path}\0`] : []));
    return repository.git(['mktree', '-z'], entries.join('')).trim();
  }

  for (const [variety, context] of [
    [4, 3],
    [20, 3],
    [300, 3],
    [20, 0],
    [20, 1],
    [300, 7],
  ] as const)
    test(`for 250 random pairs of ${variety} different lines, with ${context} lines of context`, () => {
      const random = seeded(variety * 100 + context);
      const texts = Array.from({ length: 250 }, () => {
        const before = randomText(random, 80, variety);
        return [before, randomEdit(random, before, 1 + random(6), variety)] as const;
      });
      const ids = store(texts.flat());
      const pairs = texts.map(([before, after], number) => ({
        path: `f${String(number).padStart(3, '0')}`,
        before: { mode: '100644', id: ids[2 * number] as string, content: before },
        after: { mode: '100644', id: ids[2 * number + 1] as string, content: after },
      }));
      const left = tree(pairs.map(({ path, before }) => [path, before]));
      const right = tree(pairs.map(({ path, after }) => [path, after]));
      const expected = parsePatch(repository.git([...DIFF, `-U${context}`, left, right])).files.map(formatFile);
      const made = pairs
        .filter(({ before, after }) => before.id !== after.id)
        .map(({ path, before, after }) =>
          formatFile(createFilePatch({ oldPath: path, newPath: path, before, after }, context)),
        );
      assert.ok(made.length > 200);
      assert.deepEqual(made, expected);
    });

  const OLD = 'int main()\n{\n  one();\n  two();\n  three();\n  four();\n}\n';
  const NEW = OLD.replace('four', 'FOUR');
  const cases: {
    what: string;
    path?: Bytes;
    to?: Bytes;
    before?: [string, Bytes];
    after?: [string, Bytes];
    similarity?: number;
  }[] = [
    { what: 'a new file', after: ['100644', OLD] },
    { what: 'a new empty file', after: ['100755', ''] },
    { what: 'a deleted file', before: ['100644', OLD] },
    { what: 'a deleted empty file', before: ['100644', ''] },
    { what: 'a mode', before: ['100644', OLD], after: ['100755', OLD] },
    { what: 'a mode and content', before: ['100755', OLD], after: ['100644', NEW] },
    { what: 'a rename', to: 'moved', before: ['100644', OLD], after: ['100644', OLD], similarity: 100 },
    {
      what: 'a rename with mode and content',
      to: 'mo ved',
      before: ['100644', OLD],
      after: ['100755', NEW],
      similarity: 81,
    },
    { what: 'a name with spaces', path: 'a b c', before: ['100644', OLD], after: ['100644', NEW] },
    { what: 'a quoted name', path: 't\tq"\xc3\xbc \xff', before: ['100644', OLD], after: ['100644', NEW] },
    { what: 'a quoted new name', path: 'n\\ew', after: ['100644', NEW] },
    { what: 'a link', before: ['120000', 'here'], after: ['120000', 'there'] },
    {
      what: 'a long heading',
      before: ['100644', `${'h\xff'.repeat(60)}\n${'\n'.repeat(9)}x`],
      after: ['100644', `${'h\xff'.repeat(60)}\n${'\n'.repeat(9)}y`],
    },
    {
      what: 'a heading cut inside a character',
      before: ['100644', `h${'\xc3\xbc'.repeat(60)}\n${'\n'.repeat(9)}x`],
      after: ['100644', `h${'\xc3\xbc'.repeat(60)}\n${'\n'.repeat(9)}y`],
    },
    {
      what: 'a heading with trailing blanks',
      before: ['100644', `head: \t\r\n${'\n'.repeat(9)}x`],
      after: ['100644', `head: \t\r\n${'\n'.repeat(9)}y`],
    },
  ];
  for (const { what, path = 'file', to = path, before, after, similarity } of cases)
    test(`for ${what}`, () => {
      const ids = store([before?.[1] ?? '', after?.[1] ?? '']);
      const version = (side: typeof before, id: string | undefined) =>
        side && { mode: side[0], id: id as string, content: side[1] };
      const [old, fresh] = [version(before, ids[0]), version(after, ids[1])];
      const expected = repository.git([...DIFF, '-M', tree([[path, old]]), tree([[to, fresh]])]);
      const made = createFilePatch({
        oldPath: path,
        newPath: to,
        ...(old && { before: old }),
        ...(fresh && { after: fresh }),
        ...(similarity === undefined ? {} : { similarity }),
      });
      assert.equal(formatFile(made), expected);
      assert.deepEqual({ ...made, ...parsePatch(expected).files[0] }, made);
    });
});
