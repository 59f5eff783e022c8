// Finds out which conventions hold in a repository: those that are set, those that it declares, or those that its files show.
import { readdir, readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { Fault, isErrno } from '../base/fault';
import { CLUE_FILES, type Clues, COMMUNITIES, communityProfile, detectProfile } from '../profile/detect';
import { PROFILE_FILE } from '../profile/own/file';
import { openOwnProfile } from '../profile/own/open';
import type { Profile } from '../profile/profile';

/**
 * The profile of the repository at `root`, whose upstream is at the address `remote`. `setting` is a community's name or the path of
 * a profile file, absolute or from the top. Only reads files. Throws `bad-profile`, `no-profile`.
 */
export async function openProfile(root: string, remote: string | undefined, setting?: string): Promise<Profile> {
  const clues = await readClues(root, remote);
  const community = COMMUNITIES.find((id) => id === setting);
  if (community) return communityProfile(community, clues);
  const path = setting === undefined ? join(root, PROFILE_FILE) : isAbsolute(setting) ? setting : join(root, setting);
  const text = await textFile(path);
  if (text !== undefined) return openOwnProfile(path, text, clues);
  if (setting === undefined) return detectProfile(clues);
  throw new Fault(
    'no-profile',
    `'${setting}' is neither a community nor a profile file.`,
    `Set fishladder.profile to one of ${COMMUNITIES.join(', ')}, or to the path of a JSON file.`,
  );
}

async function readClues(root: string, remote: string | undefined): Promise<Clues> {
  const [names, texts] = await Promise.all([
    readdir(root),
    Promise.all(CLUE_FILES.map(async (name) => [name, await textFile(join(root, name))] as const)),
  ]);
  const there = texts.flatMap(([name, text]): [string, string][] => (text === undefined ? [] : [[name, text]]));
  return { names, texts: new Map(there), ...(remote === undefined ? {} : { remote }) };
}

/** A file's text; undefined where there is no file of that name. */
async function textFile(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (isErrno(error, 'ENOENT') || isErrno(error, 'ENOTDIR')) return undefined;
    throw error;
  });
}
