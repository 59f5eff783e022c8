// Opens all that a flow works on: the repository, its queue, its conventions, its upstream remote.
import type { Queue } from '../fix/queue';
import type { Git, UpstreamBranch } from '../git/git';
import { openGit } from '../git/open';
import type { Profile } from '../profile/profile';
import { detectRelease, namedRelease, type Release } from '../release/release';
import { openProfile } from './conventions';
import type { Host, Settings } from './host';
import { queueIn } from './queue-folder';

/** One repository with everything that the flows need; whoever opened it disposes `git`. */
export interface Ladder {
  git: Git;
  queue: Queue;
  profile: Profile;
  /** The remote that upstream's branches were fetched from; undefined where there is none (local branches serve). */
  remote: string | undefined;
  settings: Settings;
  host: Host;
}

/** Opens the repository around a folder. Throws `GitError` outside a repository or without git. */
export async function openLadder(folder: string, given: Settings, host: Host): Promise<Ladder> {
  const git = await openGit({ command: given.git ?? 'git', folder, environment: host.environment });
  const configuration = await git.configuration();
  const settings = { ...configured(configuration), ...given };
  const remote = settings.remote ?? (await chooseRemote(git, configuration));
  return {
    git,
    queue: queueIn(git.root, settings.queue),
    profile: await openProfile(git.root, configuration.get(`remote.${remote}.url`), settings.profile),
    remote,
    settings,
    host,
  };
}

/** The deployed release: the one that is set, else what the checkout tells. */
export function deployedRelease(ladder: Ladder): Promise<Release> {
  const { git, settings, remote } = ladder;
  return settings.release ? namedRelease(git, settings.release, remote) : detectRelease(git);
}

/** Upstream's branches that may need a fix, newest first. */
export async function upstreamBranches(ladder: Ladder): Promise<UpstreamBranch[]> {
  const all = await ladder.git.branches(ladder.remote);
  const names = ladder.profile.branches(all.map(({ name }) => name));
  return names.flatMap((name) => all.find((branch) => branch.name === name) ?? []);
}

/** The settings that git's configuration holds, as `fishladder.<name>`; git keeps names in lower case. */
function configured(configuration: ReadonlyMap<string, string>): Settings {
  const names = ['queue', 'release', 'remote', 'gerritUrl', 'profile'] as const;
  const values = names.map((name) => [name, configuration.get(`fishladder.${name.toLowerCase()}`)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** The remote of the followed branch, else `origin`, else the only one. */
async function chooseRemote(git: Git, configuration: ReadonlyMap<string, string>): Promise<string | undefined> {
  const names = [...configuration.keys()].flatMap((key) => /^remote\.(.+)\.url$/.exec(key)?.[1] ?? []);
  const followed = (await git.head()).upstream;
  return (
    names.find((name) => followed?.startsWith(`${name}/`)) ??
    names.find((name) => name === 'origin') ??
    (names.length === 1 ? names[0] : undefined)
  );
}
