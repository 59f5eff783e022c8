// Verbs about the working tree and the index; none of them changes either.
import { lstat, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { decode, encode } from '../base/bytes';
import { Fault, isErrno } from '../base/fault';
import type { RunGit } from './command';
import type { ChangedFile, FileState, Objects } from './git';
import { statusReader } from './name-status';
import { lines } from './revisions';

/** The working-tree verbs of `Git`, run by the given runner. */
export function worktreeVerbs(run: RunGit, objects: Objects, root: string) {
  const content = async (id: string) => (await objects.read(id))?.content ?? '';
  return {
    changedFiles: async (where: 'index' | 'worktree', paths: readonly string[] = []): Promise<ChangedFile[]> => {
      const ask = async (...args: string[]) => {
        const { out } = await run(['--literal-pathspecs', ...args, '-z', '--', ...paths]);
        return out.split('\0').filter(Boolean).map(checked);
      };
      const [unmerged] = await ask('diff', '--name-only', '--diff-filter=U');
      if (unmerged !== undefined) throw midMerge(unmerged);
      const cached = where === 'index' ? ['--cached'] : [];
      const reader = statusReader();
      for (const field of await ask('diff', '--name-status', '-M', ...cached, 'HEAD')) reader.put(encode(field));
      const changed = reader.found.map(({ path, from }) => ({ path, ...(from ? { from: from.path } : {}) }));
      if (where === 'index' || paths.length === 0) return changed;
      const others = await ask('ls-files', '--others', '--exclude-standard');
      return [...changed, ...others.map((path) => ({ path: encode(path) }))];
    },
    untracked: async (): Promise<string[]> => {
      const args = ['ls-files', '--others', '--exclude-standard', '--directory', '--no-empty-directory', '-z'];
      return (await run(args)).out.split('\0').filter(Boolean);
    },
    indexFile: async (path: string): Promise<FileState | undefined> => {
      const entry = /^(\d+) ([0-9a-f]+) 0\t/.exec(
        (await run(['--literal-pathspecs', 'ls-files', '--stage', '-z', '--', decode(path)])).out,
      );
      return entry?.[1] && entry[2] ? { mode: entry[1], content: await content(entry[2]) } : undefined;
    },
    worktreeFile: async (path: string): Promise<FileState | undefined> => {
      const name = decode(path);
      const stat = await lstat(join(root, name)).catch((error: unknown) => {
        if (isErrno(error, 'ENOENT') || isErrno(error, 'ENOTDIR')) return undefined;
        throw error;
      });
      if (stat?.isSymbolicLink()) return { mode: '120000', content: encode(await readlink(join(root, name))) };
      if (!stat?.isFile()) return undefined;
      const { out } = await run(['hash-object', '-w', '--', name]);
      return { mode: stat.mode & 0o100 ? '100755' : '100644', content: await content(out.trim()) };
    },
    isIgnored: async (path: string) => {
      const { out } = await run(['check-ignore', '--verbose', '--non-matching', '--', path], [1]);
      return !out.startsWith('::');
    },
    isTracked: async (path: string) =>
      lines((await run(['--literal-pathspecs', 'ls-files', '--', path])).out).length > 0,
  };
}

/** A name as git printed it; one that is not UTF-8 did not survive the way here. */
function checked(name: string): string {
  if (!name.includes('\uFFFD')) return name;
  throw new Fault(
    'name-not-utf8',
    `The changed file ${name} has a name that is not UTF-8, which only commits can be read with.`,
    'Commit the fix and mark the commit (--commit), or name the other files.',
  );
}

function midMerge(path: string): Fault {
  return new Fault(
    'unmerged',
    `${path} is in the middle of a merge, with conflicts that are not resolved.`,
    'Resolve them (git status says how), then mark again.',
  );
}
