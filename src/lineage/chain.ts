// Finds the upstream commits that, carried to a branch first, make a port clean: the fewest, in order, each small and itself clean.
import { decode } from '../base/bytes';
import { Fault } from '../base/fault';
import type { Commit, Git } from '../git/git';
import { createFilePatch } from '../patch/create';
import { parseMessage, subjectOf } from '../patch/message';
import type { FileStep } from '../port/types';
import { findPrerequisites, type StuckPort } from './lacking';
import type { Lineage } from './lineage';
import { type CarriedCommit, type Laid, readCarried, tryInOrder } from './trial';

/** A commit of a chain: what it does, what becomes of it on the branch, and how many lines it changes. */
export interface ChainLink extends Laid {
  carried: CarriedCommit;
  lines: number;
}

/** A commit by its full id and the first line of its message. */
interface Named {
  commit: string;
  subject: string;
}

/** Why there is no chain, and the commit that it failed with. */
export type Unchained =
  | { kind: 'nothing-lacking' }
  | ({ kind: 'too-large'; lines: number } & Named)
  | ({ kind: 'no-text' } & Named)
  | ({ kind: 'merge' } & Named)
  | ({ kind: 'not-clean' } & Named)
  | { kind: 'too-many' }
  | { kind: 'no-time' };

/** The commits to carry first, in order, and the port on top of them. */
export type Chain = { kind: 'chain'; links: ChainLink[]; last: Laid } | Unchained;

/** The most commits of a chain, the most lines that one of them changes, how many of a port's prerequisites are followed, and chains tried. */
const LIMITS = { commits: 5, lines: 200, followed: 3, trials: 24 };

/** A chain that is to be tried; `cost` is small for short ones that follow the likeliest commits. */
interface Draft {
  links: readonly Sized[];
  cost: number;
}

interface Sized {
  carried: CarriedCommit;
  lines: number;
}

/**
 * The cheapest chain by which git's merge alone takes every commit of it, and the port on top. What a commit of the chain lacks in its
 * turn is carried before it. Nothing is written. Throws `GitError`; when `limit` is aborted there was no time.
 */
export async function findChain(git: Git, lineage: Lineage, port: StuckPort, limit: AbortSignal): Promise<Chain> {
  const open: Draft[] = [{ links: [], cost: 0 }];
  const seen = new Set(['']);
  const sized = rememberedSizes(git);
  let why: Unchained = { kind: 'nothing-lacking' };
  for (let trials = 0; trials < LIMITS.trials; trials++) {
    const draft = open.sort((a, b) => a.cost - b.cost).shift();
    if (!draft) return why;
    if (limit.aborted) return { kind: 'no-time' };
    const trial = await tryInOrder(git, [...draft.links.map(({ carried }) => carried), port], port.tip, port.target);
    if (trial.kind === 'clean') {
      const links = draft.links.map((link, at) => ({ ...link, ...trial.laid[at]! }));
      return { kind: 'chain', links, last: trial.laid.at(-1)! };
    }
    const last = draft.links[trial.at];
    if (last && why.kind === 'nothing-lacking') why = { kind: 'not-clean', ...named(last.carried.commit) };
    if (draft.links.length === LIMITS.commits) {
      why = { kind: 'too-many' };
      continue;
    }
    const { found } = await findPrerequisites(git, lineage, trial.port, limit).catch((error: unknown) => {
      if (limit.aborted) return { found: [] };
      throw error;
    });
    for (const [rank, { commit }] of found.slice(0, LIMITS.followed).entries()) {
      const link = await sized(commit);
      if (!('carried' in link)) {
        if (why.kind === 'nothing-lacking' || why.kind === 'not-clean') why = link;
        continue;
      }
      const links = placed(lineage, draft.links, link);
      const key = links.map(({ carried }) => carried.commit.id).join();
      if (seen.has(key)) continue;
      seen.add(key);
      open.push({ links, cost: draft.cost + 1 + 2 * rank });
    }
  }
  return { kind: 'too-many' };
}

/** The links with one more, before the first that descends from it; the same where it is there. */
function placed(lineage: Lineage, links: readonly Sized[], link: Sized): readonly Sized[] {
  const rowOf = ({ carried }: Sized) => lineage.row(carried.commit.id)!;
  if (links.some((other) => rowOf(other) === rowOf(link))) return links;
  const later = links.findIndex((other) => lineage.reaches(rowOf(other), rowOf(link)));
  return later < 0 ? [...links, link] : links.toSpliced(later, 0, link);
}

/** Reads commits that a chain may have, each once; one that it may not have is said why. */
function rememberedSizes(git: Git): (commit: string) => Promise<Sized | Unchained> {
  const known = new Map<string, Promise<Sized | Unchained>>();
  const read = async (commit: string): Promise<Sized | Unchained> => {
    const [found, carried] = [await git.commit(commit), await readCarried(git, commit)];
    if (!found || !carried) return { kind: 'merge', ...(found ? named(found) : { commit, subject: '' }) };
    const lines = changedLines(carried.steps);
    if (lines === undefined) return { kind: 'no-text', ...named(carried.commit) };
    return lines > LIMITS.lines ? { kind: 'too-large', lines, ...named(carried.commit) } : { carried, lines };
  };
  return (commit) => {
    const size = known.get(commit) ?? read(commit);
    known.set(commit, size);
    return size;
  };
}

function named({ id, message }: Commit): Named {
  return { commit: id, subject: decode(subjectOf(parseMessage(message))) };
}

/** How many lines are added and removed; undefined where a file has none. */
function changedLines(steps: readonly FileStep[]): number | undefined {
  try {
    const hunks = steps.flatMap((step) => createFilePatch(step).hunks);
    return hunks.reduce((sum, { lines }) => sum + lines.filter(({ kind }) => kind !== 'context').length, 0);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}
