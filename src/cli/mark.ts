// `fishladder mark`: makes a fix out of what the operator changed.
import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { Fault } from '../base/fault';
import type { Ladder } from '../flow/ladder';
import { carryOutMark, planMark } from '../flow/mark';
import type { MarkSource, Selection } from '../flow/mark-source';
import type { Call } from './arguments';
import { plain } from './table';
import { EXIT, type Terminal } from './terminal';
import { usageFault } from './usage';

/** Marks a fix and says where its patch is. */
export async function runMark(ladder: Ladder, { words, options }: Call, terminal: Terminal): Promise<number> {
  const plan = await planMark(ladder, {
    source: await readMarkSource(ladder, words, options, terminal.folder),
    bugs: options.bug ?? [],
    ...(options.title === undefined ? {} : { title: options.title }),
    ...(options.description === undefined ? {} : { description: options.description }),
    ...(options.name === undefined ? {} : { name: options.name }),
  });
  terminal.signal.throwIfAborted();
  const { path } = await carryOutMark(ladder, plan);
  if (options.json) {
    const { name, release, files, notes } = plan;
    await terminal.out(
      `${JSON.stringify({ name, release: release.name, commit: release.commit, path, files, notes })}\n`,
    );
    return EXIT.done;
  }
  for (const note of plan.notes) terminal.err(`${plain(note)}\n`);
  const files = plan.files.length === 1 ? plan.files[0] : `${plan.files.length} files`;
  await terminal.out(
    `Marked ${plan.name} in ${plan.release.name} (${plain(files ?? '')}).\n  ${relative(terminal.folder, path) || path}\nNext: fishladder port ${plan.name}\n`,
  );
  return EXIT.done;
}

async function readMarkSource(
  ladder: Ladder,
  words: readonly string[],
  options: Call['options'],
  folder: string,
): Promise<MarkSource> {
  const ways = [options.commit !== undefined, options.staged === true, words.length > 0].filter(Boolean).length;
  if (ways > 1) throw usageFault('Name a commit, or --staged, or files; not more than one of them.');
  if (options.commit !== undefined && options.description !== undefined)
    throw usageFault('A commit has its own description: leave out --description.');
  if (options.commit !== undefined) return { kind: 'commit', revision: options.commit };
  if (options.staged) return { kind: 'index' };
  return { kind: 'worktree', selections: await Promise.all(words.map((word) => readSelection(ladder, word, folder))) };
}

/** `PATH`, `PATH:LINE` or `PATH:FROM-TO`, relative to where the program was called. */
async function readSelection({ git }: Ladder, word: string, folder: string): Promise<Selection> {
  const [, path = word, from, to] = /^(.+?):(\d+)(?:-(\d+))?$/.exec(word) ?? [];
  const absolute = isAbsolute(path) ? path : join(folder, path);
  const real = await realpath(absolute).catch(() => absolute);
  const inside = relative(await realpath(git.root), real);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside))
    throw new Fault(
      'outside-repository',
      `${path} is not a file inside ${git.root}.`,
      'Name a file of the repository that holds the deployed release.',
    );
  const selection = { path: inside.split(sep).join('/') };
  if (from === undefined) return selection;
  const span = { from: Number(from), to: Number(to ?? from) };
  if (span.from < 1 || span.to < span.from)
    throw usageFault(`'${word}' names no lines; they count from 1, as PATH:12-15.`);
  return { ...selection, spans: [span] };
}
