// The bugs that fixes name: which trackers are asked about them, and where what they say is kept.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decode, encode, fromBuffer } from '../base/bytes';
import { writeAtomic } from '../base/files';
import type { Facts } from '../profile/check';
import { hostedKind } from '../profile/hosted';
import type { Profile } from '../profile/profile';
import type { Reading } from '../profile/reading';
import { type Bugs, bugText, createBugs, type KnownBug, type Tracker } from '../review/bugs';
import { bugzillaTracker } from '../review/bugzilla/tracker';
import { debianTracker } from '../review/debbugs/tracker';
import { githubIssues } from '../review/github/issues';
import { gitlabIssues } from '../review/gitlab/issues';
import type { Http } from '../review/http';
import { launchpadTracker } from '../review/launchpad/tracker';
import { readBugCache, writeBugCache } from '../review/schema';
import type { FixSource } from './fix-source';
import type { Ladder } from './ladder';
import { httpOf } from './reviews';

/** The public Bugzillas that the known communities use. A patch cannot make anyone ask another host. */
const BUGZILLAS = [
  ...['bugzilla.redhat.com', 'bugzilla.suse.com', 'bugzilla.opensuse.org', 'bugzilla.kernel.org'],
  ...['bugzilla.yoctoproject.org', 'bugs.kde.org', 'gcc.gnu.org', 'sourceware.org'],
];

/** The bugs of a repository's fixes, with what was remembered in git's own folder; nobody is asked until `refresh`. */
export async function openBugs(ladder: Ladder): Promise<Bugs> {
  const { git, host } = ladder;
  const path = cachePath(git.commonDir);
  return createBugs({
    trackers: trackersOf(ladder, httpOf(host)),
    now: () => host.now().getTime(),
    start: await knownBugs(git.commonDir),
    save: (all) => writeAtomic(path, encode(writeBugCache(all))).catch(() => {}),
  });
}

/** What is remembered of bugs; empty where nothing is, or nothing that can be read. */
async function knownBugs(commonDir: string): Promise<KnownBug[]> {
  const text = await readFile(cachePath(commonDir)).then(
    (buffer) => decode(fromBuffer(buffer)),
    () => '',
  );
  return readBugCache(text);
}

/** The web addresses of the bugs that a fix names, in its message and in its header. */
export function bugsOf({ profile }: Pick<Ladder, 'profile'>, { document }: Pick<FixSource, 'document'>): string[] {
  return [...new Set([...profile.bugAddresses(document.message), ...document.life.bugs])];
}

/** What is remembered of bugs, and of those that a patch file's fields and trailers name. */
export async function bugFacts(
  commonDir: string,
  reading: Reading,
  profile: Profile,
): Promise<Pick<Facts, 'bugs' | 'knownBugs'>> {
  const all = await knownBugs(commonDir);
  if (all.length === 0) return {};
  const known = new Map(all.map((bug) => [bug.address, bug]));
  const facts = new Map<string, string>();
  for (const { name, value } of reading.entries) {
    const bugs = [value, ...profile.bugAddresses(`title\n\n${name}: ${value}\n`)].flatMap(
      (each) => known.get(each) ?? [],
    );
    if (bugs.length > 0) facts.set(`${name}: ${value}`, [...new Set(bugs)].map(bugText).join('; '));
  }
  return { bugs: facts, knownBugs: all.map((bug) => ({ address: bug.address, words: bugText(bug) })) };
}

function trackersOf({ host: { credentials }, profile: { forge } }: Ladder, http: Http): Tracker[] {
  const own = forge?.kind === 'github' || forge?.kind === 'gitlab' ? [forge] : [];
  const hosts = ['github.com', 'gitlab.com', 'salsa.debian.org'].filter((host) =>
    own.every((each) => each.host !== host),
  );
  const hosted = [...hosts.map((host) => ({ kind: hostedKind(host), host, address: undefined })), ...own];
  return [
    launchpadTracker(http),
    debianTracker(http),
    ...BUGZILLAS.map((host) => bugzillaTracker(http, host)),
    ...hosted.map(({ kind, host, address }) =>
      (kind === 'github' ? githubIssues : gitlabIssues)(http, credentials, host, address),
    ),
  ];
}

function cachePath(commonDir: string): string {
  return join(commonDir, 'fishladder', 'bugs.json');
}
