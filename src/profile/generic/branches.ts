// Release branches of projects without conventions of their own.

const TRUNK = ['main', 'master', 'trunk', 'develop'];
const LINE = /^(?:(?:stable|release|releases|maint|maintenance|branch)[/-]v?\d[\w.-]*|v?\d+(?:\.\d+)*\.x|v?\d+\.\d+)$/;

/** The trunk, then the branches that are named like release lines (`stable/1.2`, `release-1.31`, `2.x`), newest number first. */
export function genericBranches(names: readonly string[]): string[] {
  const trunk = TRUNK.filter((name) => names.includes(name)).slice(0, 1);
  const releases = names.filter((name) => LINE.test(name));
  return [...trunk, ...releases.sort((a, b) => number(b).localeCompare(number(a), 'en', { numeric: true }))];
}

function number(name: string): string {
  return name.replace(/^\D+/, '');
}
