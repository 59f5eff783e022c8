// `fishladder import`: takes the patches of a package, an image, a folder or a mail into the queue.
import { resolve } from 'node:path';
import { decode } from '../base/bytes';
import { spotOf } from '../flow/folder';
import { carryOutImport, type Import, type ImportPlan, planImport } from '../flow/import';
import type { Ladder } from '../flow/ladder';
import type { Call } from './arguments';
import { readFormat } from './export';
import { plain } from './table';
import { EXIT, type Terminal } from './terminal';

/** Imports all patches of a place, or those that are named; one that is refused gives exit code 1. */
export async function runImport(ladder: Ladder, { words, options }: Call, terminal: Terminal): Promise<number> {
  const format = readFormat(options.from, '--from');
  const [path = '', ...names] = words;
  const plan = await planImport(ladder, {
    format,
    spot: spotOf(format, resolve(terminal.folder, path)),
    names,
    ...(options.recipe === undefined ? {} : { recipe: options.recipe }),
  });
  terminal.signal.throwIfAborted();
  if (!options['dry-run']) await carryOutImport(ladder, plan);
  await terminal.out(options.json ? importJson(plan) : importText(plan, options['dry-run'] === true));
  return plan.imports.some(({ kind }) => kind === 'refused') ? EXIT.incomplete : EXIT.done;
}

function importText({ release, imports }: ImportPlan, isDry: boolean): string {
  const lines = imports.map((each) => `  ${plain(decode(each.file))}: ${plain(importWords(each, isDry))}\n`);
  return `${plain(release.name)}:\n${lines.join('')}`;
}

function importWords(each: Import, isDry: boolean): string {
  switch (each.kind) {
    case 'imported':
      return `${isDry ? 'would be imported' : 'imported'} as ${each.name}${each.unnamed ? '; it does not say who wrote it, so it goes as yours' : ''}`;
    case 'unchanged':
      return `there already, as ${each.name}`;
    case 'kept':
      return `${each.name} holds this change already, and keeps its own header`;
    case 'refused':
      return `refused: ${each.reason}`;
  }
}

function importJson({ release, imports }: ImportPlan): string {
  const patches = imports.map((each) => ({
    ...each,
    file: decode(each.file),
    ...('text' in each ? { text: decode(each.text) } : {}),
  }));
  return `${JSON.stringify({ release: release.name, patches })}\n`;
}
