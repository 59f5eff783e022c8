// The conventions of OpenStack, and of every project whose `.gitreview` names a Gerrit.
import { chainedMessage } from '../compose';
import { conflictsCheck } from '../conflicts-check';
import { dep3Check } from '../dep3/check';
import { policyCheck } from '../policy';
import type { Profile } from '../profile';
import { signOffCheck } from '../sign-off';
import { titleCheck } from '../title';
import { isStable, openstackBranches, openstackState } from './branches';
import { launchpadAddresses } from './bug';
import { bugCheck, changeIdCheck, dependsCheck } from './footer';
import type { GitReview } from './gitreview';
import { openstackMessage } from './message';
import { picksCheck } from './picks';
import { STABLE_POLICY } from './policy';
import { releaseNoteCheck } from './release-note';

const TITLES =
  'OpenStack\'s guide to commit messages (https://wiki.openstack.org/wiki/GitCommitMessages, "Summary of Git commit message structure"): 50 characters, without a full stop. A third of nova\'s merged backports have up to 72, which is let pass.';

/** OpenStack's conventions, for the repository that this `.gitreview` is of, if there is one. */
export function openstackProfile(review: GitReview | undefined): Profile {
  return {
    id: 'openstack',
    title: 'OpenStack',
    forge: review && { kind: 'gerrit', host: review.host, project: review.project },
    branches: openstackBranches,
    state: openstackState,
    message: openstackMessage,
    ported: chainedMessage,
    bugAddresses: launchpadAddresses,
    fields: {
      known: [
        'Change-Id',
        'Closes-Bug',
        'Partial-Bug',
        'Related-Bug',
        'Implements',
        'Partially-Implements',
        'Depends-On',
        'Needed-By',
        'Story',
        'Task',
      ],
      refused: [],
    },
    checks: [
      titleCheck(72, TITLES),
      changeIdCheck,
      signOffCheck('error'),
      bugCheck,
      dependsCheck,
      picksCheck,
      conflictsCheck,
      dep3Check,
      releaseNoteCheck,
      policyCheck(STABLE_POLICY, isStable),
    ],
  };
}
