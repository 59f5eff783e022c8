// Takes the current patch set of a review as the branch's patch in the queue: what a reviewer made of the fix, as it stands there.
import type { Bytes } from '../base/bytes';
import { Fault } from '../base/fault';
import { dayOf } from '../fix/date';
import { isAdopted, isUntouched, sealAdopted } from '../fix/digest';
import { bodyOf, composeFix, readFix, readPatchFile } from '../fix/document';
import { withQueue } from '../fix/lock';
import { patchPath, readPatch, writePatch } from '../fix/queue';
import type { Commit } from '../git/git';
import { mailSafe } from '../patch/mail';
import type { FilePatch } from '../patch/types';
import { patchSteps, stepStates } from '../port/patch-steps';
import { changedPaths, portSteps } from '../port/port';
import { commitSteps } from '../port/steps';
import type { Review } from '../review/types';
import { type AgainstDeployed, againstDeployed } from './against-deployed';
import { authorOf, quotedNotes } from './describe-mark';
import type { FixSource } from './fix-source';
import type { Ladder } from './ladder';
import { filePatches } from './outcome-patch';
import { patchDifference } from './patch-difference';
import { patchSetRef } from './patch-sets';
import { commitAbsent, commitSnapshot, stackSeries } from './series-snapshot';
import { whoSigns } from './signer';
import { chooseTargets } from './targets';
import { fileWords } from './words';

/** A patch set that may be taken; nothing has been written. */
export interface Adoption {
  fix: string;
  branch: string;
  review: Review;
  path: string;
  /** The queue's patch as it is, if there is one, and as it would be. */
  before: Bytes | undefined;
  text: Bytes;
  /** How the files differ that the two patches make of the branch. */
  files: FilePatch[];
  /** How it differs from the fix as it is deployed. */
  deployed: AgainstDeployed;
  /** The commit messages of the two; the first one is empty where there is no patch. */
  messages: { before: Bytes; after: Bytes };
  /** What the operator should know, a sentence each. */
  notes: string[];
  /** True when a person edited the queue's patch, which is only replaced with `force`. */
  edited: boolean;
}

/**
 * What taking the commit of a review's patch set would do. Throws `patch-set-unfit` where it does not apply to the branch as it was fetched,
 * `bad-patch`, `binary-file` and `no-such-branch`.
 */
export async function planAdoption(
  ladder: Ladder,
  source: FixSource,
  branch: string,
  review: Review,
  commit: Commit,
): Promise<Adoption> {
  const { git, queue, profile, host } = ladder;
  const hash = (content: Bytes) => git.objects.hash('blob', content);
  const [target] = await chooseTargets(ladder, [branch]);
  const { patches, top } = await stackSeries(git, queue, branch, target!.commit);
  const below = patches.find(({ name }) => name === source.name)?.below ?? top;
  const parent = await git.commit(commit.parents[0] ?? '');
  if (!parent) throw commitAbsent(git, commit.parents[0] ?? commit.id);
  const changes = await commitSteps(git.objects, parent.tree, commit.tree, git.renames);
  const result = await portSteps({
    steps: changes,
    base: await commitSnapshot(git, parent.id),
    target: below,
    renames: (paths) => git.renames(parent.id, target!.commit, paths),
    hash,
    adapt: false,
  });
  const [open] = result.files.filter(({ kind }) => kind !== 'clean' && kind !== 'already-there');
  if (open || result.outcome === 'already-there')
    throw unfit(review, open ? fileWords(open) : 'the branch has all of it');
  const path = patchPath(queue, branch, source.name);
  const before = await readPatch(queue, branch, source.name);
  const queued = before === undefined ? undefined : readFix(before, path);
  const body = bodyOf(commit.message);
  const message = commit.message.slice(0, commit.message.length - body.length) + mailSafe(body);
  const text = sealAdopted(
    composeFix({
      author: authorOf(commit, await whoSigns(git), host.now()),
      message,
      life: {
        origin: (queued ?? source.document).life.origin,
        bugs: profile.bugAddresses(commit.message),
        forwarded: review.url,
        lastUpdate: dayOf(host.now()),
      },
      others: (queued ?? source.document).others,
      files: await filePatches(result.files, below),
    }),
  );
  readPatchFile(text, path);
  const steps = before === undefined ? undefined : await patchSteps(readPatchFile(before, path), below, hash);
  const made = stepStates(steps?.kind === 'steps' ? steps.steps : []);
  return {
    fix: source.name,
    branch,
    review,
    path,
    before,
    text,
    files: await patchDifference(below, made, changedPaths(result)),
    deployed: await againstDeployed(ladder, source, changes, parent.id),
    messages: { before: queued?.message ?? '', after: message },
    notes: quotedNotes(body),
    edited: before !== undefined && !isUntouched(before) && !isAdopted(before),
  };
}

/**
 * Takes it: the queue's patch becomes the patch set's, which no port replaces. Gives the blob of the patch that was there, which stays in the object store.
 * Throws `patch-edited` unless `force`, and `queue-changed`.
 */
export async function carryOutAdoption(
  { git, queue }: Ladder,
  { fix, branch, review, path, before, text, edited }: Adoption,
  force: boolean,
): Promise<{ former?: string }> {
  if (edited && !force)
    throw new Fault(
      'patch-edited',
      `${path} was edited by hand, and it stays.`,
      'To replace it all the same, use --force; what it was stays in the object store.',
    );
  return withQueue(queue, async () => {
    if ((await readPatch(queue, branch, fix)) !== before)
      throw new Fault(
        'queue-changed',
        `${path} was changed meanwhile.`,
        'Look at the difference again, then adopt again.',
      );
    await git.keepCommit(review.commit, patchSetRef(review.commit));
    const former = before === undefined || before === text ? undefined : await git.objects.write('blob', before);
    if (former !== undefined) await git.keepCommit(former, `replaced/${former}`);
    await writePatch(queue, branch, fix, text, { force: true });
    return former === undefined ? {} : { former };
  });
}

function unfit({ url, patchSet }: Review, why: string): Fault {
  return new Fault(
    'patch-set-unfit',
    `Patch set ${patchSet} of ${url} does not go onto the branch as it was fetched: ${why}.`,
    'Run git fetch, and adopt it then; what comes before it in the series may have to be adopted first.',
  );
}
