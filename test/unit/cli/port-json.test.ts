// What `port --json` says of the commits that a fix leans on.
import assert from 'node:assert/strict';
import { encode } from '../../../src/base/bytes';
import { portJson } from '../../../src/cli/port-json';
import type { PortCell } from '../../../src/flow/cell';

test('the files in which a lacking commit made lines are named as people write them', async () => {
  const cell: PortCell = {
    ...{ fix: 'owner', branch: 'stable/2025.1', patch: 'none' },
    outcome: { kind: 'conflict', files: [] },
  };
  const lack = {
    ...{ commit: 'c'.repeat(40), lines: 1, paths: [encode('shoal/größe.py')], subject: 'Say' },
    ...{ branches: [], makesClean: false },
  };
  const plan = { cells: [cell], notes: [] } as unknown as Parameters<typeof portJson>[0];
  const text = await portJson(plan, new Map(), new Map([[cell, { lacks: [lack], complete: true }]]));
  const { leansOn } = (JSON.parse(text) as { cells: { leansOn: unknown }[] }).cells[0]!;
  assert.deepEqual(leansOn, { lacks: [{ ...lack, paths: ['shoal/größe.py'] }], complete: true });
});
