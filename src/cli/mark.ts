// `fishladder mark`: makes a fix out of what the operator changed, or adds that to one.
import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { Fault } from '../base/fault';
import { carryOutAmend, planAmend } from '../flow/amend';
import type { Ladder } from '../flow/ladder';
import { carryOutMark, type MarkPlan, planMark } from '../flow/mark';
import type { MarkSource, Selection } from '../flow/mark-source';
import type { Call } from './arguments';
import { plain } from './table';
import { EXIT, type Terminal } from './terminal';
import { usageFault } from './usage';

/** Marks a fix, or amends one, and says where its patch is. */
export async function runMark(ladder: Ladder, call: Call, terminal: Terminal): Promise<number> {
  const { words, options } = call;
  if (options.amend !== undefined) return amend(ladder, call, options.amend, terminal);
  const plan = await planMark(ladder, {
    source: await readMarkSource(ladder, words, options, terminal.folder),
    bugs: options.bug ?? [],
    ...(options.title === undefined ? {} : { title: options.title }),
    ...(options.description === undefined ? {} : { description: options.description }),
    ...(options.name === undefined ? {} : { name: options.name }),
  });
  terminal.signal.throwIfAborted();
  const { path } = await carryOutMark(ladder, plan);
  return tell(plan, plan.notes, path, 'Marked', options, terminal);
}

async function amend(ladder: Ladder, { words, options }: Call, name: string, terminal: Terminal): Promise<number> {
  const said = (['title', 'description', 'bug', 'name'] as const).find((option) => options[option] !== undefined);
  if (said) throw usageFault(`--amend keeps what the fix says of itself: leave out --${said}.`);
  const plan = await planAmend(ladder, name, await readMarkSource(ladder, words, options, terminal.folder));
  terminal.signal.throwIfAborted();
  return tell(plan, [], await carryOutAmend(ladder, plan), 'Amended', options, terminal);
}

async function tell(
  { name, release, files }: Pick<MarkPlan, 'name' | 'release' | 'files'>,
  notes: readonly string[],
  path: string,
  done: string,
  { json }: Call['options'],
  terminal: Terminal,
): Promise<number> {
  if (json) {
    const answer = { name, release: release.name, commit: release.commit, path, files, notes };
    await terminal.out(`${JSON.stringify(answer)}\n`);
    return EXIT.done;
  }
  for (const note of notes) terminal.err(`${plain(note)}\n`);
  const where = files.length === 1 ? files[0] : `${files.length} files`;
  await terminal.out(
    `${done} ${name} in ${release.name} (${plain(where ?? '')}).\n  ${relative(terminal.folder, path) || path}\nNext: fishladder port ${name}\n`,
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
