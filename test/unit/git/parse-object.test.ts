// Trees and commits as their objects have them.
import assert from 'node:assert/strict';
import { differingEntries, formatTree, parseCommit, parseTree } from '../../../src/git/parse-object';
import { seeded } from '../patch/random';

const ID = '000102030405060708090a0b0c0d0e0f10111213';
const RAW = Buffer.from(ID, 'hex').toString('latin1');

suite('trees', () => {
  test('are read with names and ids of any bytes', () => {
    const content = `100644 a \xff\0${RAW}40000 b\0${RAW}`;
    assert.deepEqual(parseTree(content, 20), [
      { mode: '100644', name: 'a \xff', id: ID },
      { mode: '40000', name: 'b', id: ID },
    ]);
    assert.equal(formatTree(parseTree(content, 20)), content);
  });

  test('are read with ids of 32 bytes', () => {
    const id = ID + ID.slice(0, 24);
    const content = `120000 link\0${Buffer.from(id, 'hex').toString('latin1')}`;
    assert.deepEqual(parseTree(content, 32), [{ mode: '120000', name: 'link', id }]);
  });

  test("are written in git's order, a folder as if its name ended in a slash", () => {
    const entry = (mode: string, name: string) => ({ mode, name, id: ID });
    const entries = [entry('40000', 'a'), entry('100644', 'a0'), entry('100644', 'a.b'), entry('100644', 'Z')];
    const names = parseTree(formatTree(entries), 20).map(({ name }) => name);
    assert.deepEqual(names, ['Z', 'a.b', 'a', 'a0']);
  });

  test('are compared without what both have', () => {
    const random = seeded(3);
    const entries = (most: number) =>
      Array.from({ length: random(most) }, () => ({
        mode: ['100644', '100755', '40000'][random(3)]!,
        name: ['a', 'a.b', 'a-', 'a0', 'b', 'ab', '\xff'][random(7)]! + ['', '', 'x'][random(3)]!,
        id: ID.replaceAll('f', `${random(2)}`),
      }));
    const tree = (...parts: ReturnType<typeof entries>[]) =>
      formatTree([...new Map(parts.flat().map((entry) => [entry.name, entry])).values()]);
    for (let round = 0; round < 500; round++) {
      const shared = entries(9);
      const [old, now] = [tree(shared, entries(4)), tree(shared, entries(4))];
      const all = [parseTree(old, 20), parseTree(now, 20)].map(
        (list) => new Set(list.map((one) => JSON.stringify(one))),
      );
      const only = (side: 0 | 1) => [...all[side]!].filter((entry) => !all[1 - side]!.has(entry));
      const found = differingEntries(old, now, 20).map((list) => list.map((entry) => JSON.stringify(entry)));
      assert.deepEqual(found, [only(0), only(1)]);
    }
  });

  test('that are out of order, or both empty, are compared all the same', () => {
    const [a, b] = [`100644 b\0${RAW}`, `100644 a\0${RAW}`];
    const [old, now] = differingEntries(a + b, b, 20);
    assert.deepEqual([old.map(({ name }) => name).includes('b'), now.every(({ name }) => name === 'a')], [true, true]);
    assert.deepEqual(differingEntries('', '', 20), [[], []]);
  });

  test('that end too early are an error', () => {
    assert.throws(() => parseTree(`100644 a\0${RAW.slice(1)}`, 20), /middle of an entry/);
    assert.throws(() => parseTree('100644', 20), /middle of an entry/);
  });
});

suite('commits', () => {
  const people = 'author A <a@x> 1 +0000\ncommitter C <c@x> 2 +0100\n';

  test('are read with all parents, and the message in UTF-8', () => {
    const content = `tree t1\nparent p1\nparent p2\n${people}encoding latin1\n\nTitle\n\nauthor not a header\n\xe9`;
    assert.deepEqual(parseCommit('id', content), {
      id: 'id',
      tree: 't1',
      parents: ['p1', 'p2'],
      author: 'A <a@x> 1 +0000',
      committer: 'C <c@x> 2 +0100',
      message: 'Title\n\nauthor not a header\n\xc3\xa9',
    });
  });

  test('a signature with empty-looking lines is no message', () => {
    const content = `tree t1\n${people}gpgsig -----BEGIN\n \n parent fake\n -----END\n\nTitle\n`;
    const commit = parseCommit('id', content);
    assert.equal(commit.message, 'Title\n');
    assert.deepEqual(commit.parents, []);
  });

  test('without message or without tree', () => {
    assert.equal(parseCommit('id', `tree t1\n${people}\n`).message, '');
    assert.throws(() => parseCommit('id', `${people}\n`), /id has no tree/);
  });
});
