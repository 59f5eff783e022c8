// The conventions of projects on GitLab, as far as all of them share any.
import { genericProfile } from '../generic/profile';
import { type HostedProject, hostedForge, issueAddresses } from '../hosted';
import type { Profile } from '../profile';

/** Generic conventions; issues are GitLab's (docs.gitlab.com, "Crosslinking issues"). */
export function gitlabProfile(project: HostedProject | undefined): Profile {
  const bugAddresses = (message: string) => issueAddresses(message, project, '-/issues');
  return { ...genericProfile(), id: 'gitlab', title: 'GitLab', forge: hostedForge(project, 'gitlab'), bugAddresses };
}
