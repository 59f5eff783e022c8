// Finds each fix in the queue and reads what it does to the release that it was made in.
import type { Bytes } from '../base/bytes';
import { Fault } from '../base/fault';
import { type FixDocument, readFix } from '../fix/document';
import { fixNames, patchPath, type Queue, queueBranches } from '../fix/queue';
import type { UpstreamBranch } from '../git/git';
import type { FileStep, Snapshot } from '../port/types';
import { releaseCommit } from '../release/release';
import { deployedRelease, type Ladder, upstreamBranches } from './ladder';
import { othersNote } from './series-notes';
import { stackSeries } from './series-snapshot';

/** A fix as the release has it. `folder` is the release's name in the queue, `commit` what it was built from. */
export interface FixSource {
  name: string;
  folder: string;
  commit: string;
  /** The patch in `folder` as it was read. */
  text: Bytes;
  document: FixDocument;
  /** The release's files below the fix. */
  base: Snapshot;
  steps: FileStep[];
  /** True when the release, a branch that went on, has the fix by now. */
  contained: boolean;
}

/**
 * The named fixes, or all, in the order of their series: first those of the deployed release, then those that only another
 * release of the queue has. Throws `no-such-fix`, `bad-patch` and `author-missing`. A patch that its release does not take becomes a note, and
 * so does a release that git no longer knows.
 */
export async function fixSources(
  ladder: Ladder,
  names: readonly string[],
  branches: readonly UpstreamBranch[],
): Promise<{ sources: Map<string, FixSource>; notes: string[] }> {
  const { git, queue } = ladder;
  const sources = new Map<string, FixSource>();
  const leftOut = new Map<string, string>();
  const notes: string[] = [];
  const { known, others } = await releases(ladder, branches);
  for (const { name: folder, commit } of known) {
    const isWanted = (name: string) => !sources.has(name) && (names.length === 0 || names.includes(name));
    if (commit === undefined) {
      for (const name of (await fixNames(queue, folder)).filter(isWanted))
        leftOut.set(name, `${folder} is no tag or branch any more, so ${patchPath(queue, folder, name)} was left out.`);
      continue;
    }
    const { patches } = await stackSeries(git, queue, folder, commit);
    notes.push(...othersNote(queue, folder, patches));
    for (const { name, path, text, below, steps, contained, problem, fault } of patches) {
      if (name !== undefined && !isWanted(name)) continue;
      if (name !== undefined && fault) throw fault;
      if (!steps) leftOut.set(name ?? path, `${path} does not apply to ${folder} (${problem}), so it was left out.`);
      else if (name !== undefined)
        sources.set(name, {
          ...{ name, folder, commit, text, base: below, steps, contained },
          document: readAuthored(text, path),
        });
    }
  }
  for (const name of sources.keys()) leftOut.delete(name);
  if (sources.size === 0 && leftOut.size === 0) notes.push(...others);
  const missing = names.find((name) => !sources.has(name) && !leftOut.has(name));
  if (missing === undefined) return { sources, notes: [...notes, ...leftOut.values()] };
  throw noSuchFix(queue, missing);
}

/** The fault of a name that no fix has. */
export function noSuchFix({ folder }: Queue, name: string): Fault {
  return new Fault(
    'no-such-fix',
    `There is no fix named '${name}' in ${folder}.`,
    'Name one that fishladder status lists, or mark it first (fishladder mark).',
  );
}

function readAuthored(text: Bytes, path: string): FixDocument {
  const document = readFix(text, path);
  const { name, email } = document.author;
  if (name !== '' && email !== '') return document;
  throw authorMissing(path);
}

/** The fault of a patch without an author. */
export function authorMissing(path: string): Fault {
  return new Fault(
    'author-missing',
    `${path} does not say who wrote the fix.`,
    'Add a line to its header, such as From: Your Name <you@example.org>.',
  );
}

/**
 * The queue's releases: the deployed one first, then every other folder that is not one of upstream's branches, nor of those given.
 * `others` is a note on the branches that have patches, if any.
 */
async function releases(
  ladder: Ladder,
  branches: readonly UpstreamBranch[],
): Promise<{ known: { name: string; commit: string | undefined }[]; others: string[] }> {
  const folders = await queueBranches(ladder.queue);
  if (folders.length === 0) return { known: [], others: [] };
  const deployed = (await deployedRelease(ladder)).name;
  const upstream = new Set([...(await upstreamBranches(ladder)), ...branches].map(({ name }) => name));
  const isOther = (folder: string) => folder !== deployed && upstream.has(folder);
  const chosen = [
    ...folders.filter((folder) => folder === deployed),
    ...folders.filter((folder) => folder !== deployed && !isOther(folder)),
  ];
  return {
    known: await Promise.all(
      chosen.map(async (name) => ({ name, commit: await releaseCommit(ladder.git, name, ladder.remote) })),
    ),
    others: othersNamed(folders.filter(isOther), deployed),
  };
}

function othersNamed(folders: readonly string[], deployed: string): string[] {
  if (folders.length === 0) return [];
  const names = folders.join(', ');
  return [
    `The queue has patches for ${names}, but not for ${deployed}, which is taken for what is deployed: if it is one of these, say --release ${folders[0]}.`,
  ];
}
