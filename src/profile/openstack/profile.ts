// The conventions of OpenStack, and of every project whose `.gitreview` names a Gerrit.
import type { Profile } from '../profile';
import { signOffCheck } from '../sign-off';
import { openstackBranches } from './branches';
import { launchpadAddresses } from './bug';
import type { GitReview } from './gitreview';
import { openstackMessage } from './message';

/** OpenStack's conventions for the repository that this `.gitreview` is of. */
export function openstackProfile({ host, project }: GitReview): Profile {
  return {
    id: 'openstack',
    forge: { kind: 'gerrit', host, project },
    branches: openstackBranches,
    message: openstackMessage,
    bugAddresses: launchpadAddresses,
    checks: [signOffCheck],
  };
}
