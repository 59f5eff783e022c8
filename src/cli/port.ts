// `fishladder port`: the matrix of fixes and branches, and the patches that come of it.
import { type Bytes, decode } from '../base/bytes';
import { titleOf } from '../fix/document';
import type { Written } from '../fix/queue';
import type { PortCell } from '../flow/cell';
import type { Ladder } from '../flow/ladder';
import { type PortPlan, planPort, writePort } from '../flow/port';
import { cellWords, fileWords } from '../flow/words';
import type { FileOutcome } from '../port/types';
import type { Call } from './arguments';
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
  return plan.cells.some(({ outcome }) => outcome.kind === 'conflict' || outcome.kind === 'refused')
    ? EXIT.incomplete
    : EXIT.done;
}

function portJson(plan: PortPlan, written: ReadonlyMap<PortCell, Written>): string {
  const cells = plan.cells.map((cell) => {
    const { outcome } = cell;
    const files = 'files' in outcome ? outcome.files.map(fileJson) : [];
    const proof =
      outcome.kind === 'already-there'
        ? { proof: outcome.proof, ...(outcome.commit ? { commit: outcome.commit } : {}) }
        : {};
    return {
      fix: cell.fix,
      branch: cell.branch,
      outcome: outcome.kind,
      ...proof,
      files,
      written: written.get(cell) ?? 'nothing',
    };
  });
  return `${JSON.stringify({ cells, notes: plan.notes })}\n`;
}

function fileJson(file: FileOutcome): object {
  const base = { path: decode(file.path), outcome: file.kind };
  if (file.kind === 'clean') return { ...base, ...(file.from === undefined ? {} : { from: decode(file.from) }) };
  if (file.kind === 'already-there') return base;
  if (file.kind === 'refused' || file.reason.kind !== 'content') return { ...base, reason: fileWords(file) };
  const sides = (lines: readonly Bytes[]) => lines.map(decode);
  const regions = file.reason.regions.map(({ line, base, ours, theirs }) => ({
    line: line + 1,
    base: sides(base),
    ours: sides(ours),
    theirs: sides(theirs),
  }));
  return { ...base, reason: fileWords(file), regions };
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
      return `${name} (${folder}): ${plain(titleOf(document.message))}\n${table(rows, '  ')}${cells.map(conflictText).join('')}`;
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

function conflictText({ branch, outcome }: PortCell): string {
  if (outcome.kind !== 'conflict' && outcome.kind !== 'refused') return '';
  const files = outcome.files.filter(({ kind }) => kind === 'conflict' || kind === 'refused');
  return files
    .map((file) => `\n  ${branch}: ${plain(`${decode(file.path)}: ${fileWords(file)}`)}\n${regionText(file)}`)
    .join('');
}

function regionText(file: FileOutcome): string {
  if (file.kind !== 'conflict' || file.reason.kind !== 'content') return '';
  const side = (title: string, lines: readonly Bytes[]) =>
    `      ${title}\n${lines.map((line) => `        ${plain(decode(line)).trimEnd()}\n`).join('') || '        (nothing)\n'}`;
  return file.reason.regions
    .map(
      (region) =>
        `    line ${region.line + 1}:\n${side('the branch has', region.ours)}${side('the fix makes', region.theirs)}`,
    )
    .join('');
}
