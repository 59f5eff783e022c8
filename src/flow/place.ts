// Places a marked change on the deployed release, after what is marked there already.
import { decode } from '../base/bytes';
import { Fault } from '../base/fault';
import type { FilePatch } from '../patch/types';
import { portSteps } from '../port/port';
import type { PortResult, Snapshot } from '../port/types';
import { namedRelease, type Release } from '../release/release';
import type { Ladder } from './ladder';
import type { MarkedChange } from './mark-source';
import { filePatches } from './outcome-patch';
import { checkOverlap } from './overlap';
import { checkStack, commitSnapshot, stackSeries } from './series-snapshot';
import { fileWords } from './words';

/** A change as a patch on a release. */
export interface Placed {
  release: Release;
  change: MarkedChange;
  files: FilePatch[];
  /** The patches that the release has already, by their files. */
  below: string[];
  /** What the operator should know, a sentence each. */
  notes: string[];
}

/**
 * The change as a patch that the release's series takes last. Where the release has a marked commit already, the newest tag
 * before that commit takes its place. Throws `series-broken`, `already-in-release`, `already-marked`, `not-on-release`.
 */
export async function placeOnRelease(
  ladder: Ladder,
  release: Release,
  read: (release: string, below: Snapshot) => Promise<MarkedChange>,
): Promise<Placed> {
  const { git, queue } = ladder;
  const stack = await stackSeries(git, queue, release.name, release.commit);
  checkStack(stack, release.name);
  const change = await read(release.commit, stack.top);
  const parent = change.commit?.parents[0];
  const base = parent === undefined ? stack.top : await commitSnapshot(git, parent);
  const portTo = (target: Snapshot) =>
    portSteps({
      ...{ steps: change.steps, base, target },
      renames: (paths) => git.renames(parent ?? release.commit, release.commit, paths),
      hash: (content) => git.objects.hash('blob', content),
      adapt: false,
    });
  const result = await portTo(stack.top);
  const files = result.outcome === 'clean' ? await filePatches(result.files, stack.top) : [];
  if (change.commit && stack.patches.length > 0 && (files.length > 0 || result.outcome === 'already-there')) {
    const bare = await commitSnapshot(git, release.commit);
    const alone = await portTo(bare);
    if (alone.outcome === 'clean')
      checkOverlap(release.name, await filePatches(alone.files, bare), files, stack.patches);
  }
  if (result.outcome === 'clean')
    return {
      release,
      change,
      files,
      below: stack.patches.map(({ file }) => file),
      notes: [],
    };
  const contained =
    change.commit !== undefined && (await git.mergeBase(change.commit.id, release.commit)) === change.commit.id;
  if (result.outcome !== 'already-there' && !contained) throw notOnRelease(release, result, change.commit?.id);
  const tag = parent && (await git.nearestTag(parent));
  if (!tag || tag === release.name) throw alreadyThere(release);
  const placed = await placeOnRelease(ladder, await namedRelease(git, tag, undefined), read).catch((error: unknown) => {
    throw error instanceof Fault && error.code === 'not-on-release' ? notBefore(release, error) : error;
  });
  return {
    ...placed,
    notes: [
      `${release.name} has this commit already, so it is marked in ${tag}, the newest tag before it.`,
      ...placed.notes,
    ],
  };
}

function alreadyThere(release: Release): Fault {
  return new Fault(
    'already-in-release',
    `${release.name} has this change already.`,
    'Name the release that lacks it with --release.',
  );
}

/** The fault of a commit that a release has, and that the tag before does not take, for this reason. */
function notBefore({ name }: Release, { message }: Fault): Fault {
  return new Fault(
    'not-on-release',
    `${name} has this commit already, so it would be marked in the newest tag before it. ${message}`,
    'Name a release that lacks the commit, and has what it builds on, with --release.',
  );
}

/** The fault of a change, which may be a commit, that does not fit the release's files as they are there. */
export function notOnRelease(release: Release, { files }: PortResult, commit?: string): Fault {
  const words = files
    .filter(({ kind }) => kind === 'conflict' || kind === 'refused')
    .map((file) => `${decode(file.path)}: ${fileWords(file)}`);
  const byHand =
    commit === undefined
      ? ''
      : `, or make it there by hand (git cherry-pick ${commit.slice(0, 12)}) and mark that commit`;
  return new Fault(
    'not-on-release',
    `The change cannot be carried to ${release.name}: ${words.join('; ')}.`,
    `Mark what it builds on first${byHand}, or name the release it was made in with --release.`,
  );
}
