// Gathers what is known about a patch file besides its text: its series, its branch's files, the commits that it cites.
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { type Bytes, encode, fromBuffer } from '../base/bytes';
import { asFault } from '../base/fault';
import { titleOf } from '../fix/document';
import type { Ground } from '../fix/ground';
import type { Git } from '../git/git';
import type { FilePatch } from '../patch/types';
import type { CommitFacts, Facts } from '../profile/check';
import type { Reading } from '../profile/reading';
import { releaseCommit } from '../release/release';
import type { Ladder } from './ladder';
import { stackSeries } from './series-snapshot';

/** How far above a patch its series may be: Debian keeps patches in folders below that of the series. */
const SERIES_ABOVE = 2;

/** What is known about a patch file. */
export interface PatchFacts {
  facts: Facts;
  ground: Ground;
}

/** Gathers it for the file at an absolute path; without a ladder, what the files beside it tell. Throws `GitError` only. */
export async function patchFacts(ladder: Ladder | undefined, path: string, reading: Reading): Promise<PatchFacts> {
  const file = basename(path);
  const series = await seriesOf(path);
  const ground: Ground = series ? { series } : {};
  if (!ladder) return { facts: { file }, ground };
  const branch = branchOf(ladder.queue.folder, path);
  const { git, remote } = ladder;
  const [all, tags, signer, commits, files] = await Promise.all([
    git.branches(remote),
    git.tags(),
    git.identity('committer'),
    citedCommits(git, remote, reading),
    branch === undefined ? undefined : filesBelow(ladder, branch, file, reading.patch.files),
  ]);
  const branches = all.map(({ name }) => name);
  const facts: Facts = {
    file,
    branches,
    tags,
    commits,
    ...(branch === undefined ? {} : { branch }),
    ...(signer ? { signer } : {}),
  };
  return { facts, ground: { ...ground, ...(files ? { files } : {}) } };
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

async function citedCommits(
  git: Git,
  remote: string | undefined,
  reading: Reading,
): Promise<ReadonlyMap<string, CommitFacts | 'absent'>> {
  const found = new Map<string, CommitFacts | 'absent'>();
  for (const { commit } of reading.picked) {
    const id = /^[0-9a-f]{7,64}$/.test(commit) ? await git.commitId(commit) : undefined;
    const object = id === undefined ? undefined : await git.commit(id);
    if (!object) found.set(commit, 'absent');
    else found.set(commit, { title: titleOf(object.message), ...(await git.refsContaining(remote, object.id)) });
  }
  return found;
}

/** The files that a patch changes, with the patches of its series before it in place; undefined where that cannot be had. */
async function filesBelow(
  { git, queue, remote }: Ladder,
  branch: string,
  file: string,
  files: readonly FilePatch[],
): Promise<Ground['files']> {
  try {
    const commit = await releaseCommit(git, branch, remote);
    if (commit === undefined) return undefined;
    const stack = await stackSeries(git, queue, branch, commit);
    const below = stack.patches.find(({ name }) => `${name}.patch` === file)?.below ?? stack.top;
    const content = new Map<Bytes, Bytes | undefined>();
    for (const { oldPath, newPath } of files) {
      const path = oldPath ?? newPath ?? '';
      content.set(path, (await below.file(path))?.content);
    }
    return { branch, content };
  } catch (error) {
    if (asFault(error)) return undefined;
    throw error;
  }
}
