// What is known around patch files, for whoever checks them: opens each repository once, and works without git as well.
import { readdir } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { type Bytes, encode } from '../base/bytes';
import type { Disposable } from '../base/disposable';
import { isThere } from '../base/files';
import type { Queue } from '../fix/queue';
import { type QueueFolder, queueFolders } from '../fix/queue-folders';
import { parseSeries } from '../fix/series';
import { GitError } from '../git/error';
import { isTreePath } from '../patch/path';
import { genericProfile } from '../profile/generic/profile';
import type { Person } from '../profile/person';
import type { Profile } from '../profile/profile';
import type { Reading } from '../profile/reading';
import { openProfile } from './conventions';
import type { Host, Settings } from './host';
import { type Ladder, openLadder } from './ladder';
import { type PatchFacts, patchFacts, rememberedFacts } from './patch-facts';
import { recently } from './recently';

/** How many commits are searched for people. */
const AUTHOR_COMMITS = 2000;

/** Answers about patch files and series by their absolute paths. */
export interface Knowledge extends Disposable {
  /** What is known about a patch file, and the conventions that hold for it. */
  about(path: string, reading: Reading): Promise<PatchFacts & { profile: Profile }>;
  /** The files beside a series. */
  folderOf(path: string, text: Bytes): Promise<{ has(file: Bytes): boolean; patches: Bytes[] }>;
  /** All branch folders of the queue, where the file is in one of them; else none. */
  queueFolders(path: string): Promise<QueueFolder[]>;
  /** The queue of the repository around a file, where the file is in it. */
  queueOf(path: string): Promise<Queue | undefined>;
  /** People who wrote latest commits in the repository around a file, the most frequent first. */
  people(path: string): Promise<Person[]>;
  /** The working-tree file that a path of a patch means; undefined where there is none. */
  workingFile(path: string, file: string): Promise<string | undefined>;
}

/** Opens repositories as they are asked for; with `git` false, none. Outside of any, only the files beside a patch are known. */
export function openKnowledge(host: Host, settings: Settings, mayRunGit: boolean): Knowledge {
  const folders = new Map<string, Promise<Ladder | undefined>>();
  const ladderOf = (path: string): Promise<Ladder | undefined> => {
    const folder = dirname(path);
    const known = folders.get(folder);
    if (known || !mayRunGit) return known ?? Promise.resolve(undefined);
    const opened = openLadder(folder, settings, host).catch(absent);
    folders.set(folder, opened);
    opened.catch(() => folders.delete(folder));
    return opened;
  };
  const shared = rememberedFacts(host);
  const people = recently<Person[]>(() => host.now().getTime());
  return {
    about: async (path, reading) => {
      const ladder = await ladderOf(path);
      return {
        ...(await patchFacts(ladder, path, reading, shared)),
        profile: ladder?.profile ?? (await looseProfile(path)),
      };
    },
    folderOf: async (path, text) => {
      const folder = dirname(path);
      const names = parseSeries(text).lines.flatMap(({ entry }) => entry?.file ?? []);
      const there = await Promise.all(
        names.map((name) => isThere(join(folder, Buffer.from(name, 'latin1').toString()))),
      );
      const present = new Set(names.filter((_, i) => there[i]));
      const beside = await readdir(folder).catch(() => []);
      const patches = beside.filter((name) => /\.(?:patch|diff)$/.test(name)).sort();
      return { has: (file) => present.has(file), patches: patches.map(encode) };
    },
    queueFolders: async (path) => {
      const ladder = await ladderOf(path);
      return ladder ? queueFolders(ladder.queue, path) : [];
    },
    queueOf: async (path) => {
      const queue = (await ladderOf(path))?.queue;
      return queue && path.startsWith(queue.folder + sep) ? queue : undefined;
    },
    people: async (path) => {
      const git = (await ladderOf(path))?.git;
      return git ? people(git.root, () => git.authors(AUTHOR_COMMITS)) : [];
    },
    workingFile: async (path, file) => {
      const root = (await ladderOf(path))?.git.root;
      if (root === undefined || !isTreePath(encode(file))) return undefined;
      const found = join(root, file);
      return (await isThere(found)) ? found : undefined;
    },
    dispose: () => {
      for (const folder of folders.values()) void folder.then((ladder) => ladder?.git.dispose());
      folders.clear();
    },
  };
}

/** The conventions for a patch outside of any repository: Debian's in an unpacked source package, else those that nobody objects to. */
async function looseProfile(path: string): Promise<Profile> {
  const root = /^(.*)[\\/]debian[\\/]patches[\\/]/.exec(path)?.[1];
  return root === undefined ? genericProfile() : openProfile(root, undefined);
}

/** Without git, or outside a repository, there is less to know; that is no fault. */
function absent(error: unknown): undefined {
  if (error instanceof GitError) return undefined;
  throw error;
}
