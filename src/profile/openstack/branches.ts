// OpenStack's lines of development: their order, and how each lives.
import type { BranchState, Lines } from '../profile';

const LINE = /^(?:master$|stable\/(?<id>.+)|unmaintained\/(?<old>.+))/;

/**
 * The branches that a fix may go to, newest first: `master`, then `stable/*` and `unmaintained/*` by release. Numbered
 * releases (2023.1 and later) follow the lettered ones (… yoga, zed), as in openstack/releases `data/series_status.yaml`.
 */
export function openstackBranches(names: readonly string[]): string[] {
  return names
    .flatMap((name) => {
      const match = LINE.exec(name);
      return match ? [{ name, release: match.groups?.id ?? match.groups?.old ?? '' }] : [];
    })
    .sort((a, b) => age(a.release) - age(b.release) || compareNewest(a.release, b.release))
    .map(({ name }) => name);
}

/**
 * How a branch lives (OpenStack's project team guide, "Stable Branches", and openstack/releases): the tag `<release>-eol` ends a
 * release; `<release>-eom`, or the name `unmaintained/…`, says that it takes fixes but is released no more. A `stable/…` that a clone
 * still has beside its `unmaintained/…` is gone upstream.
 */
export function openstackState(branch: string, { branches, tags }: Lines): BranchState {
  const release = /^(?:stable|unmaintained)\/(.+)$/.exec(branch)?.[1];
  if (release === undefined) return 'development';
  const hasMoved = branch.startsWith('stable/') && branches.includes(`unmaintained/${release}`);
  if (hasMoved || tags.includes(`${release}-eol`)) return 'ended';
  return branch.startsWith('unmaintained/') || tags.includes(`${release}-eom`) ? 'unmaintained' : 'maintained';
}

/** True for a branch on which OpenStack's stable policy holds. */
export function isStable(branch: string): boolean {
  return /^(?:stable|unmaintained)\//.test(branch);
}

function age(release: string): number {
  if (release === '') return 0;
  return /^\d/.test(release) ? 1 : 2;
}

function compareNewest(a: string, b: string): number {
  return b.localeCompare(a, 'en', { numeric: true });
}
