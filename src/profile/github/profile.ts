// The conventions of projects on GitHub, as far as all of them share any.
import { genericProfile } from '../generic/profile';
import { type HostedProject, hostedForge, issueAddresses } from '../hosted';
import type { Profile } from '../profile';

/** Generic conventions; issues are GitHub's (docs.github.com, "Linking a pull request to an issue"). */
export function githubProfile(project: HostedProject | undefined): Profile {
  const bugAddresses = (message: string) => issueAddresses(message, project, 'issues');
  return { ...genericProfile(), id: 'github', title: 'GitHub', forge: hostedForge(project, 'github'), bugAddresses };
}
