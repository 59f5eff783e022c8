// Ports whose source is not in a repository, though the same change is there as another commit.
import { git } from './history';

/** A commit: its author, date and title in one, its Change-Id (of several the last), and the commits that it says it was picked from. */
interface Authored {
  id: string;
  authorship: string;
  changeId: string | undefined;
  picked: readonly string[];
}

/**
 * Of ports, by their commit and the source that they name, how many have their Change-Id, or their title, author and date, in
 * a commit that does not name that source itself.
 */
export function countElsewhere(repository: string, ports: readonly { human: string; commit: string }[]): number {
  if (ports.length === 0) return 0;
  const all = authoredIn(repository);
  const byId = new Map(all.map((one) => [one.id, one]));
  const same = new Map<string, Authored[]>();
  for (const one of all) for (const key of keysOf(one)) same.set(key, [...(same.get(key) ?? []), one]);
  return ports.filter(({ human, commit }) => {
    const own = byId.get(human);
    const others = own ? keysOf(own).flatMap((key) => same.get(key) ?? []) : [];
    return others.some(({ id, picked }) => id !== human && !picked.includes(commit));
  }).length;
}

function keysOf({ authorship, changeId }: Authored): string[] {
  return changeId === undefined ? [authorship] : [authorship, changeId];
}

function authoredIn(repository: string): Authored[] {
  return git(repository, ['log', '--all', '--no-merges', '--format=%H%n%an <%ae> %at %s%n%B%x00'])
    .split('\0')
    .flatMap((entry) => {
      const [, id, authorship, message = ''] = /^\s*([0-9a-f]{40,64})\n([^\n]*)\n(.*)$/s.exec(entry) ?? [];
      if (id === undefined || authorship === undefined) return [];
      const changeId = [...message.matchAll(/^Change-Id: *(I[0-9a-f]{8,40})\s*$/gm)].at(-1)?.[1];
      const picked = [...message.matchAll(/\(cherry picked from commit ([0-9a-f]{40})\)/g)].map((match) => match[1]!);
      return [{ id, authorship, changeId, picked }];
    });
}
