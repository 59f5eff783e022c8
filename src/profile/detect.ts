// Tells which community's conventions a repository follows.
import { genericProfile } from './generic/profile';
import { parseGitReview } from './openstack/gitreview';
import { openstackProfile } from './openstack/profile';
import type { Profile } from './profile';

/** The profile of a repository: openstack where a `.gitreview` file (its text is given) names a Gerrit, else generic. */
export function detectProfile(gitreview: string | undefined): Profile {
  const review = gitreview === undefined ? undefined : parseGitReview(gitreview);
  return review ? openstackProfile(review) : genericProfile();
}
