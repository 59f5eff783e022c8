// Branches of Debian and Ubuntu packages, named after their releases (DEP-14, https://dep-team.pages.debian.net/deps/dep14/).
import { firstOf } from '../branch-order';

const TRUNK = ['latest', 'unstable', 'sid', 'devel', 'master', 'main'];
/** Newest first; a name that is not here comes after them, by itself. */
const DEBIAN = ['testing', 'duke', 'forky', 'trixie', 'bookworm', 'bullseye', 'buster', 'stretch', 'jessie'];
const UBUNTU = [
  ...[
    'resolute',
    'questing',
    'plucky',
    'oracular',
    'noble',
    'mantic',
    'lunar',
    'kinetic',
    'jammy',
    'impish',
    'hirsute',
  ],
  ...['groovy', 'focal', 'eoan', 'disco', 'cosmic', 'bionic', 'xenial', 'trusty'],
];
const POCKETS = ['', '-proposed', '-proposed-updates', '-updates', '-security', '-backports', '-lts'];

/** The vendor's trunk (`debian/latest`, `debian/sid`, else `master`), then its releases, newest first, each with its pockets. */
export function packageBranches(vendor: 'debian' | 'ubuntu', names: readonly string[]): string[] {
  const own = names.flatMap((name) => (name.startsWith(`${vendor}/`) ? [name.slice(vendor.length + 1)] : []));
  const trunk = firstOf(own, TRUNK).map((name) => `${vendor}/${name}`);
  const releases = (vendor === 'debian' ? DEBIAN : UBUNTU).flatMap((release) =>
    POCKETS.map((pocket) => release + pocket).filter((name) => own.includes(name)),
  );
  return [
    ...(trunk.length > 0 ? trunk : firstOf(names, ['master', 'main'])),
    ...releases.map((name) => `${vendor}/${name}`),
  ];
}

/** True for a release's branch, as against the vendor's trunk. */
export function isReleaseSuite(branch: string): boolean {
  const [, suite] = /^(?:debian|ubuntu)\/(.+)$/.exec(branch) ?? [];
  return suite !== undefined && ![...TRUNK, 'experimental', 'testing'].includes(suite);
}
