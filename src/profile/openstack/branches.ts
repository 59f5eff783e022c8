// OpenStack's lines of development and their order.

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

function age(release: string): number {
  if (release === '') return 0;
  return /^\d/.test(release) ? 1 : 2;
}

function compareNewest(a: string, b: string): number {
  return b.localeCompare(a, 'en', { numeric: true });
}
