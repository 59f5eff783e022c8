// Which files git takes for renamed between two trees, asked of one long-lived `git diff-tree --stdin`.
import type { Disposable } from '../base/disposable';
import { byteCache } from './byte-cache';
import type { ByteQueue } from './byte-queue';
import type { GitSettings } from './command';
import { GitError } from './error';
import type { Objects, Rename } from './git';
import { gitHelper, type ReadAnswer } from './long-lived';

/** Answers about renames, with a memory of earlier answers. */
export interface Renames extends Disposable {
  /** Renames at 50 % similarity between two trees or commits, as git's merge looks for them; names are ids or revisions. */
  renames(before: string, after: string): Promise<Rename[]>;
}

const ARGS = ['diff-tree', '--stdin', '-r', '-M50%', '-l7000', '--no-rename-empty', '--diff-filter=R', '--raw', '-z'];
/** git echoes a line that begins with no object id, and flushes: so this line ends each answer. */
const END_MARK = '#';
const REMEMBERED = 8 * 1024 * 1024;

/** Opens the rename finder; `objects` resolves names. Rejects with `GitError` when a name stands for no tree. */
export function openRenames(settings: GitSettings, objects: Objects): Renames {
  const helper = gitHelper(settings, ARGS);
  const cache = byteCache<Rename[]>(REMEMBERED);
  const treeOf = async (name: string): Promise<string> => {
    const tree = await objects.read(`${name}^{tree}`);
    if (tree) return tree.id;
    throw new GitError('git-failed', `${name} stands for no tree.`, 'Fetch the branch again.', ARGS);
  };
  return {
    async renames(before, after) {
      const [from, to] = await Promise.all([treeOf(before), treeOf(after)]);
      const key = `${from} ${to}`;
      const known = cache.get(key);
      if (known) return known;
      const found = from === to ? [] : await helper.ask(`${key}\n${END_MARK}\n`, renameAnswer());
      cache.set(
        key,
        found,
        found.reduce((sum, { from, to }) => sum + from.length + to.length + 64, 64),
      );
      return found;
    },
    dispose: () => helper.dispose(),
  };
}

/** Reads the line with both ids, then records of `:… R<score>`, old path and new path, each ended by NUL, up to the end mark. */
function renameAnswer(): ReadAnswer<Rename[]> {
  const found: Rename[] = [];
  let begun = false;
  let record: string[] = [];
  return (input: ByteQueue) => {
    for (let first = input.peek(); first !== undefined; first = input.peek()) {
      const inLine = !begun || (record.length === 0 && first === END_MARK.charCodeAt(0));
      const part = input.takeUntil(inLine ? 0x0a : 0)?.toString('latin1');
      if (part === undefined) return undefined;
      if (inLine && begun) return found;
      if (!inLine) record.push(part);
      begun = true;
      if (record.length < 3) continue;
      const [head, from, to] = record as [string, string, string];
      found.push({ from, to, score: Number(/ R(\d+)$/.exec(head)?.[1]) });
      record = [];
    }
    return undefined;
  };
}
