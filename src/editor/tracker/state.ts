// Which words stand in the tree while it is empty, and above it when they are needed.
import { Fault } from '../../base/fault';
import type { View } from '../session/view';

/** The values of the context key `fishladder.state`; each but `fixes` and `reading` has a welcome text in the manifest. */
export type TreeState =
  | 'fixes'
  | 'reading'
  | 'noFolder'
  | 'virtual'
  | 'noRepository'
  | 'restricted'
  | 'gitAbsent'
  | 'fault'
  | 'noFixes';

/** What the tree shows. `looked`: the workspace's folders have been searched for repositories. */
export function treeState(
  views: readonly View[],
  folders: { count: number; onDisk: number },
  looked: boolean,
): TreeState {
  if (views.some(({ fixes }) => fixes.length > 0)) return 'fixes';
  if (!looked || views.some(({ condition }) => condition.kind === 'reading')) return 'reading';
  const fault = faultOf(views);
  if (fault !== undefined) return isGitAbsent(fault) ? 'gitAbsent' : 'fault';
  if (views.some(({ condition }) => condition.kind === 'restricted')) return 'restricted';
  if (views.length > 0) return 'noFixes';
  if (folders.count === 0) return 'noFolder';
  return folders.onDisk === 0 ? 'virtual' : 'noRepository';
}

/** The first fault of reading a repository. */
export function faultOf(views: readonly View[]): unknown {
  for (const { condition } of views) if (condition.kind === 'fault') return condition.fault;
  return undefined;
}

/** The oldest knowledge among branches whose forge could not be asked the last time; undefined when all could. */
export function staleness(
  views: readonly View[],
): { offline: boolean; asOf: number | undefined; message: string } | undefined {
  const rows = views.flatMap(({ fixes }) => fixes.flatMap((fix) => fix.rows));
  const failed = rows.filter(({ review }) => review.fault !== undefined);
  const fault = failed[0]?.review.fault;
  if (!fault) return undefined;
  const times = failed.flatMap(({ review }) => review.asOf ?? []);
  const offline = fault.code === 'forge-unreachable' || fault.code === 'forge-timeout';
  return { offline, asOf: times.length > 0 ? Math.min(...times) : undefined, message: fault.message };
}

function isGitAbsent(fault: unknown): boolean {
  return fault instanceof Fault && (fault.code === 'git-absent' || fault.code === 'git-too-old');
}
