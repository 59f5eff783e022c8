// What a submit to Gerrit would push, as a value and as sentences (Documentation/user-upload.txt).
import type { Proposal, ProposedPatch, PushRequest, SubmitPlan } from '../submission';

/** The push of a proposal: `refs/for/<branch>` with what is asked for as push options, which may hold any character but a line end. */
export function pushOf(proposal: Proposal, commit: string, to: string): PushRequest {
  const { branch, topic, hashtags, wip, reviewers } = proposal;
  const options = [
    ...(topic === '' ? [] : [`topic=${topic}`]),
    ...hashtags.map((hashtag) => `hashtag=${hashtag}`),
    wip ? 'wip' : 'ready',
    ...reviewers.map((reviewer) => `r=${reviewer}`),
  ];
  return { to, commit, ref: `refs/for/${branch}`, options };
}

/** The plan of a submit to this host, for a person to agree to. */
export function planOf(host: string, proposal: Proposal, to: string): SubmitPlan {
  const { branch, patches, topic, hashtags, wip, reviewers } = proposal;
  const count = patches.length === 1 ? '1 commit' : `${patches.length} commits`;
  const steps = [
    `Push ${count} to refs/for/${branch} at ${to}.`,
    ...patches.map(stepOf),
    ...(topic === '' ? [] : [`Set the topic ${topic}.`]),
    ...(hashtags.length === 0 ? [] : [`Add the hashtag${hashtags.length === 1 ? '' : 's'} ${hashtags.join(', ')}.`]),
    wip ? 'Mark as work in progress: nobody is asked to review yet.' : 'Mark as ready for review.',
    ...(reviewers.length === 0 ? [] : [`Ask ${reviewers.join(', ')} to review.`]),
  ];
  return { host, branch, to, steps };
}

function stepOf({ title, commit, review }: ProposedPatch): string {
  const what = `"${title}" (${commit.slice(0, 12)})`;
  if (!review) return `${what} becomes a new review.`;
  if (review.commit === commit) return `${what} is what ${review.url} shows already.`;
  return `${what} becomes patch set ${review.patchSet + 1} of ${review.url}.`;
}
