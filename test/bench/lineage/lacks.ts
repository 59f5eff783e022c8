// How often the change that a conflict note names is among the first that are found missing.
import { execFileSync } from 'node:child_process';
import type { Git } from '../../../src/git/git';
import { chiefOf, findPrerequisites, type Prerequisite, type StuckPort } from '../../../src/lineage/lacking';
import type { Lineage } from '../../../src/lineage/lineage';
import { makesClean } from '../../../src/lineage/trial';
import { portSteps } from '../../../src/port/port';
import { treeSnapshot } from '../../../src/port/snapshot';
import { commitSteps } from '../../../src/port/steps';
import { type HistoricPort, historyOf, shuffled } from '../ports/history';
import { median, printTable } from '../table';

/** A port whose message names changes that its source's does not name. */
interface Noted extends HistoricPort {
  named: string[];
}

/** Prints the place of the named change among the prerequisites that are found, and the time that it takes. */
export async function measurePrerequisites(
  git: Git,
  lineage: Lineage,
  repository: string,
  { sample, seed }: { sample: number; seed: number },
): Promise<void> {
  const noted = historyOf(repository, 'last', false).ports.flatMap((port): Noted[] => {
    const before = changesIn(repository, port.commit);
    const named = changesIn(repository, port.human).filter((id) => !before.includes(id));
    return named.length > 0 ? [{ ...port, named }] : [];
  });
  const chosen = shuffled(noted, seed).slice(0, sample);
  const places = new Map<string, number>();
  const count = (key: string) => places.set(key, (places.get(key) ?? 0) + 1);
  const times: number[] = [];
  const trials: { milliseconds: number; clean: boolean }[] = [];
  const notes: { named: number; right: number }[] = [];
  const lines: string[] = [];
  for (const port of chosen) {
    const { place, milliseconds, trial, note, found } = await placeOf(git, lineage, port);
    count(place);
    if (milliseconds !== undefined) times.push(milliseconds);
    if (note) notes.push(note);
    if (trial) trials.push(trial);
    lines.push(`${port.human.slice(0, 12)} ${place}: named ${port.named.join(' ')}; found ${found.join(' ')}`);
  }
  if (process.env.FISHLADDER_BENCH_VERBOSE) console.log(lines.join('\n'));
  const rows = [...places].sort().map(([place, number]) => [place, `${number}`]);
  printTable(`Conflict notes that name a change (${noted.length} in all)`, ['the change is', 'notes'], rows);
  const best = ['1', '2', '3'].reduce((sum, key) => sum + (places.get(key) ?? 0), 0);
  const helped = trials.filter(({ clean }) => clean).length;
  console.log(`among the first three: ${((100 * best) / times.length).toFixed(1)} % of ${times.length}`);
  const sum = (key: 'named' | 'right') => notes.reduce((all, note) => all + note[key], 0);
  console.log(`a note of ours would name ${sum('named')} changes, of which people named ${sum('right')}`);
  console.log(`found in ${median(times).toFixed(0)} ms (median)`);
  console.log(
    `one of the first three makes ${helped} of them clean; tried in ${median(trials.map(({ milliseconds }) => milliseconds)).toFixed(0)} ms (median)`,
  );
}

/** Change-Ids, often cut short, in a message's body. */
function changesIn(repository: string, commit: string): string[] {
  const body = execFileSync('git', ['log', '-1', '--format=%B', commit], { cwd: repository, encoding: 'latin1' });
  const text = body.replace(/^(?:Change-Id|Depends-On):.*$/gim, '');
  return [...new Set([...text.matchAll(/\bI[0-9a-f]{7,40}\b/g)].map(([id]) => id))];
}

async function placeOf(
  git: Git,
  lineage: Lineage,
  { commit, onto, named }: Noted,
): Promise<{
  place: string;
  milliseconds?: number;
  trial?: { milliseconds: number; clean: boolean };
  note?: { named: number; right: number };
  found: string[];
}> {
  const [source, target] = [await git.commit(commit), await git.commit(onto)];
  const base = source!.parents[0]!;
  const before = await git.commit(base);
  const steps = await commitSteps(git.objects, before?.tree, source!.tree, git.renames);
  const snapshot = treeSnapshot(git.objects, target!.tree);
  const from = treeSnapshot(git.objects, before?.tree);
  const result = await portSteps({
    steps,
    base: from,
    target: snapshot,
    renames: (paths) => git.renames(before!.tree, target!.tree, paths),
    hash: (content) => git.objects.hash('blob', content),
    adapt: false,
  });
  if (result.outcome !== 'conflict') return { place: 'git merges', found: [] };
  const stuck: StuckPort = { base, from, steps, tip: onto, target: snapshot, files: result.files };
  const start = performance.now();
  const { found } = await findPrerequisites(git, lineage, stuck);
  const milliseconds = performance.now() - start;
  const ids = found.map((one) => lineage.changeIdOf(lineage.row(one.commit)!) ?? 'none');
  const place = ids.findIndex((id) => named.some((name) => id.startsWith(name)));
  if (named.every((id) => rowsOf(lineage, id).length === 0)) return { place: 'not in the repository', found: ids };
  const [had, has] = [lineage.row(base)!, lineage.row(onto)!];
  const isLacking = (row: number) => lineage.reaches(had, row) && !lineage.reaches(has, row);
  const lacking = named.some((id) => rowsOf(lineage, id).some(isLacking));
  if (!lacking) return { place: 'not lacking: both sides have it, or neither', found: ids };
  const trial = await tryFirst(git, stuck, found);
  const chief = chiefOf(found).map((one) => ids[found.indexOf(one)]!);
  const right = chief.filter((id) => named.some((name) => id.startsWith(name))).length;
  const note = { named: chief.length, right };
  return { place: place < 0 ? 'not found' : `${place + 1}`, milliseconds, trial, note, found: ids };
}

/** The rows whose Change-Id begins so. */
function rowsOf(lineage: Lineage, id: string): number[] {
  return lineage.withChangeId(id).filter((row) => lineage.changeIdOf(row)?.startsWith(id));
}

/** Whether one of the first three makes the port clean, and how long it takes to try them. */
async function tryFirst(
  git: Git,
  stuck: StuckPort,
  found: readonly Prerequisite[],
): Promise<{ milliseconds: number; clean: boolean }> {
  const start = performance.now();
  let clean = false;
  for (const { commit } of found.slice(0, 3)) clean = (await makesClean(git, stuck, commit)) || clean;
  return { milliseconds: performance.now() - start, clean };
}
