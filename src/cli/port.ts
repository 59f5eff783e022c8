// `fishladder port`: the matrix of fixes and branches, and the patches that come of it.
import { decode } from '../base/bytes';
import { titleOf } from '../fix/document';
import type { Written } from '../fix/queue';
import {
  type CellOutcome,
  needsPerson,
  openFiles,
  type PortCell,
  type PrerequisitePatch,
  prerequisitesOf,
} from '../flow/cell';
import { placeWords } from '../flow/evidence-words';
import type { Explanation } from '../flow/explain';
import type { Ladder } from '../flow/ladder';
import { type PortPlan, planPort, type WrittenPatches, writePort } from '../flow/port';
import { cellWords, fileWords, unchainedWords, warningsOf } from '../flow/words';
import { evidenceOf } from '../port/evidence';
import type { Call } from './arguments';
import { explainedText } from './explained';
import { openFileText } from './open-file';
import { portJson } from './port-json';
import { plain, table } from './table';
import { EXIT, type Terminal } from './terminal';
import { usageFault } from './usage';
import { warnedText } from './warned';

/** Ports the named fixes, or all, and writes their patches unless it is a dry run. */
export async function runPort(ladder: Ladder, { words, options }: Call, terminal: Terminal): Promise<number> {
  if (options['write-tree']) throw usageFault('--write-tree goes with --batch.');
  const chains = options['with-prerequisites'] === true;
  const explain = options.explain ? 'all' : 'patches';
  const force = options.force === true;
  const plan = await planPort(
    ladder,
    { names: words, to: options.to ?? [], chains, explain, force },
    terminal.signal,
    (branch, count, all) => terminal.progress(progressWords(plain(branch), count, all)),
  ).finally(() => terminal.progress(''));
  const written: WrittenPatches = options['dry-run'] ? new Map() : await writePort(ladder, plan, force);
  const explained: PortPlan['explained'] = options.explain ? plan.explained : new Map();
  const dryRun = options['dry-run'] === true;
  await terminal.out(
    await (options.json ? portJson(plan, written, explained) : portText(plan, written, explained, dryRun)),
  );
  for (const note of plan.notes) terminal.err(`${plain(note)}\n`);
  return plan.cells.some(({ outcome }) => needsPerson(outcome)) ? EXIT.incomplete : EXIT.done;
}

function progressWords(branch: string, count: number, all: number): string {
  if (count === all) return `ported to all of ${all}; looking at what stays open`;
  return `ported to ${branch}, ${count} of ${all}`;
}

async function portText(
  plan: PortPlan,
  written: WrittenPatches,
  explained: ReadonlyMap<PortCell, Explanation>,
  dryRun: boolean,
): Promise<string> {
  if (plan.cells.length === 0)
    return 'No fix is marked yet. Mark one with: fishladder mark --title "What it mends" PATH\n';
  const texts = [...plan.sources.values()].map(async ({ name, folder, document }) => {
    const cells = plan.cells.filter((cell) => cell.fix === name);
    const rows = cells.map((cell) => [
      cell.branch,
      cellWords(cell.outcome),
      dryRun ? '' : writtenWords(written.get(cell)),
    ]);
    const open = await Promise.all(cells.map((cell) => openText(cell, explained.get(cell))));
    return `${name} (${folder}): ${plain(titleOf(document.message))}\n${table(rows, '  ')}${open.join('')}`;
  });
  return (await Promise.all(texts)).join('\n');
}

function writtenWords(written: Written | undefined): string {
  switch (written) {
    case undefined:
      return '';
    case 'created':
      return 'patch written';
    case 'replaced':
      return 'patch replaced';
    case 'unchanged':
      return 'patch is up to date';
    case 'kept':
      return 'patch kept: edited by hand (--force replaces it)';
    case 'parked':
      return 'patch left: commented out in its series';
  }
}

async function openText(
  { fix, branch, outcome, unchained, later = [] }: PortCell,
  explanation: Explanation | undefined,
): Promise<string> {
  const open = openFiles(outcome);
  const files = await Promise.all(open.map((file) => openFileText(branch, file)));
  const adapted = await adaptedText(branch, outcome, explanation !== undefined);
  const accept =
    outcome.kind === 'proposed' ? `  Read it, and accept it with: fishladder accept ${fix} ${branch}\n` : '';
  const next = open.length > 0 ? `${accept}  Settle it by hand with: fishladder resolve ${fix} ${branch}\n` : accept;
  const first = prerequisitesOf(outcome).map((patch) => firstText(branch, patch));
  const warned = warnedText(branch, warningsOf(outcome), later);
  const alone = unchained
    ? `  ${branch}: not ported with what it leans on: ${plain(unchainedWords(unchained))}.\n`
    : '';
  const why = explanation ? explainedText(branch, explanation) : '';
  return `${files.join('')}${adapted}${first.join('')}${warned}${alone}${why}${next}`;
}

/** What goes before the fix, with what there is to warn of. */
function firstText(branch: string, { name, commit, subject, lines, warnings, later }: PrerequisitePatch): string {
  const what = `${name}.patch: ${commit.slice(0, 12)} ${subject} (${lines} line${lines === 1 ? '' : 's'})`;
  return `  ${branch}: before it, ${plain(what)}\n${warnedText(branch, warnings, later)}`;
}

/**
 * A line for each file of a written patch that git would have left to a person, as a reviewer should look there; with
 * `explain` also one for each hunk, which says where it stands.
 */
async function adaptedText(branch: string, outcome: CellOutcome, explain: boolean): Promise<string> {
  if (outcome.kind !== 'adapted') return '';
  const adapted = outcome.files.flatMap((file) => (file.kind === 'adapted' ? [file] : []));
  const texts = adapted.map(async (file) => {
    const lines = file.hunks.map(({ start }) => start + 1).join(', ');
    const place = `${decode(file.path)}${lines && ` line ${lines}`}`;
    const evidence = explain ? await evidenceOf(file) : [];
    const places = evidence.map(
      (one, number) => `    line ${file.hunks[number]!.start + 1}: ${plain(placeWords(one))}\n`,
    );
    return `  ${branch}: ${plain(`${place}: ${fileWords(file)}`)}\n${places.join('')}`;
  });
  return (await Promise.all(texts)).join('');
}
