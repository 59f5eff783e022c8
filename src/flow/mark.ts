// Marks a fix: from what the operator changed to a patch in the deployed release's series.
import { type Bytes, decode, encode } from '../base/bytes';
import { Fault } from '../base/fault';
import { dayOf } from '../fix/date';
import { isUntouched } from '../fix/digest';
import { bodyOf, composeFix, readFix } from '../fix/document';
import { withQueue } from '../fix/lock';
import { checkName, nameFromTitle } from '../fix/name';
import {
  checkCurrent,
  patchPath,
  type Queue,
  readPatch,
  seriesPatches,
  strayNames,
  takenNames,
  type Written,
  writePatch,
} from '../fix/queue';
import { sameChange } from '../patch/same-change';
import type { FilePatch } from '../patch/types';
import { wrapBody } from '../patch/wrap';
import type { Release } from '../release/release';
import { authorOf, describeMark, quotedNotes } from './describe-mark';
import { deployedRelease, type Ladder } from './ladder';
import type { MarkSource } from './mark-source';
import { isUpstream, markedOrigin, pickedOrigin } from './origin';
import { placeMarked } from './place-form';
import { hideQueue } from './queue-place';
import { whoSigns } from './signer';

/** How many files a note names. */
const NAMED = 5;

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
  /** The patch of the same change and name that an interrupted run has left beside the series. */
  left?: Bytes;
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
  const strays = await straysOf(ladder.queue, release.name, files);
  const name = await chooseName(ladder, request.name, title, strays);
  const origin =
    change.commit && !upstream
      ? await pickedOrigin(ladder, change.commit, release.name)
      : markedOrigin(change.commit, release.name);
  const text = composeFix({
    author: authorOf(change.commit, signer, host.now()),
    message,
    life: {
      origin,
      bugs: ladder.profile.bugAddresses(message),
      forwarded: 'no',
      lastUpdate: dayOf(host.now()),
    },
    others: [],
    files,
  });
  const body = change.commit ? bodyOf(change.commit.message) : encode(wrapBody(request.description ?? ''));
  const left = strays.get(name);
  return {
    ...{ name, release, text, below },
    notes: [...notes, ...binaryNote(files), ...quotedNotes(body), ...(await untrackedNote(ladder, request.source))],
    ...(left === undefined ? {} : { left }),
    files: files.map((file) => decode(file.newPath ?? file.oldPath ?? '')),
  };
}

/** Names the binary files of a patch, which not every tool takes; no sentence where there are none. */
function binaryNote(files: readonly FilePatch[]): string[] {
  const paths = files.flatMap(({ binary, newPath, oldPath }) =>
    binary === undefined ? [] : [decode(newPath ?? oldPath ?? '')],
  );
  if (paths.length === 0) return [];
  const are = paths.length === 1 ? 'is' : 'are';
  return [`${namesOf(paths)} ${are} binary: git am takes such a patch, quilt and GNU patch do not.`];
}

function namesOf(paths: readonly string[]): string {
  const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : '';
  return `${paths.slice(0, NAMED).join(', ')}${more}`;
}

/** Names the new files that a mark of all changes leaves out, as git does not track them; no sentence where there are none. */
async function untrackedNote({ git }: Ladder, source: MarkSource): Promise<string[]> {
  if (source.kind !== 'worktree' || source.selections.length > 0) return [];
  const paths = await git.untracked();
  if (paths.length === 0) return [];
  return [
    `New files that git does not track are left out: ${namesOf(paths)}. To mark them too, git add them, or name all paths.`,
  ];
}

/** The patches that an interrupted run has left beside a release's series, and that make this very change, by name. */
async function straysOf(queue: Queue, release: string, files: readonly FilePatch[]): Promise<Map<string, Bytes>> {
  const strays = new Map<string, Bytes>();
  for (const name of await strayNames(queue, release)) {
    const text = (await readPatch(queue, release, name)) ?? '';
    if (isUntouched(text) && sameChange(readFix(text, name).files, files)) strays.set(name, text);
  }
  return strays;
}

/**
 * Writes a planned fix into the queue and keeps a new queue out of git's sight; gives the patch's path and what was done.
 * Throws `queue-changed` when another fix was marked in the release since it was planned.
 */
export async function carryOutMark(ladder: Ladder, plan: MarkPlan): Promise<{ path: string; written: Written }> {
  const { queue } = ladder;
  const { name, release, text, left } = plan;
  await hideQueue(ladder);
  return withQueue(queue, async () => {
    const files = (await seriesPatches(queue, release.name)).map(({ file }) => file);
    if (files.join() !== plan.below.join())
      throw new Fault(
        'queue-changed',
        `Another fix was marked in ${release.name} meanwhile.`,
        'Mark this one again, so that it goes on top of the other.',
      );
    await checkCurrent(queue, release.name, name, left);
    const written = await writePatch(queue, release.name, name, text);
    return { path: patchPath(queue, release.name, name), written };
  });
}

async function chooseName(
  { queue }: Ladder,
  wanted: string | undefined,
  title: string,
  strays: ReadonlyMap<string, Bytes>,
): Promise<string> {
  const taken = await takenNames(queue);
  for (const name of strays.keys()) taken.delete(name);
  if (wanted !== undefined) {
    checkName(wanted);
    if (!taken.has(wanted)) return wanted;
    throw new Fault(
      'name-taken',
      `There is a fix named '${wanted}' in ${queue.folder} already, or a patch of that name beside a series.`,
      'Choose another --name.',
    );
  }
  const name = nameFromTitle(title);
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
