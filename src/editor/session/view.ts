// What the editor shows of one repository: a value that every surface reads.
import type { QueuedFix } from '../../flow/queue-fixes';
import type { FixStatus, Status, StatusRow } from '../../flow/status';
import type { FilePatch } from '../../patch/types';
import type { KnownBug } from '../../review/bugs';
import type { KnownDetail } from '../../review/details';

/** How far the reading of a repository has come. `restricted`: only files were read, as the workspace is not trusted. */
export type Condition =
  | { kind: 'reading' }
  | { kind: 'ready' }
  | { kind: 'restricted' }
  | { kind: 'fault'; fault: unknown };

/** A bug that a fix names, and what its tracker said of it, if that is remembered. */
export interface FixBug {
  address: string;
  known?: KnownBug | undefined;
}

/** A fix with its rows, one a branch. */
export interface FixView {
  name: string;
  title: string;
  bugs: readonly FixBug[];
  /** Folders of the queue that have a patch of it; the release it was made in comes first where that is known. */
  folders: readonly string[];
  /** The patches to look for in a text; the one that is found best counts. */
  patches: readonly (readonly FilePatch[])[];
  rows: readonly StatusRow[];
}

/** One repository at one moment. */
export interface View {
  condition: Condition;
  fixes: readonly FixView[];
  /** What the operator should know, a sentence each. */
  notes: readonly string[];
  /** What was read of single reviews, by their addresses. */
  details: ReadonlyMap<string, KnownDetail>;
}

/** Nothing was read of any review. */
const NONE: View['details'] = new Map();
const NOTHING: Beside = { details: NONE, bugsOf: () => [] };

/** A repository that nobody has looked at yet. */
export const unread: View = { condition: { kind: 'reading' }, fixes: [], notes: [], details: NONE };

/** What else is known besides a status: what was read of its reviews, and of the bugs that a fix names. */
export interface Beside {
  details: View['details'];
  bugsOf(fix: FixStatus): readonly FixBug[];
}

/** The view of a whole status. */
export function viewOfStatus({ fixes, notes }: Status, { details, bugsOf }: Beside = NOTHING): View {
  return {
    condition: { kind: 'ready' },
    fixes: fixes.map((fix) => fixOfStatus(fix, bugsOf(fix))),
    notes,
    details,
  };
}

function fixOfStatus({ source, title, rows }: FixStatus, bugs: readonly FixBug[]): FixView {
  const ported = rows.filter(({ cell }) => cell.patch !== 'none' && cell.branch !== source.folder);
  return {
    name: source.name,
    title,
    bugs,
    folders: [source.folder, ...ported.map(({ cell }) => cell.branch)],
    patches: [source.document.files],
    rows,
  };
}

/** The view of a queue's files alone; `why` says why there is no more to say of a branch. */
export function viewOfQueue(
  fixes: readonly QueuedFix[],
  notes: readonly string[],
  condition: Condition,
  why: string,
): View {
  return { condition, notes, fixes: fixes.map((fix) => fixOfQueue(fix, why)), details: NONE };
}

function fixOfQueue({ name, title, bugs, patches }: QueuedFix, why: string): FixView {
  const rows = patches.map(({ branch }): StatusRow => {
    return {
      cell: { fix: name, branch, outcome: { kind: 'clean', files: [], text: '', warnings: [] }, patch: 'current' },
      standing: 'unknown',
      review: { state: 'unknown', reason: why },
      next: { who: 'nobody', why },
    };
  });
  return {
    name,
    title,
    bugs: bugs.map((address) => ({ address })),
    folders: patches.map(({ branch }) => branch),
    patches: patches.map(({ files }) => files),
    rows,
  };
}
