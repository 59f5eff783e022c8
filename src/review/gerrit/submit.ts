// Puts patches up for review: one push of the topmost commit, then each patch's review is looked up.
import { setTimeout as pause } from 'node:timers/promises';
import { ForgeError } from '../error';
import type { Push } from '../forge';
import type { Proposal, ProposedPatch, Submitted } from '../submission';
import { moved } from './act';
import { answerFault } from './answer';
import type { Door } from './door';
import { changePath, readLive } from './live';
import { urlOf } from './map';
import { pushOf } from './plan';
import { type Reject, rejectOf } from './rejects';
import type { ChangeInfo } from './schema';

/** A Gerrit project to submit to. `pushTo` is an address, or the name of a remote. */
export interface Target {
  door: Door;
  project: string;
  pushTo: string;
}

type Live = ChangeInfo | undefined;

/** The server's index may lag behind a push; then a review that it does not know of is looked for again after these times (milliseconds). */
const patience = [250, 500, 1000, 2000, 4000];

/**
 * Submits a proposal. Nothing is pushed where every review shows its patch already, so a repeat changes nothing. Throws `forge-moved` when
 * a review has a patch set that the proposal does not know of, and `forge-refused` with the server's reason.
 */
export async function submitTo(
  target: Target,
  proposal: Proposal,
  push: Push,
  signal: AbortSignal,
): Promise<Submitted[]> {
  const { branch, patches } = proposal;
  const lookUp = (patch: ProposedPatch) =>
    readLive(target.door, changePath(target.project, branch, patch.changeId), signal);
  const top = patches.at(-1);
  if (!top) return [];
  for (const patch of patches)
    if (patch.changeId === '') throw refusal(target, proposal, rejectOf('missing Change-Id', []));
  const before = await Promise.all(patches.map(lookUp));
  for (const [index, patch] of patches.entries()) refuseToReplace(target, proposal, patch, before[index]);
  const wasThere = patches.map((patch, index) => shows(before[index], patch));
  let after = before;
  if (wasThere.includes(false)) {
    const answer = await push(pushOf(proposal, top.commit, target.pushTo), signal);
    const reject = answer.kind === 'refused' ? rejectOf(answer.reason, answer.words) : undefined;
    if (reject && reject.code !== 'exists') throw refusal(target, proposal, reject);
    const told = reject ? [] : await readTold(target, answer.words, signal);
    const read = async (patch: ProposedPatch) =>
      told.find((change) => change.branch === branch && change.change_id === patch.changeId) ?? lookUp(patch);
    after = await Promise.all(
      patches.map((patch) =>
        awaitReview(
          () => read(patch),
          () => lookUp(patch),
          signal,
        ),
      ),
    );
    if (reject && patches.some((patch, index) => !shows(after[index], patch))) throw refusal(target, proposal, reject);
  }
  return patches.map((patch, index) => {
    const change = after[index];
    if (!change) throw answerFault(target.door, `it took "${patch.title}", and does not show its review yet`);
    const commit = change.current_revision ?? '';
    return { fix: patch.fix, url: urlOf(change, target.door.base.href), commit, changed: wasThere[index] === false };
  });
}

function shows(change: Live, patch: ProposedPatch): boolean {
  return change?.current_revision === patch.commit;
}

/** A review is only given a new patch set when it is open, and when its current one is what the person has seen. */
function refuseToReplace(target: Target, proposal: Proposal, patch: ProposedPatch, change: Live): void {
  if (!change || shows(change, patch)) return;
  const url = urlOf(change, target.door.base.href);
  if (change.status !== 'NEW') throw refusal(target, proposal, rejectOf(`change ${url} closed`, []));
  if (patch.review?.commit !== change.current_revision) throw moved(target.door, { url });
}

/** The changes whose addresses the server printed, one a line: `<address> <title> [NEW]`. */
async function readTold(
  { door, project }: Target,
  words: readonly string[],
  signal: AbortSignal,
): Promise<ChangeInfo[]> {
  const numbers = words.flatMap((line) => /\bhttps?:\S+\/\+\/(\d{1,9})\b/.exec(line)?.[1] ?? []);
  const changes = await Promise.all(
    [...new Set(numbers)].map((number) => readLive(door, changePath(project, number), signal)),
  );
  return changes.filter((change) => change !== undefined);
}

/** A change that is found is the present one: only its being found may take a while. */
async function awaitReview(first: () => Promise<Live>, again: () => Promise<Live>, signal: AbortSignal): Promise<Live> {
  let change = await first();
  for (const time of patience) {
    if (change) break;
    await pause(time, undefined, { signal });
    change = await again();
  }
  return change;
}

function refusal({ door }: Target, { branch, patches }: Proposal, { why, next, code }: Reject): ForgeError {
  const [first, ...more] = patches;
  const what = more.length === 0 ? `"${first?.title ?? ''}"` : `"${first?.title}" and ${more.length} more`;
  const message = `${door.base.host} did not take ${what} for ${branch}: ${why}.`;
  return new ForgeError('forge-refused', door.base.host, message, next, { reject: code });
}
