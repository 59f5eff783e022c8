// `fishladder fix`: makes the repairs that lint offers.
import { readFile, realpath } from 'node:fs/promises';
import { relative } from 'node:path';
import { type Bytes, fromBuffer } from '../base/bytes';
import { Fault } from '../base/fault';
import { writeAtomic } from '../base/files';
import { isUntouched, sealPatch } from '../fix/digest';
import { withQueue } from '../fix/lock';
import type { Settings } from '../flow/host';
import { type Knowledge, openKnowledge } from '../flow/knowledge';
import { mendingEdits } from '../language/lint';
import { readPatchText } from '../language/patch-text';
import { applyEdits } from '../language/problem';
import { HEADER_FORMS, headerAs } from '../language/rewrite';
import type { Call } from './arguments';
import { type Examined, examineFile, examineText } from './examine';
import { lintText, readFailOn } from './lint';
import { findPatchFiles, isSeriesFile } from './patch-files';
import { plain } from './table';
import { EXIT, type Terminal } from './terminal';
import { usageFault } from './usage';

/** A repair can bring another one into reach; more rounds than this mean that two undo each other. */
const ROUNDS = 10;

/** Mends the named files, and prints what was done and what is left; an error that is left, or what `--fail-on` names, gives exit code 1. */
export async function runFix(settings: Settings, { words, options }: Call, terminal: Terminal): Promise<number> {
  const form = HEADER_FORMS.find((known) => known === options.header);
  if (options.header !== undefined && !form) throw usageFault(`There is no header form '${options.header}'.`);
  const fails = readFailOn(options['fail-on']);
  const knowledge = openKnowledge(terminal.host, settings, true);
  try {
    const done: { before: Examined; after: Examined }[] = [];
    for (const path of await findPatchFiles(terminal.folder, words)) {
      terminal.signal.throwIfAborted();
      const before = await examineFile(knowledge, path);
      const after = await mend(knowledge, before, options.only ?? [], form);
      if (after.text !== before.text && !options['dry-run']) await replace(knowledge, path, before.text, after.text);
      done.push({ before, after });
    }
    const left = done.map(({ after }) => after);
    if (options.json) {
      const files = done.map(({ before, after }) => ({
        path: before.path,
        changed: before.text !== after.text,
        left: after.problems.map(({ code, severity, start, message }) => ({
          code,
          severity,
          line: start + 1,
          message,
        })),
      }));
      await terminal.out(`${JSON.stringify({ files })}\n`);
    } else {
      const verb = options['dry-run'] ? 'would be mended' : 'mended';
      const mended = done.filter(({ before, after }) => before.text !== after.text);
      const lines = mended.map(({ before }) => `${plain(relative(terminal.folder, before.path))}: ${verb}\n`);
      await terminal.out(lines.join('') + lintText(left, terminal.folder));
    }
    return fails(left) ? EXIT.incomplete : EXIT.done;
  } finally {
    knowledge.dispose();
  }
}

/** Writes a mended file, one in a queue while nobody else writes there. Throws `file-changed` where it is not what it was when it was read. */
async function replace(knowledge: Knowledge, path: string, before: Bytes, after: Bytes): Promise<void> {
  const write = async () => {
    if (fromBuffer(await readFile(path)) !== before)
      throw new Fault('file-changed', `${path} was changed meanwhile; it stays as it is.`, 'Mend it again.');
    await writeAtomic(await realpath(path), after);
  };
  const queue = await knowledge.queueOf(path);
  await (queue ? withQueue(queue, write) : write());
}

/** The file with its repairs made: the safe ones, or those of the named codes; one that nobody had touched is sealed again. */
async function mend(
  knowledge: Knowledge,
  before: Examined,
  codes: readonly string[],
  form: (typeof HEADER_FORMS)[number] | undefined,
): Promise<Examined> {
  let { text, problems } = before;
  for (let round = 0; round < ROUNDS; round++) {
    const edits = mendingEdits(problems, codes);
    const next = applyEdits(text, edits);
    if (next === text) break;
    text = next;
    problems = await examineText(knowledge, before.path, text);
  }
  const edit = form === undefined || isSeriesFile(before.path) ? undefined : headerAs(readPatchText(text), form);
  if (edit) {
    text = applyEdits(text, [edit]);
    problems = await examineText(knowledge, before.path, text);
  }
  if (text !== before.text && isUntouched(before.text)) text = sealPatch(text);
  return { path: before.path, text, problems };
}
