// Small values of what the editor shows, for tests.

import { encode } from '../../../src/base/bytes';
import type { FixView } from '../../../src/editor/session/view';
import type { StatusRow } from '../../../src/flow/status';
import { parsePatch } from '../../../src/patch/parse';
import type { Standing } from '../../../src/review/look';

/** A row of a branch with this standing; parts may be replaced. */
export function row(branch: string, standing: Standing, parts: Partial<StatusRow> = {}): StatusRow {
  return {
    cell: { fix: 'leak', branch, outcome: { kind: 'clean', files: [], text: '', warnings: [] }, patch: 'current' },
    standing,
    review: { state: 'unknown' },
    next: { who: 'nobody', why: 'a test' },
    ...parts,
  };
}

/** A fix with these rows. */
export function fix(name: string, rows: StatusRow[] = [], patches: string[] = []): FixView {
  return {
    name,
    title: `Fix ${name}`,
    bugs: [],
    folders: ['1.0'],
    patches: patches.map((text) => parsePatch(encode(text)).files),
    rows,
  };
}
