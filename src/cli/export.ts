// `fishladder export`: puts fixes where they are packaged.
import { resolve } from 'node:path';
import { decode, toBuffer } from '../base/bytes';
import { type ExportPlan, FORMATS, type Format } from '../export/types';
import { carryOutExport, type FolderPlan, planFolder } from '../flow/export';
import { spotOf } from '../flow/folder';
import type { Ladder } from '../flow/ladder';
import type { Call } from './arguments';
import { plain } from './table';
import { EXIT, type Terminal } from './terminal';
import { usageFault } from './usage';

/** Exports the named fixes, or with `--all` every patch of the series; `--dry-run` only says what would be written. */
export async function runExport(ladder: Ladder, { words, options }: Call, terminal: Terminal): Promise<number> {
  const [wanted, ...more] = options.to ?? [];
  if (more.length > 0) throw usageFault('export takes one --to.');
  const format = readFormat(wanted, '--to');
  const names = words.slice(0, -1);
  const path = words.at(-1) ?? '';
  if (names.length > 0 === (options.all === true)) throw usageFault('Name fixes and then the folder, or give --all.');
  const toOut = format === 'mbox' && path === '-';
  const plan = await planFolder(ladder, {
    format,
    names,
    spot: toOut ? { folder: terminal.folder, file: '-' } : spotOf(format, resolve(terminal.folder, path)),
    force: options.force === true,
    changelog: options.changelog === true,
    ...(options.branch === undefined ? {} : { branch: options.branch }),
    ...(options.recipe === undefined ? {} : { recipe: options.recipe }),
    ...(options.prefix === undefined ? {} : { prefix: options.prefix }),
  });
  terminal.signal.throwIfAborted();
  if (toOut && !options.json) {
    await terminal.out(toBuffer(plan.writes.map(({ text }) => text).join('')));
    return EXIT.done;
  }
  if (!toOut && !options['dry-run']) await carryOutExport(plan);
  await terminal.out(options.json ? exportJson(plan) : exportText(plan, options['dry-run'] === true));
  return EXIT.done;
}

/** The format that an option names. Throws `usage`. */
export function readFormat(wanted: string | undefined, option: string): Format {
  const format = FORMATS.find((known) => known === wanted);
  if (format) return format;
  throw usageFault(
    wanted === undefined
      ? `${option} is missing: one of ${FORMATS.join(', ')}.`
      : `There is no format '${wanted}': ${FORMATS.join(', ')}.`,
  );
}

function exportText({ folder, writes, patches, notes }: FolderPlan, isDry: boolean): string {
  const others = writes.filter(({ path }) => !patches.some((patch) => patch.path === path));
  const verb = (fate: ExportPlan['patches'][number]['fate']) =>
    isDry && (fate === 'created' || fate === 'replaced') ? `would be ${fate}` : fate;
  const lines = [
    ...patches.map(({ path, fate }) => `  ${path}: ${fate === 'kept' ? 'kept, holds the same change' : verb(fate)}`),
  ];
  lines.push(
    ...others.map(
      ({ path, fate }) => `  ${path}: ${isDry ? 'would be ' : ''}${fate === 'created' ? 'created' : 'changed'}`,
    ),
  );
  return [`${plain(folder)}:`, ...[...new Set(lines)].map(plain), ...notes.map(plain)]
    .map((line) => `${line}\n`)
    .join('');
}

function exportJson({ folder, branch, writes, patches, notes }: FolderPlan): string {
  const files = writes.map(({ path, fate, text }) => ({ path, fate, text: decode(text) }));
  return `${JSON.stringify({ folder, branch, patches, files, notes })}\n`;
}
