// Gathers what is known about a patch file besides its text: its series, its branch's files, the commits that it cites.
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { type Bytes, encode, fromBuffer } from '../base/bytes';
import { asFault } from '../base/fault';
import type { Ground } from '../fix/ground';
import type { FilePatch } from '../patch/types';
import type { Snapshot } from '../port/types';
import type { Facts } from '../profile/check';
import type { Reading } from '../profile/reading';
import { releaseCommit } from '../release/release';
import type { ReviewStore } from '../review/store';
import { bugFacts } from './bugs';
import { carriedFiles } from './carried';
import { citedCommits, type History, openHistory, passedBefore } from './history-facts';
import type { Host } from './host';
import type { Ladder } from './ladder';
import { recently } from './recently';
import { reviewFacts } from './review-facts';
import { openReviews } from './reviews';
import { type Stack, stackSeries } from './series-snapshot';

/** How far above a patch its series may be: Debian keeps patches in folders below that of the series. */
const SERIES_ABOVE = 2;

/** What is known about a patch file. */
export interface PatchFacts {
  facts: Facts;
  ground: Ground;
}

/** What all patches of a repository share, and those of one branch; both may be remembered for a while. */
export interface Shared {
  repository(ladder: Ladder): Promise<Pick<Facts, 'branches' | 'tags' | 'signer'>>;
  history(ladder: Ladder): Promise<History>;
  /** The branch's series; undefined where the branch is not known, or its series cannot be read. */
  stack(ladder: Ladder, branch: string): Promise<Stack | undefined>;
  /** What is remembered of reviews; undefined without a forge. */
  reviews(ladder: Ladder): Promise<ReviewStore | undefined>;
  /** Epoch milliseconds. */
  now(): number;
}

/** Gathers it for the file at an absolute path; without a ladder, what the files beside it tell. Throws `GitError` only. */
export async function patchFacts(
  ladder: Ladder | undefined,
  path: string,
  reading: Reading,
  shared: Shared,
): Promise<PatchFacts> {
  const file = basename(path);
  const series = await seriesOf(path);
  const ground: Ground = series ? { series } : {};
  if (!ladder) return { facts: { file }, ground };
  const branch = branchOf(ladder.queue.folder, path);
  const history = () => shared.history(ladder);
  const isUnpicked = branch !== undefined && reading.picked.length === 0;
  const [repository, commits, passed, stack, bugs, reviews] = await Promise.all([
    shared.repository(ladder),
    citedCommits(ladder, history, reading),
    isUnpicked ? orUnknown(async () => passedBefore(ladder, await history(), reading, branch)) : undefined,
    branch === undefined ? undefined : shared.stack(ladder, branch),
    bugFacts(ladder.git.commonDir, reading, ladder.profile),
    shared.reviews(ladder),
  ]);
  const told = reviews ? reviewFacts(reviews, reading, file, shared.now()) : {};
  const place = { ...(branch === undefined ? {} : { branch }), ...(passed ? { passed } : {}) };
  const facts: Facts = { ...repository, file, commits, ...bugs, ...told, ...place };
  if (branch === undefined || !stack) return { facts, ground };
  const files = await orUnknown(() => filesOf(ladder, branch, belowOf(stack, file), reading.patch.files));
  return { facts, ground: files ? { ...ground, files } : ground };
}

/** Asks git for what is shared, and counts it for a few seconds. */
export function rememberedFacts(host: Host): Shared {
  const now = () => host.now().getTime();
  const repositories = recently<Awaited<ReturnType<typeof repositoryFacts>>>(now);
  const histories = recently<History>(now);
  const stacks = recently<Awaited<ReturnType<typeof branchStack>>>(now);
  const reviews = recently<ReviewStore | undefined>(now);
  return {
    repository: (ladder) => repositories(ladder.git.root, () => repositoryFacts(ladder)),
    history: (ladder) => histories(ladder.git.root, () => openHistory(ladder)),
    stack: (ladder, branch) => stacks(`${ladder.git.root} ${branch}`, () => branchStack(ladder, branch)),
    reviews: (ladder) => reviews(ladder.git.root, () => orUnknown(() => rememberedReviews(ladder))),
    now,
  };
}

async function rememberedReviews(ladder: Ladder): Promise<ReviewStore | undefined> {
  const store = await openReviews(ladder);
  await store?.load();
  return store;
}

/** Asks git for what all patches of a repository share. */
async function repositoryFacts({ git, remote }: Ladder): Promise<Pick<Facts, 'branches' | 'tags' | 'signer'>> {
  const [all, tags, signer] = await Promise.all([git.branches(remote), git.tags(), git.identity('committer')]);
  return { branches: all.map(({ name }) => name), tags: tags.map(({ name }) => name), ...(signer ? { signer } : {}) };
}

/** A branch with its series on top, for `Shared`. */
async function branchStack({ git, queue, remote }: Ladder, branch: string): Promise<Stack | undefined> {
  const commit = await releaseCommit(git, branch, remote);
  return commit === undefined ? undefined : orUnknown(() => stackSeries(git, queue, branch, commit));
}

/** The nearest series at or above the patch's folder, and what it would call the patch. */
async function seriesOf(path: string): Promise<Ground['series']> {
  let folder = dirname(path);
  for (let above = 0; above <= SERIES_ABOVE; above++) {
    const text = await readFile(join(folder, 'series')).then(fromBuffer, () => undefined);
    if (text !== undefined) return { text, entry: encode(relative(folder, path).split(sep).join('/')) };
    folder = dirname(folder);
  }
  return undefined;
}

/** The branch that a patch of the queue is for: the name of its folder; undefined outside the queue. */
function branchOf(queue: string, path: string): string | undefined {
  const branch = relative(queue, dirname(path)).split(sep).join('/');
  return branch === '' || branch.startsWith('..') || branch.includes(':') ? undefined : branch;
}

/** The branch's files with the patches of its series before this one in place. */
function belowOf({ patches, top }: Stack, file: string): Snapshot {
  return patches.find(({ name }) => `${name}.patch` === file)?.below ?? top;
}

/** The files that a patch changes, and what becomes of its change where it does not fit them. */
async function filesOf(
  { git, remote }: Ladder,
  branch: string,
  below: Snapshot,
  files: readonly FilePatch[],
): Promise<Ground['files']> {
  const content = new Map<Bytes, Bytes | undefined>();
  for (const { oldPath, newPath } of files) {
    const path = oldPath ?? newPath ?? '';
    content.set(path, (await below.file(path))?.content);
  }
  const tip = await releaseCommit(git, branch, remote);
  const carried = tip === undefined ? undefined : await orUnknown(() => carriedFiles(git, tip, files, below));
  return { branch, content, ...(carried?.size ? { carried } : {}) };
}

/** Undefined where a fault keeps the answer from being had: it is not this patch's. */
async function orUnknown<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (asFault(error)) return undefined;
    throw error;
  }
}
