// The branches of the Linux kernel's stable tree.
import { firstOf, newestFirst } from '../branch-order';

const STABLE = /^linux-(\d+\.\d+)\.y$/;

/** Mainline, then `linux-6.12.y` and its like, newest first; rolling and queue branches are left out. */
export function linuxBranches(names: readonly string[]): string[] {
  return [...firstOf(names, ['master', 'main']), ...newestFirst(names, STABLE)];
}

/** True for a branch of the stable tree. */
export function isStableTree(branch: string): boolean {
  return STABLE.test(branch);
}
