// `fishladder drop`: shows what the queue has of a fix, asks, and takes it out on all its branches.
import { relative } from 'node:path';
import type { Trace } from '../fix/drop';
import { carryOutDrop, type DropPlan, planDrop } from '../flow/drop';
import type { Ladder } from '../flow/ladder';
import type { Call } from './arguments';
import { confirm } from './confirm';
import { plain } from './table';
import { EXIT, type Terminal } from './terminal';

/** Removes the patches and their lines in the series after a yes, and says where the patches are kept. */
export async function runDrop(ladder: Ladder, { words, options }: Call, terminal: Terminal): Promise<number> {
  const [name = ''] = words;
  const plan = await planDrop(ladder, name, options.force === true);
  if (!options.json) await terminal.out(planText(plan, terminal.folder));
  if (!options.yes && !(await confirm(`Take ${name} out of the queue?`, terminal))) {
    terminal.err('Nothing was removed.\n');
    return EXIT.incomplete;
  }
  terminal.signal.throwIfAborted();
  const kept = await carryOutDrop(ladder, plan);
  await terminal.out(options.json ? planJson(plan, kept) : droppedText(plan, kept, terminal.folder));
  return EXIT.done;
}

function planText({ name, traces, along, stays, reviews }: DropPlan, folder: string): string {
  const short = (path: string) => plain(relative(folder, path) || path);
  const lines = traces.map((trace) => `  ${short(trace.path)}${traceWords(trace)}\n`);
  const gone = along.map((trace) => `  ${short(trace.path)}${traceWords(trace)}\n`).join('');
  const kept = stays.map(({ path, why }) => `  ${short(path)}: ${plain(why)}\n`).join('');
  const others = `${gone && `What was ported for its sake goes, too:\n${gone}`}${kept && `What it leans on and stays:\n${kept}`}`;
  return `The queue has of ${name}:\n${lines.join('')}${others}${reviewsText({ name, reviews })}`;
}

function traceWords({ text, named }: Trace): string {
  if (text === undefined) return ' (only its line in the series; the file is not there)';
  return named ? ' and its line in the series' : ' (the series does not name it)';
}

function reviewsText({ name, reviews }: Pick<DropPlan, 'name' | 'reviews'>): string {
  const [first] = reviews;
  if (!first) return '';
  const lines = reviews.map(({ branch, url }) => `  ${plain(branch)}  ${plain(url)}\n`);
  return `What was sent for review stays there:\n${lines.join('')}To close a review, do it first: fishladder review ${name} ${plain(first.branch)} --abandon TEXT\n`;
}

function droppedText({ name }: DropPlan, kept: string | undefined, folder: string): string {
  const where = kept === undefined ? '' : ` Its patches are kept in ${plain(relative(folder, kept) || kept)}`;
  return `Dropped ${name}.${where}\n`;
}

function planJson({ name, traces, along, stays, reviews }: DropPlan, kept: string | undefined): string {
  const removed = traces.map(traceJson);
  const lists = {
    ...(along.length > 0 ? { along: along.map((trace) => ({ name: trace.name, ...traceJson(trace) })) } : {}),
    ...(stays.length > 0 ? { stays } : {}),
  };
  return `${JSON.stringify({ name, removed, ...lists, reviews, ...(kept === undefined ? {} : { kept }) })}\n`;
}

function traceJson({ branch, path, text, named }: Trace): object {
  return { branch, path, file: text !== undefined, named };
}
