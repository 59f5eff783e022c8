// Marks a fix: from what the operator changed to a patch in the deployed release's series.
import { type Bytes, decode } from '../base/bytes';
import { Fault } from '../base/fault';
import { dayOf } from '../fix/date';
import { composeFix } from '../fix/document';
import { withQueue } from '../fix/lock';
import { checkName, nameFromTitle } from '../fix/name';
import { fixNames, patchPath, queueBranches, seriesPatches, type Written, writePatch } from '../fix/queue';
import type { Release } from '../release/release';
import { authorOf, describeMark } from './describe-mark';
import { deployedRelease, type Ladder } from './ladder';
import type { MarkSource } from './mark-source';
import { isUpstream, markedOrigin } from './origin';
import { placeMarked } from './place-form';
import { hideQueue } from './queue-place';
import { whoSigns } from './signer';

/** What to mark, and what to call it. */
export interface MarkRequest {
  source: MarkSource;
  /** First line of the message; may be left out for a commit, whose own then stays. */
  title?: string;
  description?: string;
  /** Bug numbers or addresses. */
  bugs: readonly string[];
  /** The fix's name; made from the title when left out. */
  name?: string;
}

/** A fix that is ready to be written; nothing has been. */
export interface MarkPlan {
  name: string;
  release: Release;
  text: Bytes;
  /** The patches that the release had, on top of which this one was made, by their files. */
  below: string[];
  /** Paths that the fix touches. */
  files: string[];
  /** What the operator should know, a sentence each. */
  notes: string[];
}

/** Makes the patch of a fix. Throws a `Fault` that names what is missing; writes nothing. */
export async function planMark(ladder: Ladder, request: MarkRequest): Promise<MarkPlan> {
  const { host } = ladder;
  const signer = await whoSigns(ladder.git);
  const deployed = await deployedRelease(ladder);
  const { release, change, below, files, notes } = await placeMarked(ladder, deployed, request.source);
  const upstream = change.commit !== undefined && (await isUpstream(ladder, change.commit));
  const message = await describeMark(ladder, request, signer, change.commit, upstream);
  const title = request.title ?? decode(message.split('\n', 1)[0] ?? '');
  const name = await chooseName(ladder, request.name, title);
  const text = composeFix({
    author: authorOf(change.commit, signer, host.now()),
    message,
    life: {
      origin: markedOrigin(upstream ? change.commit : undefined, release.name),
      bugs: ladder.profile.bugAddresses(message),
      forwarded: 'no',
      lastUpdate: dayOf(host.now()),
    },
    others: [],
    files,
  });
  return { name, release, text, below, files: files.map((file) => decode(file.newPath ?? file.oldPath ?? '')), notes };
}

/**
 * Writes a planned fix into the queue and keeps a new queue out of git's sight; gives the patch's path and what was done.
 * Throws `queue-changed` when another fix was marked in the release since it was planned.
 */
export async function carryOutMark(ladder: Ladder, plan: MarkPlan): Promise<{ path: string; written: Written }> {
  const { queue } = ladder;
  const { name, release, text } = plan;
  await hideQueue(ladder);
  return withQueue(queue, async () => {
    const files = (await seriesPatches(queue, release.name)).map(({ file }) => file);
    if (files.join() !== plan.below.join())
      throw new Fault(
        'queue-changed',
        `Another fix was marked in ${release.name} meanwhile.`,
        'Mark this one again, so that it goes on top of the other.',
      );
    const written = await writePatch(queue, release.name, name, text);
    return { path: patchPath(queue, release.name, name), written };
  });
}

async function chooseName({ queue }: Ladder, wanted: string | undefined, title: string): Promise<string> {
  const taken = new Set<string>();
  for (const branch of await queueBranches(queue)) for (const name of await fixNames(queue, branch)) taken.add(name);
  if (wanted !== undefined) {
    checkName(wanted);
    if (!taken.has(wanted)) return wanted;
    throw new Fault(
      'name-taken',
      `There is a fix named '${wanted}' in ${queue.folder} already.`,
      'Choose another --name.',
    );
  }
  const name = nameFromTitle(title);
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
