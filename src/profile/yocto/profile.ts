// The conventions of OpenEmbedded and Yocto layers.
import { encode } from '../../base/bytes';
import { Fault } from '../../base/fault';
import { type TrailerLine, trailer } from '../../patch/message';
import { trailerAddresses } from '../addresses';
import { appendedMessage, chainedMessage } from '../compose';
import { conflictsCheck } from '../conflicts-check';
import { dep3Check } from '../dep3/check';
import type { HostedProject } from '../hosted';
import type { MessageFacts, Profile } from '../profile';
import { signOffCheck } from '../sign-off';
import { titleCheck } from '../title';
import { yoctoBranches } from './branches';
import { cveCheck, upstreamStatusCheck } from './check';
import { yoctoForge } from './lists';

/** The conventions of a layer, whose remote tells where its reviews are. */
export function yoctoProfile(project?: HostedProject): Profile {
  return {
    id: 'yocto',
    title: 'Yocto layer',
    forge: yoctoForge(project),
    branches: yoctoBranches,
    state: (branch) => (/^(?:master|main)$/.test(branch) ? 'development' : 'maintained'),
    message: yoctoMessage,
    ported: chainedMessage,
    bugAddresses: (message) => trailerAddresses(message),
    fields: { known: ['Upstream-Status', 'CVE'], refused: [] },
    checks: [
      titleCheck(90, 'patchtest, test_shortlog_length: at most 90 characters.'),
      upstreamStatusCheck,
      cveCheck,
      signOffCheck('error'),
      conflictsCheck,
      dep3Check,
    ],
  };
}

/** CVE, Upstream-Status, sign-off. A commit of upstream's makes it a Backport, anything else is Pending. */
function yoctoMessage(facts: MessageFacts) {
  const { source } = facts;
  const status = trailer('Upstream-Status', source?.commit ? `Backport [${source.commit}]` : 'Pending');
  const bare = { ...facts, ...(source ? { source: { message: source.message } } : {}) };
  return appendedMessage(bare, [...facts.bugs.map(bugTrailer), status], true);
}

function bugTrailer(bug: string): TrailerLine {
  const text = bug.trim();
  if (/^CVE-\d{4}-\d{4,}$/i.test(text)) return trailer('CVE', text.toUpperCase());
  if (/^https?:\/\/\S+$/.test(text)) return trailer('Bug', encode(text));
  const number = /^(?:#|YOCTO\s*#)?(\d{1,10})$/i.exec(text)?.[1];
  if (number) return trailer('Bug', `https://bugzilla.yoctoproject.org/show_bug.cgi?id=${number}`);
  throw new Fault(
    'bad-bug',
    `'${bug}' is neither a CVE nor a bug.`,
    'Give CVE-2025-12345, the number of a bug, or an address.',
  );
}
