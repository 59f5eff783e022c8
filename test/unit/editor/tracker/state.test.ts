// What the empty tree says, and what stands above a full one.
import assert from 'node:assert/strict';
import { Fault } from '../../../../src/base/fault';
import type { Condition, View } from '../../../../src/editor/session/view';
import { staleness, treeState } from '../../../../src/editor/tracker/state';
import { fix, row } from '../views';

const one = { count: 1, onDisk: 1 };
const view = (condition: Condition, fixes: View['fixes'] = []): View => ({
  condition,
  fixes,
  notes: [],
  details: new Map(),
});
const fault = (code: string) => view({ kind: 'fault', fault: new Fault(code, 'm', 'n') });

suite('state of the tree', () => {
  const cases: [state: string, views: View[], folders: typeof one][] = [
    ['noFolder', [], { count: 0, onDisk: 0 }],
    ['virtual', [], { count: 1, onDisk: 0 }],
    ['noRepository', [], one],
    ['reading', [view({ kind: 'reading' })], one],
    ['noFixes', [view({ kind: 'ready' })], one],
    ['restricted', [view({ kind: 'restricted' })], one],
    ['gitAbsent', [fault('git-absent')], one],
    ['gitAbsent', [fault('git-too-old')], one],
    ['fault', [fault('bad-patch')], one],
    ['fixes', [view({ kind: 'ready' }), view({ kind: 'ready' }, [fix('leak')])], one],
    ['fixes', [view({ kind: 'fault', fault: new Error() }, [fix('leak')])], one],
  ];
  for (const [state, views, folders] of cases) {
    test(`${state} (${views.map(({ condition }) => condition.kind).join(', ') || `${folders.count} folders`})`, () => {
      assert.equal(treeState(views, folders, true), state);
    });
  }

  test('while folders are searched nothing is said to be absent', () => {
    assert.equal(treeState([], one, false), 'reading');
  });
});

suite('age of what is known', () => {
  const failed = (code: string, asOf?: number) =>
    row('b', 'in-review', {
      review: { state: 'in-review', fault: new Fault(code, 'no answer', 'n'), ...(asOf ? { asOf } : {}) },
    });

  test('nothing is said while the forge answers', () => {
    assert.equal(staleness([view({ kind: 'ready' }, [fix('leak', [row('b', 'in-review')])])]), undefined);
  });

  test('offline, the oldest knowledge is named', () => {
    const fixes = [fix('leak', [failed('forge-unreachable', 20), failed('forge-timeout', 10), row('c', 'merged')])];
    assert.deepEqual(staleness([view({ kind: 'ready' }, fixes)]), { offline: true, asOf: 10, message: 'no answer' });
  });

  test('a forge that refuses is not offline', () => {
    const found = staleness([view({ kind: 'ready' }, [fix('leak', [failed('forge-forbidden')])])]);
    assert.deepEqual(found, { offline: false, asOf: undefined, message: 'no answer' });
  });
});
