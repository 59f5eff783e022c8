// `fishladder port`: the matrix of fixes and branches, and the patches that come of it.
import { titleOf } from '../fix/document';
import type { Written } from '../fix/queue';
import { needsPerson, openFiles, type PortCell } from '../flow/cell';
import type { Ladder } from '../flow/ladder';
import { type PortPlan, planPort, writePort } from '../flow/port';
import { cellWords, warningsOf, warningWords } from '../flow/words';
import type { Call } from './arguments';
import { openFileText } from './open-file';
import { portJson } from './port-json';
import { plain, table } from './table';
import { EXIT, type Terminal } from './terminal';
import { usageFault } from './usage';

/** Ports the named fixes, or all, and writes their patches unless it is a dry run. */
export async function runPort(ladder: Ladder, { words, options }: Call, terminal: Terminal): Promise<number> {
  if (options['write-tree']) throw usageFault('--write-tree goes with --batch.');
  const plan = await planPort(ladder, { names: words, to: options.to ?? [] }, terminal.signal);
  const written = options['dry-run'] ? new Map<PortCell, Written>() : await writePort(ladder, plan, options.force);
  await terminal.out(options.json ? portJson(plan, written) : portText(plan, written, options['dry-run'] === true));
  for (const note of plan.notes) terminal.err(`${plain(note)}\n`);
  return plan.cells.some(({ outcome }) => needsPerson(outcome)) ? EXIT.incomplete : EXIT.done;
}

function portText(plan: PortPlan, written: ReadonlyMap<PortCell, Written>, dryRun: boolean): string {
  if (plan.cells.length === 0)
    return 'No fix is marked yet. Mark one with: fishladder mark --title "What it mends" PATH\n';
  return [...plan.sources.values()]
    .map(({ name, folder, document }) => {
      const cells = plan.cells.filter((cell) => cell.fix === name);
      const rows = cells.map((cell) => [
        cell.branch,
        cellWords(cell.outcome),
        dryRun ? '' : writtenWords(written.get(cell)),
      ]);
      return `${name} (${folder}): ${plain(titleOf(document.message))}\n${table(rows, '  ')}${cells.map(openText).join('')}`;
    })
    .join('\n');
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
  }
}

function openText({ fix, branch, outcome }: PortCell): string {
  const files = openFiles(outcome).map((file) => openFileText(branch, file));
  const accept =
    outcome.kind === 'proposed' ? `  Read it, and accept it with: fishladder accept ${fix} ${branch}\n` : '';
  const isSettleable = openFiles(outcome).some((file) => 'sides' in file);
  const next = isSettleable ? `${accept}  Settle it by hand with: fishladder resolve ${fix} ${branch}\n` : accept;
  const warnings = warningsOf(outcome).map((warning) => `  ${branch}: warning: ${plain(warningWords(warning))}\n`);
  return `${files.join('')}${warnings.join('')}${next}`;
}
