// Release branches of projects without conventions of their own.
import { firstOf } from '../branch-order';
import type { BranchState } from '../profile';

const TRUNK = ['main', 'master', 'trunk', 'develop'];
const LINE =
  /^(?:(?:stable|release|releases|maint|maintenance|branch)[/-]v?\d[\w.-]*|v?\d+(?:\.\d+)*\.x|v?\d+\.\d+|\d+-\d+-stable(?:-\w+)?)$/;

/** The trunk, then the branches that are named like release lines (`stable/1.2`, `release-1.31`, `2.x`, `16-11-stable`), newest number first. */
export function genericBranches(names: readonly string[]): string[] {
  const releases = names.filter((name) => LINE.test(name));
  return [
    ...firstOf(names, TRUNK),
    ...releases.sort((a, b) => number(b).localeCompare(number(a), 'en', { numeric: true })),
  ];
}

/** A trunk is `development`, all else maintained: names do not tell when a line ends. */
export function genericState(branch: string): BranchState {
  return TRUNK.includes(branch) ? 'development' : 'maintained';
}

function number(name: string): string {
  return name.replace(/^\D+/, '');
}
