// Where a Gerrit change stands and who acts next: the one place that weighs votes, CI, comments and requirements.
import { plain } from '../text';
import type { CiVerdict, KnownState, NextActor } from '../types';
import { voteText } from '../words';
import { labelsOfCi } from './ci';
import { objections, ownBrake, requirementsOf } from './labels';
import { isMe, isSame, type Me, machinesOf, nameOf } from './people';
import type { Account, ChangeInfo } from './schema';

/** State and next actor of a change. `me` is for saying `you` instead of `author`. */
export function standingOf(
  change: ChangeInfo,
  ci: CiVerdict,
  me: Me | undefined,
): { state: KnownState; reason?: string; next: NextActor } {
  const author = isMe(change.owner, me) ? 'you' : 'author';
  const nobody = (why: string): NextActor => ({ who: 'nobody', why });
  if (change.status === 'MERGED') return { state: 'merged', next: nobody(`merged in ${plain(change.branch, 80)}`) };
  if (change.status === 'ABANDONED') return { state: 'abandoned', next: nobody('abandoned at the forge') };
  if (change.status !== 'NEW') {
    const reason = `the forge calls it "${plain(change.status, 40)}"`;
    return { state: 'unknown', reason, next: nobody(reason) };
  }
  const brake = ownBrake(change);
  if (change.work_in_progress || brake) {
    const mark = brake && !change.work_in_progress ? ` (${voteText(brake)})` : '';
    return { state: 'draft', next: { who: author, why: `marked as work in progress${mark}` } };
  }
  const blockers = blockersOf(change, ci);
  if (blockers.length > 0) return { state: 'needs-you', next: { who: author, why: blockers.join('; ') } };
  return waiting(change, ci, me);
}

/** Why the author has to act first; empty when nothing stands against the change. */
function blockersOf(change: ChangeInfo, ci: CiVerdict): string[] {
  const isMachine = machinesOf(change);
  const against = objections(change, (account) => isMachine(account) || isSame(account, change.owner));
  const unresolved = change.unresolved_comment_count ?? 0;
  return [
    ...(change.contains_git_conflicts ? ['it holds conflict markers'] : []),
    ...(change.mergeable === false ? [`it no longer merges into ${plain(change.branch, 80)}`] : []),
    ...against.map((vote) => `${voteText(vote)} by ${vote.by.join(', ')}`),
    ...(ci.state === 'failed' ? [failure(ci)] : []),
    ...(unresolved > 0 ? [`${unresolved} unresolved comment${unresolved === 1 ? '' : 's'}`] : []),
  ];
}

function failure(ci: CiVerdict): string {
  const [first, ...rest] = ci.failing.filter((job) => job.voting).map((job) => job.name);
  const jobs = first === undefined ? '' : `: ${first}${rest.length > 0 ? ` and ${rest.length} more` : ''}`;
  return `${ci.pipeline === '' ? 'CI' : ci.pipeline} failed${jobs}`;
}

function waiting(change: ChangeInfo, ci: CiVerdict, me: Me | undefined): { state: KnownState; next: NextActor } {
  const requirements = requirementsOf(change);
  const open = requirements.filter((each) => each.state === 'unsatisfied' || each.state === 'unknown');
  const ofCi = labelsOfCi(change);
  const running = `${ci.pipeline} jobs are running`;
  const forPeople = open.filter((each) => !each.labels.every((label) => ofCi.has(label)));
  const names = (list: { name: string }[]) => list.map((each) => each.name).join(', ');
  if (requirements.length > 0 && open.length === 0) {
    return { state: 'approved', next: { who: 'reviewers', why: 'all requirements are met: it can be merged' } };
  }
  if (requirements.length > open.length && forPeople.length === 0) {
    const why = ci.state === 'running' ? running : `waits for ${names(open)} from CI`;
    return { state: 'approved', next: { who: 'ci', why } };
  }
  if (ci.state === 'running') return { state: 'in-review', next: { who: 'ci', why: running } };
  const asked = attention(change, me);
  if (asked) return { state: 'in-review', next: asked };
  const why = forPeople.length > 0 ? `waits for ${names(forPeople)}` : 'waits for review';
  return { state: 'in-review', next: { who: 'reviewers', why } };
}

/** Whom Gerrit's attention set calls, machines left out: the user first, then the owner, then the others. */
function attention(change: ChangeInfo, me: Me | undefined): NextActor | undefined {
  const isMachine = machinesOf(change);
  const called = Object.values(change.attention_set ?? {}).filter((entry) => !isMachine(entry.account));
  const mine = called.find((entry) => isMe(entry.account, me));
  const owners = called.find((entry) => isSame(entry.account, change.owner));
  const entry = mine ?? owners;
  if (entry) {
    const why = withName(entry.reason ?? 'asked to look at it', entry.reason_account);
    return { who: mine ? 'you' : 'author', why };
  }
  if (called.length === 0) return undefined;
  return { who: 'reviewers', why: `waits for ${called.map((each) => nameOf(each.account)).join(', ')}` };
}

/** Fills Gerrit's placeholder for an account (`<GERRIT_ACCOUNT_18419>`) with a name. */
function withName(reason: string, account: Account | undefined): string {
  return plain(
    reason.replace(/<GERRIT_ACCOUNT_\d+>/g, () => nameOf(account)),
    120,
  );
}
