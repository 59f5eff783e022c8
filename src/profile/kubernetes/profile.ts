// The conventions of Kubernetes.
import { type Bytes, encode } from '../../base/bytes';
import { Fault } from '../../base/fault';
import { type TrailerLine, trailer } from '../../patch/message';
import { trailerAddresses } from '../addresses';
import { firstOf, newestFirst } from '../branch-order';
import { appendedMessage, chainedMessage } from '../compose';
import { conflictsCheck } from '../conflicts-check';
import { dep3Check } from '../dep3/check';
import { policyCheck } from '../policy';
import type { BranchState, ForgeAddress, Lines, MessageFacts, Profile } from '../profile';
import { titleCheck } from '../title';
import { commitMessageCheck, RELEASE_POLICY } from './check';

const RELEASE = /^release-(\d+\.\d+)$/;
/** Minor releases that get patches at a time (https://kubernetes.io/releases/version-skew-policy/). */
const SUPPORTED = 3;

/** Kubernetes' conventions: no closing keywords, no sign-off (there is a CLA), and picks are named in the pull request. */
export function kubernetesProfile(forge?: ForgeAddress): Profile {
  return {
    id: 'kubernetes',
    title: 'Kubernetes',
    forge,
    branches,
    state,
    message: kubernetesMessage,
    ported: (message, facts) => chainedMessage(message, { ...facts, picked: [] }),
    bugAddresses: (message) => trailerAddresses(message),
    fields: { known: ['Ref'], refused: ['Closes', 'Fixes', 'Resolves'] },
    checks: [
      titleCheck(
        72,
        'https://www.kubernetes.dev/docs/guide/pull-requests/, "Try to keep the subject line to 50 characters or less; do not exceed 72 characters".',
      ),
      commitMessageCheck,
      conflictsCheck,
      dep3Check,
      policyCheck(RELEASE_POLICY, (branch) => RELEASE.test(branch)),
    ],
  };
}

function branches(names: readonly string[]): string[] {
  return [...firstOf(names, ['master', 'main']), ...newestFirst(names, RELEASE)];
}

function state(branch: string, lines: Lines): BranchState {
  const at = newestFirst(lines.branches, RELEASE).indexOf(branch);
  if (!RELEASE.test(branch)) return 'development';
  return at >= SUPPORTED ? 'ended' : 'maintained';
}

function kubernetesMessage(facts: MessageFacts): Bytes {
  const { source } = facts;
  const bare = { ...facts, ...(source ? { source: { message: source.message } } : {}) };
  return appendedMessage(bare, facts.bugs.map(issue), false);
}

function issue(bug: string): TrailerLine {
  const number = /^#?(\d{1,10})$/.exec(bug.trim())?.[1];
  if (number) return trailer('Ref', `https://github.com/kubernetes/kubernetes/issues/${number}`);
  if (/^https?:\/\/\S+$/.test(bug.trim())) return trailer('Ref', encode(bug.trim()));
  throw new Fault('bad-bug', `'${bug}' is no issue.`, 'Give its number, such as 123456, or its address.');
}
