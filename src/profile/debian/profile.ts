// The conventions of Debian and Ubuntu packages.
import { trailerAddresses } from '../addresses';
import { chainedMessage } from '../compose';
import { conflictsCheck } from '../conflicts-check';
import { dep3Check } from '../dep3/check';
import type { ForgeAddress, Profile } from '../profile';
import { titleCheck } from '../title';
import { isReleaseSuite, packageBranches } from './branches';
import { debianCheck } from './check';
import { packageMessage } from './message';

/** The conventions of a vendor's packages, whose team's repository may be on a forge. */
export function packageProfile(vendor: 'debian' | 'ubuntu', forge?: ForgeAddress): Profile {
  return {
    id: vendor,
    title: vendor === 'debian' ? 'Debian package' : 'Ubuntu package',
    forge,
    branches: (names) => packageBranches(vendor, names),
    state: (branch) => (isReleaseSuite(branch) ? 'maintained' : 'development'),
    message: (facts) => packageMessage(vendor, facts),
    ported: chainedMessage,
    bugAddresses: (message) => trailerAddresses(message, /^(?:closes|bug)$/i),
    fields: { known: ['Closes', 'LP', 'Gbp-Pq'], refused: [] },
    checks: [
      titleCheck(
        79,
        'DEP-3: the first line of the description is a short one; cme check dpkg-patch wants less than 80 characters.',
      ),
      dep3Check,
      debianCheck,
      conflictsCheck,
    ],
  };
}
