// Which files git takes for renamed between two trees, asked of long-lived `git diff-tree --stdin` processes.
import { posix } from 'node:path';
import { type Bytes, decode, isUtf8 } from '../base/bytes';
import type { Disposable } from '../base/disposable';
import { type ByteCache, byteCache } from './byte-cache';
import type { ByteQueue } from './byte-queue';
import type { GitSettings } from './command';
import { GitError } from './error';
import type { Objects, Rename } from './git';
import { gitHelper, type ReadAnswer } from './long-lived';
import { type NameStatus, statusReader } from './name-status';
import { gitStreamer } from './stream';

/** Answers about renames, with a memory of earlier answers. */
export interface Renames extends Disposable {
  /**
   * Renames at 50 % similarity between two trees or commits, as git's merge looks for them; names are ids or revisions. With `paths` only
   * those of the files at these paths or below them: as git's merge does, this compares no others but where their contents are the same.
   */
  renames(before: string, after: string, paths?: readonly Bytes[]): Promise<Rename[]>;
}

const COMMON = ['diff-tree', '-r', '--no-rename-empty', '--name-status', '-z'];
const ALIKE = ['-M50%', '-l7000', '--diff-filter=R'];
const SAME = ['-M100%', '--diff-filter=ADR'];
/** git echoes a line that begins with no object id, and flushes: so this line ends each answer. */
const END_MARK = '#';
/** Bytes of each of the two memories. */
const REMEMBERED = 4 * 1024 * 1024;
/** Characters of arguments that a process can be started with: of the systems' limits, the smallest is 32,767 on Windows and 1 MiB elsewhere. */
const MOST_ARGUMENTS = process.platform === 'win32' ? 30_000 : 500_000;

/** Opens the rename finder; `objects` resolves names. Rejects with `GitError` when a name stands for no tree. */
export function openRenames(settings: GitSettings, objects: Objects): Renames {
  const alike = gitHelper(settings, [...COMMON, ...ALIKE, '--stdin']);
  const same = gitHelper(settings, [...COMMON, ...SAME, '--stdin']);
  const stream = gitStreamer(settings);
  const [surveys, answers] = [byteCache<NameStatus[]>(REMEMBERED), byteCache<Rename[]>(REMEMBERED)];
  const treeOf = async (name: string): Promise<string> => {
    const tree = await objects.read(`${name}^{tree}`);
    if (tree) return tree.id;
    throw new GitError('git-failed', `${name} stands for no tree.`, 'Fetch the branch again.', COMMON);
  };
  const allAlike = async (trees: string) =>
    (await alike.ask(`${trees}\n${END_MARK}\n`, statusAnswer())).flatMap(renameOf);
  const alikeAmong = async (trees: string, paths: readonly Bytes[]): Promise<Rename[]> => {
    const size = paths.reduce((sum, path) => sum + path.length + 1, 0);
    if (size > MOST_ARGUMENTS || !paths.every(isUtf8)) return allAlike(trees);
    const reader = statusReader();
    const args = ['--literal-pathspecs', ...COMMON, ...ALIKE, ...trees.split(' '), '--', ...paths.map(decode)];
    await stream({ args, end: 0 }, reader.put);
    return reader.found.flatMap(renameOf);
  };
  const survey = (trees: string) =>
    remembered(surveys, trees, () => same.ask(`${trees}\n${END_MARK}\n`, statusAnswer()));
  const alikeOf = async (trees: string, paths: readonly Bytes[]): Promise<Rename[]> => {
    const isAsked = (path: Bytes) => paths.some((asked) => path === asked || path.startsWith(`${asked}/`));
    const changes = await survey(trees);
    const moved = changes.flatMap(renameOf).filter(({ from }) => isAsked(from));
    const gone = changes.filter(({ status }) => status === 'D').map(({ path }) => path);
    const names = new Set(gone.filter(isAsked).map((path) => posix.basename(path)));
    if (names.size === 0) return moved;
    const come = changes.filter(({ status }) => status === 'A').map(({ path }) => path);
    const found = await alikeAmong(trees, [...gone.filter((path) => names.has(posix.basename(path))), ...come]);
    return [...moved, ...found.filter(({ from }) => isAsked(from))];
  };
  return {
    async renames(before, after, paths) {
      const [from, to] = await Promise.all([treeOf(before), treeOf(after)]);
      const trees = `${from} ${to}`;
      if (from === to) return [];
      const key = paths ? [trees, ...paths].join('\0') : trees;
      return remembered(answers, key, () => (paths ? alikeOf(trees, paths) : allAlike(trees)));
    },
    dispose: () => {
      alike.dispose();
      same.dispose();
    },
  };
}

/** The rename that a file is, if it is one. */
function renameOf({ path, from }: NameStatus): Rename[] {
  return from ? [{ from: from.path, to: path, score: from.score }] : [];
}

/** What is remembered; else what is made, which is remembered then. */
async function remembered<T extends object[]>(cache: ByteCache<T>, key: string, make: () => Promise<T>): Promise<T> {
  const known = cache.get(key);
  if (known) return known;
  const made = await make();
  cache.set(key, made, key.length + 150 * made.length);
  return made;
}

/** Reads the line with both ids, then the fields, each ended by NUL, up to the end mark. */
function statusAnswer(): ReadAnswer<NameStatus[]> {
  const reader = statusReader();
  let begun = false;
  return (input: ByteQueue) => {
    for (let first = input.peek(); first !== undefined; first = input.peek()) {
      const inLine = !begun || (reader.isBetween() && first === END_MARK.charCodeAt(0));
      const part = input.takeUntil(inLine ? 0x0a : 0)?.toString('latin1');
      if (part === undefined) return undefined;
      if (inLine && begun) return reader.found;
      if (!inLine) reader.put(part);
      begun = true;
    }
    return undefined;
  };
}
