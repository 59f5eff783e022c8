// From a merge request, with its approvals and jobs, to a review in our own words; pure.
import { standingOf, unread } from '../standing';
import { plain, webAddress } from '../text';
import type { CiReport, CiVerdict, Requirement, Review } from '../types';
import { verdictOf } from '../verdict';
import type { GitlabAddress } from './address';
import { type MergeRequest, type readApprovals, type readJobs, readMergeRequest } from './schema';

/** What is read besides an open merge request itself. `me` is the account that is signed in. */
export interface Besides {
  approvals?: ReturnType<typeof readApprovals>;
  failing?: ReturnType<typeof readJobs>;
  unresolved?: number;
  /** How many versions there are. */
  patchSet?: number;
  me?: string;
}

/** The review of a merge request; `unknown` with the reason where it cannot be read. */
export function toReview(answer: unknown, number: number, address: GitlabAddress, besides: Besides): Review {
  const { web, project } = address;
  const key = { host: web.host, project, number };
  const url = new URL(`${project}/-/merge_requests/${number}`, web).href;
  const found = readMergeRequest(answer);
  if (!found) return unread(key, url, 'it is not a merge request');
  const ci = ciVerdict(found, besides.failing ?? []);
  const approvers = (besides.approvals?.approved_by ?? []).flatMap(({ user }) =>
    user ? [plain(user.username, 80)] : [],
  );
  const asked = (found.reviewers ?? []).flatMap((user) => (user ? [plain(user.username, 80)] : []));
  const waiting = asked.filter((name) => !approvers.includes(name));
  const owner = plain(found.author?.username ?? 'someone', 80);
  const status = found.detailed_merge_status ?? '';
  const unresolved = besides.unresolved ?? 0;
  return {
    ...{
      key,
      url: webAddress(url) ?? '',
      branch: plain(found.target_branch),
      changeId: '',
      subject: plain(found.title),
    },
    votes: approvers.length > 0 ? [{ label: 'Approval', value: 1, text: 'approved', by: approvers }] : [],
    ...{
      ci,
      requirements: requirementsOf(found, besides),
      unresolved,
      patchSet: besides.patchSet ?? 0,
      commit: found.sha ?? '',
    },
    ...{ ref: `refs/merge-requests/${number}/head`, owner, reviewers: [...new Set([...asked, ...approvers])] },
    updated: epoch(found.updated_at),
    ...standingOf({
      ...endOf(found),
      branch: plain(found.target_branch, 80),
      mine: besides.me !== undefined && found.author?.username === besides.me,
      draft: found.draft === true,
      conflicts: found.has_conflicts === true || status === 'conflict' || status === 'need_rebase',
      against: status === 'requested_changes' ? ['a reviewer'] : [],
      ci,
      unresolved,
      approved: isApproved(besides),
      ...(found.merge_when_pipeline_succeeds ? { merging: 'merges once its pipeline succeeds' } : {}),
      reviewers: waiting,
    }),
  };
}

/** Milliseconds since the epoch of a time in ISO 8601; 0 when it is something else. */
export function epoch(time: string | undefined): number {
  return Date.parse(time ?? '') || 0;
}

/** `locked` is the moment of merging. */
function endOf({ state }: MergeRequest): { ended?: 'merged' | 'abandoned' } {
  if (state === 'merged') return { ended: 'merged' };
  return state === 'closed' ? { ended: 'abandoned' } : {};
}

function isApproved({ approvals }: Besides): boolean {
  const some = (approvals?.approved_by ?? []).length > 0;
  return approvals?.approved === true && (some || (approvals.approvals_required ?? 0) > 0);
}

function requirementsOf(
  { detailed_merge_status: status, has_conflicts }: MergeRequest,
  { approvals }: Besides,
): Requirement[] {
  const wanted = approvals?.approvals_required ?? 0;
  const approval: Requirement[] =
    wanted > 0 ? [{ name: 'Approval', state: approvals?.approved ? 'satisfied' : 'unsatisfied' }] : [];
  const computing = /^(?:unchecked|checking|preparing|approvals_syncing)$/.test(status ?? 'unchecked');
  const state = has_conflicts ? 'unsatisfied' : computing ? 'unknown' : 'satisfied';
  return [...approval, { name: 'Merges cleanly', state }];
}

/** The newest pipeline. One that waits for a person to start it, or was skipped, decides nothing. */
function ciVerdict(
  { head_pipeline: pipeline }: MergeRequest,
  jobs: NonNullable<ReturnType<typeof readJobs>>,
): CiVerdict {
  if (!pipeline) return verdictOf([]);
  const states: Record<string, CiReport['state']> = { success: 'passed', failed: 'failed', canceled: 'failed' };
  const running = /^(?:created|waiting_for_resource|preparing|pending|running|waiting_for_callback)$/.test(
    pipeline.status,
  );
  const state = running ? 'running' : states[pipeline.status];
  if (!state) return verdictOf([]);
  const failing = jobs
    .filter(({ status }) => status === 'failed')
    .map(({ name, status, web_url, allow_failure }) => {
      const url = webAddress(web_url ?? '');
      return {
        name: plain(name, 120),
        result: plain(status, 40),
        voting: allow_failure !== true,
        ...(url ? { url } : {}),
      };
    });
  return verdictOf([
    { reporter: 'GitLab', pipeline: 'pipeline', state, voting: true, failing: state === 'failed' ? failing : [] },
  ]);
}
