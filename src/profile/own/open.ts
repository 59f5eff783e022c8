// Opens the profile that a repository or a person declares.
import { Fault } from '../../base/fault';
import { type Clues, communityProfile, detectProfile } from '../detect';
import type { Profile } from '../profile';
import { ownProfile } from './profile';
import { readOwnProfile } from './schema';

/** The profile that a file's text declares, for the repository of these clues. Throws `bad-profile`, naming the file. */
export function openOwnProfile(path: string, text: string, clues: Clues): Profile {
  const read = readOwnProfile(text);
  if ('problem' in read)
    throw new Fault(
      'bad-profile',
      `${path} is no profile: ${read.problem}.`,
      'Mend it; VS Code tells what may stand in it, and README.md shows an example.',
    );
  const { extends: community } = read.profile;
  return ownProfile(read.profile, community === undefined ? detectProfile(clues) : communityProfile(community, clues));
}
