// From a patch in Patchwork to a review in our own words; pure.
import { standingOf } from '../standing';
import { plain, webAddress } from '../text';
import type { CiVerdict, NextActor, Review } from '../types';
import { verdictOf } from '../verdict';
import { branchNamed, readSubject } from './name';
import type { Check, Patch } from './schema';

/** Where patches are read. `branches`: upstream's, the trunk first. `me` is the person's mail address. */
export interface MailContext {
  host: string;
  /** Patchwork's short name of the project; may be empty. */
  project: string;
  archive: string;
  branches: readonly string[];
  me?: string;
}

/** A patch with its checks as a review. */
export function toReview(patch: Patch, checks: readonly Check[], context: MailContext): Review {
  const { title, version, words } = readSubject(patch.name);
  const branch = branchNamed(words, context.branches);
  const ci = ciVerdict(checks);
  const votes = votesOf(patch.tags ?? {});
  const reviewer = patch.delegate?.username;
  const reviewers = reviewer ? [plain(reviewer, 80)] : [];
  const mine = context.me !== undefined && patch.submitter?.email?.toLowerCase() === context.me.toLowerCase();
  const weighed = {
    ...{ branch: plain(branch, 80), mine, draft: false, conflicts: false, against: [], ci, unresolved: 0 },
    ...{ approved: votes.length > 0, reviewers },
  };
  return {
    key: { host: context.host, project: plain(patch.project.link_name), number: patch.id },
    url: webAddress(patch.list_archive_url ?? '') ?? `${context.archive}${encodeURIComponent(bareId(patch.msgid))}/`,
    ...{ branch: plain(branch), changeId: '', subject: plain(title), votes, ci, requirements: [], unresolved: 0 },
    ...{ patchSet: version, commit: /^[0-9a-f]{40}$/.exec(patch.commit_ref ?? '')?.[0] ?? '', ref: '' },
    owner: plain(patch.submitter?.name || patch.submitter?.email || 'someone', 80),
    reviewers,
    updated: utc(patch.date),
    ...standingIn(patch, weighed),
  };
}

/** The id without its angle brackets. */
export function bareId(msgid: string): string {
  return msgid.trim().replace(/^<|>$/g, '');
}

/** Patchwork's times have no zone and are UTC; 0 for anything else. */
export function utc(date: string | null | undefined): number {
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(date ?? '') ? (date ?? '') : `${date}Z`) || 0;
}

/** The states are each site's own; these are the ones that Patchwork comes with, and the kernel's. */
function standingIn(patch: Patch, weighed: Parameters<typeof standingOf>[0]): Pick<Review, 'state' | 'next'> {
  const author = weighed.mine ? 'you' : 'author';
  const nobody = (why: string): NextActor => ({ who: 'nobody', why });
  switch (patch.state) {
    case 'accepted':
    case 'mainlined': {
      const commit = patch.commit_ref ? ` as ${plain(patch.commit_ref, 12)}` : '';
      return { state: 'merged', next: nobody(`accepted${commit}`) };
    }
    case 'queued':
    case 'in-next':
    case 'awaiting-upstream':
      return { state: 'approved', next: { who: 'reviewers', why: `${patch.state} in the maintainer's tree` } };
    case 'changes-requested':
      return { state: 'needs-you', next: { who: author, why: 'changes are requested: send a new version' } };
    case 'rejected':
    case 'superseded':
    case 'not-applicable':
    case 'handled-elsewhere':
    case 'deferred':
      return { state: 'abandoned', next: nobody(`${patch.state} by the list's maintainer`) };
    case 'new':
    case 'under-review':
    case 'rfc':
      return standingOf(weighed);
    default: {
      const standing = standingOf(weighed);
      const why = `${standing.next.why} (the list calls it "${plain(patch.state, 40)}")`;
      return { ...standing, next: { ...standing.next, why } };
    }
  }
}

function votesOf(tags: Readonly<Record<string, number>>): Review['votes'] {
  return Object.entries(tags)
    .filter(([, count]) => count > 0)
    .map(([label, count]) => ({ label: plain(label, 60), value: count, text: `${count} of them`, by: [] }));
}

/** The newest check of each context counts. A warning is shown, and fails nothing. */
function ciVerdict(checks: readonly Check[]): CiVerdict {
  const sorted = [...checks].sort((a, b) => utc(a.date) - utc(b.date));
  const newest = [...new Map(sorted.map((check) => [check.context, check])).values()];
  const states = { success: 'passed', warning: 'passed', fail: 'failed', pending: 'running' } as const;
  return verdictOf(
    newest.map(({ context, state, target_url }) => {
      const url = webAddress(target_url ?? '');
      const name = plain(context, 120);
      const failing = state === 'fail' ? [{ name, result: 'fail', voting: true, ...(url ? { url } : {}) }] : [];
      return {
        reporter: name,
        pipeline: '',
        state: states[state as keyof typeof states] ?? 'running',
        voting: true,
        failing,
      };
    }),
  );
}
