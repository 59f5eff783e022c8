// The rows of the tree: what is below and above each.
import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/base/event';
import type { Session } from '../../../../src/editor/session/session';
import type { FixView } from '../../../../src/editor/session/view';
import { childNodes, findNode, type Node, nodeId, parentNode, topNodes } from '../../../../src/editor/tracker/nodes';
import type { Adaptation } from '../../../../src/port/adapt/adapt';
import type { FileOutcome } from '../../../../src/port/types';
import { fix, row } from '../views';

const session = (root: string, fixes: FixView[]): Session => ({
  root,
  view: { condition: { kind: 'ready' }, fixes, notes: [], details: new Map() },
  queueFolder: `${root}/.fishladder`,
  onDidChange: new Emitter<void>().event,
  works: () => Promise.reject(new Error('not in this test')),
  reread: () => Promise.resolve(),
  settled: () => Promise.resolve(),
  ask: () => Promise.resolve(),
  look: () => Promise.resolve(),
  act: () => Promise.resolve(),
  reopen: () => Promise.resolve(),
  dispose: () => {},
});
const conflict = row('old', 'conflict', {
  cell: {
    fix: 'leak',
    branch: 'old',
    patch: 'none',
    outcome: {
      kind: 'conflict',
      files: [
        { kind: 'clean', path: 'a.py' },
        { kind: 'conflict', path: 'b.py', reason: { kind: 'absent-in-target' } },
      ],
    },
  },
});
const adapted = (path: string, hunk: Partial<Adaptation>): FileOutcome => ({
  kind: 'adapted',
  path,
  hunks: [hunk as Adaptation],
  reason: { kind: 'content', regions: [] },
});
const leak = fix('leak', [row('master', 'in-review'), conflict]);

suite('rows of the tree', () => {
  test('one repository is not shown as a row, and those without fixes never', () => {
    const tops = topNodes([session('/a', [leak]), session('/b', [])]);
    assert.deepEqual(
      tops.map(({ kind }) => kind),
      ['fix'],
    );
  });

  test('several repositories are', () => {
    const tops = topNodes([session('/a', [leak]), session('/b', [leak])]);
    assert.deepEqual(
      tops.map((node) => [node.kind, node.root]),
      [
        ['repository', '/a'],
        ['repository', '/b'],
      ],
    );
  });

  test('a branch with an adapted port has the files that nobody has read', () => {
    const files: FileOutcome[] = [
      { kind: 'clean', path: 'a.py' },
      adapted('b.py', {}),
      adapted('settled.py', { byHand: true }),
    ];
    const outcome = { kind: 'adapted' as const, files, text: '', warnings: [] };
    const old = row('old', 'not-submitted', { cell: { fix: 'leak', branch: 'old', patch: 'current', outcome } });
    const [branch] = childNodes(topNodes([session('/a', [fix('leak', [old])])])[0] as Node);
    assert.deepEqual(
      childNodes(branch as Node).map((node) => node.kind === 'file' && node.file.path),
      ['b.py'],
    );
  });

  test('a branch in conflict has the files that are in the way', () => {
    const branches = childNodes(topNodes([session('/a', [leak])])[0] as Node);
    assert.deepEqual(
      branches.map(childNodes).map((nodes) => nodes.map(({ kind }) => kind)),
      [[], ['file']],
    );
  });

  test('every row is found again from below, and has an id of its own', () => {
    for (const sessions of [[session('/a', [leak])], [session('/a', [leak]), session('/b', [leak])]]) {
      const ids = new Set<string>();
      const visit = (node: Node, above: Node | undefined): void => {
        assert.equal(ids.has(nodeId(node)), false);
        ids.add(nodeId(node));
        const parent = parentNode(node, sessions);
        assert.equal(parent && nodeId(parent), above && nodeId(above));
        for (const child of childNodes(node)) visit(child, node);
      };
      for (const top of topNodes(sessions)) visit(top, undefined);
      assert.equal(ids.size, sessions.length * 4 + (sessions.length > 1 ? 2 : 0));
    }
  });

  test('a fix that begins to need the operator is a new row, which VS Code opens', () => {
    const idOf = (view: FixView) => nodeId(topNodes([session('/a', [view])])[0] as Node);
    const quiet = fix('leak', [row('master', 'in-review')]);
    assert.equal(idOf(quiet), idOf(fix('leak', [row('master', 'approved')])));
    assert.notEqual(idOf(quiet), idOf(fix('leak', [row('master', 'needs-you')])));
  });

  test('a target is found as a row; a branch that is gone gives its fix', () => {
    const sessions = [session('/a', [leak])];
    assert.equal(findNode(sessions, '/a', 'leak', 'old')?.kind, 'branch');
    assert.equal(findNode(sessions, '/a', 'leak', 'gone')?.kind, 'fix');
    assert.equal(findNode(sessions, '/b', 'leak'), undefined);
  });
});
