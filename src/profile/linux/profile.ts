// The conventions of the Linux kernel and its stable tree.
import { trailerAddresses } from '../addresses';
import { dep3Check } from '../dep3/check';
import type { MailAddress, Profile } from '../profile';
import { signOffCheck } from '../sign-off';
import { titleCheck } from '../title';
import { isStableTree, linuxBranches } from './branches';
import { fixesCheck, gerritCheck, stableAddressCheck, stableCheck } from './check';
import { linuxMessage, linuxPorted } from './message';

/** Where every list of the kernel's is archived; MAINTAINERS says which of them a patch goes to. */
const LISTS: MailAddress = {
  kind: 'mail',
  host: 'lore.kernel.org',
  project: '',
  list: 'linux-kernel@vger.kernel.org',
  archive: 'https://lore.kernel.org/all/',
  patchwork: 'https://patchwork.kernel.org/',
};

/** The kernel's conventions. Which stable branch has ended cannot be told from names. */
export function linuxProfile(): Profile {
  return {
    id: 'linux',
    title: 'Linux stable',
    forge: LISTS,
    branches: linuxBranches,
    state: (branch) => (isStableTree(branch) ? 'maintained' : 'development'),
    message: linuxMessage,
    ported: linuxPorted,
    bugAddresses: trailerAddresses,
    fields: { known: ['Fixes', 'Link', 'Closes'], refused: ['Change-Id'] },
    checks: [
      titleCheck(
        75,
        'Documentation/process/submitting-patches.rst, "The canonical patch format": 70 to 75 characters at most.',
      ),
      signOffCheck('error'),
      gerritCheck,
      fixesCheck,
      stableAddressCheck,
      stableCheck,
      dep3Check,
    ],
  };
}
