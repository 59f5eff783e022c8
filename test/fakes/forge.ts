// A stand-in for a forge whose reviews are what was pushed to a bare repository; it keeps its state whatever happens to the client.

import { ForgeError } from '../../src/review/error';
import type { Forge, Push } from '../../src/review/forge';
import type { Proposal, PushRequest } from '../../src/review/submission';
import type { Review } from '../../src/review/types';
import { git } from '../demo/repository';

/** The forge, and what happens at the other side. */
export interface FakeForge extends Forge {
  /** Every review, in the order in which they were made. */
  reviews: Review[];
  /** The wrapped push, which tells the forge what arrived. */
  receiving(push: Push): Push;
  /** Somebody else puts a commit of the bare repository up as the next patch set. */
  replace(review: Review, commit: string): void;
}

const HOST = 'review.example.org';
const NEXT = { who: 'reviewers', why: 'to be reviewed' } as const;

/** A forge of one project, over the bare repository at a path. */
export function fakeForge(path: string, project: string): FakeForge {
  const reviews: Review[] = [];

  function show(review: Review, commit: string): void {
    Object.assign(review, {
      commit,
      patchSet: review.patchSet + 1,
      ref: `refs/changes/${review.key.number}/${review.patchSet + 1}`,
    });
    git(path, 'update-ref', review.ref, commit);
  }

  function receive({ commit, ref }: PushRequest): void {
    const branch = ref.slice('refs/for/'.length).replace(/\/[^/]*$/, '');
    for (const id of git(path, 'rev-list', '--reverse', commit, '--not', '--branches').trim().split('\n')) {
      const message = git(path, 'log', '-1', '--format=%B', id);
      const changeId = /^Change-Id: (I\w+)$/m.exec(message)?.[1] ?? '';
      const found = reviews.find((each) => each.branch === branch && each.changeId === changeId);
      if (found?.commit === id) continue;
      const review = found ?? newReview({ host: HOST, project, number: reviews.length + 1 }, branch, changeId, message);
      if (!found) reviews.push(review);
      show(review, id);
    }
  }

  return {
    host: HOST,
    fetchFrom: path,
    reviews,
    replace: show,
    receiving: (push) => async (request, signal) => {
      const answer = await push(request, signal);
      if (answer.kind !== 'refused') receive(request);
      return answer;
    },
    remember: () => {},
    find: async (sought) =>
      new Map(
        sought.map(({ id }) => [id, reviews.filter(({ changeId }) => changeId === id).map((each) => ({ ...each }))]),
      ),
    check: async () => ({ host: HOST, reachable: true, version: '' }),
    account: async () => ({ user: 'maya', name: 'Maya Lindqvist' }),
    detail: async () => ({ threads: [], votes: [], acts: [] }),
    act: async () => {},
    plan: (proposal) => ({
      host: HOST,
      branch: proposal.branch,
      to: path,
      steps: proposal.patches.map(({ title }) => title),
    }),
    async submit(proposal, push, signal) {
      const shown = (patch: Proposal['patches'][number]) =>
        reviews.find((each) => each.branch === proposal.branch && each.changeId === patch.changeId);
      const before = proposal.patches.map((patch) => shown(patch)?.commit === patch.commit);
      const top = proposal.patches.at(-1)!.commit;
      if (before.includes(false)) {
        const answer = await push(
          { to: path, commit: top, ref: `refs/for/${proposal.branch}/${top}`, options: [] },
          signal,
        );
        if (answer.kind === 'refused')
          throw new ForgeError('forge-refused', HOST, answer.words.join(' '), 'Do what it says.');
      }
      return proposal.patches.map((patch, at) => {
        const { url, commit } = shown(patch)!;
        return { fix: patch.fix, url, commit, changed: before[at] === false };
      });
    },
  };
}

function newReview(key: Review['key'], branch: string, changeId: string, message: string): Review {
  return {
    key,
    url: `https://${HOST}/c/shoal/+/${key.number}`,
    branch,
    changeId,
    subject: message.split('\n', 1)[0] ?? '',
    state: 'in-review',
    votes: [],
    ci: { state: 'none', pipeline: '', failing: [], reports: [] },
    requirements: [],
    unresolved: 0,
    patchSet: 0,
    commit: '',
    ref: '',
    owner: 'Maya Lindqvist',
    reviewers: [],
    updated: key.number,
    next: NEXT,
  };
}
