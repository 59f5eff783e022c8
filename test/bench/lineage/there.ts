// How often a merged backport is recognised on its branch, and how often a branch is said to have what it lacks.
import { execFileSync } from 'node:child_process';
import type { Git, UpstreamBranch } from '../../../src/git/git';
import { kinOf, namesOf } from '../../../src/lineage/kin';
import type { Lineage } from '../../../src/lineage/lineage';
import { findPresence, type Presence, type SoughtChange } from '../../../src/lineage/presence';
import { portCommit } from '../../../src/port/batch';
import { commitSteps } from '../../../src/port/steps';
import { historyOf, shuffled } from '../ports/history';
import { median, printTable } from '../table';

/** The trunk and the lines that left it. */
export interface Branches {
  trunk: UpstreamBranch;
  stable: UpstreamBranch[];
}

/** `master` (else `main`) and every branch whose name says that it is kept. */
export async function liveBranches(git: Git): Promise<Branches> {
  const local = await git.branches(undefined);
  const all = local.length > 1 ? local : await git.branches('origin');
  const trunk = all.find(({ name }) => name === 'master') ?? all.find(({ name }) => name === 'main');
  const stable = all.filter(({ name }) => /^(?:stable|unmaintained|release|v\d)/.test(name));
  if (!trunk || stable.length === 0) throw new Error('The repository has no master or no stable branch.');
  return { trunk, stable };
}

/** A commit as a change that is looked for elsewhere. */
async function soughtCommit(git: Git, lineage: Lineage, id: string): Promise<SoughtChange | undefined> {
  const row = lineage.row(id);
  const commit = await git.commit(id);
  const [base] = commit?.parents ?? [];
  if (row === undefined || !commit || base === undefined || commit.parents.length !== 1) return undefined;
  const before = await git.commit(base);
  const steps = await commitSteps(git.objects, before?.tree, commit.tree, git.renames);
  return { names: namesOf(lineage, row), base, steps };
}

/** Prints, for the merged backports of each live branch, how they are recognised when only the source commit is given. */
export async function measureRecognised(
  git: Git,
  lineage: Lineage,
  repository: string,
  branches: Branches,
): Promise<void> {
  const { ports } = historyOf(repository, 'first', false);
  const proofs = new Map<string, number>();
  const count = (key: string) => proofs.set(key, (proofs.get(key) ?? 0) + 1);
  const times: number[] = [];
  const missed: string[] = [];
  for (const { name, commit: tip } of branches.stable) {
    const at = lineage.row(tip)!;
    const trunk = lineage.row(branches.trunk.commit)!;
    for (const { commit, human } of ports) {
      const row = lineage.row(human);
      if (row === undefined || !lineage.reaches(at, row) || lineage.reaches(trunk, row)) continue;
      const change = await soughtCommit(git, lineage, commit);
      if (!change) continue;
      count('all');
      const start = performance.now();
      const found = await findPresence(git, lineage, change, tip);
      times.push(performance.now() - start);
      if (found) count(found.proof);
      if (found) count(`diff ${found.likeness}`);
      else missed.push(`${name} ${human}`);
      const { commit: _, ...names } = change.names;
      if (await findPresence(git, lineage, { ...change, names: { ...names, picked: [] } }, tip))
        count('without pick lines');
      if (await findPresence(git, lineage, { ...change, names: { picked: [] } }, tip)) count('by diff alone');
    }
  }
  const all = proofs.get('all') ?? 0;
  const rows = [...proofs].sort().map(([key, number]) => [key, `${number}`, ((100 * number) / all).toFixed(1)]);
  printTable('Merged backports on live branches, the original given', ['recognised by', 'backports', '%'], rows);
  console.log(
    `median ${median(times).toFixed(1)} ms; not recognised: ${missed.length === 0 ? 'none' : missed.join(', ')}`,
  );
  const reverted = missed.filter((line) => isNamedInRevert(repository, line));
  console.log(`of these, a later commit on the branch says that it reverts it: ${reverted.length}`);
}

/** Asks git itself, of a line with a branch and a commit. */
function isNamedInRevert(repository: string, line: string): boolean {
  const [branch = '', commit = ''] = line.split(' ');
  const args = ['log', '--format=%H', '--fixed-strings', `--grep=This reverts commit ${commit}`, branch, '--'];
  return execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim() !== '';
}

/** Prints, for commits of the trunk that a branch does not have by pick line or Change-Id, how often it is said to have them. */
export async function measureFalseClaims(
  git: Git,
  lineage: Lineage,
  { trunk, stable }: Branches,
  { sample, seed }: { sample: number; seed: number },
): Promise<void> {
  const rows: string[][] = [];
  const claims: string[] = [];
  const times: number[] = [];
  for (const { name, commit: tip } of stable) {
    const at = lineage.row(tip)!;
    const fork = await git.mergeBase(trunk.commit, tip);
    const since = await git.commitsTouching([], fork, trunk.commit);
    const lacking = since.filter(({ id }) => {
      const row = lineage.row(id);
      if (row === undefined) return false;
      const { authorship: _, ...names } = namesOf(lineage, row);
      return !kinOf(lineage, names).some((kin) => lineage.reaches(at, kin.row));
    });
    const chosen = shuffled(lacking, seed).slice(0, sample);
    let [byCommit, byContent] = [0, 0];
    for (const { id } of chosen) {
      const change = await soughtCommit(git, lineage, id);
      if (!change) continue;
      const start = performance.now();
      const found: Presence | undefined = await findPresence(git, lineage, change, tip);
      times.push(performance.now() - start);
      if (found) byCommit++;
      if (found) claims.push(`${name} ${id.slice(0, 12)}: ${found.proof} ${found.commit.slice(0, 12)}`);
      const { result } = await portCommit(git, id, tip, false);
      if (result.outcome !== 'already-there') continue;
      byContent++;
      claims.push(`${name} ${id.slice(0, 12)}: content`);
    }
    rows.push([name, `${chosen.length}`, `${byCommit}`, `${byContent}`]);
  }
  printTable(
    'Commits that the branch lacks',
    ['branch', 'commits', 'said to be there by a commit', 'by content'],
    rows,
  );
  const slowest = Math.max(...times).toFixed(0);
  console.log(`median ${median(times).toFixed(1)} ms, at most ${slowest} ms\n${claims.join('\n')}`);
}
