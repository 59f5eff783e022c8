// Verbs about the working tree and the index; none of them changes either.
import { lstat, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { decode, encode } from '../base/bytes';
import { isErrno } from '../base/fault';
import type { RunGit } from './command';
import type { ChangedFile, FileState, Objects } from './git';
import { lines } from './revisions';

/** The working-tree verbs of `Git`, run by the given runner. */
export function worktreeVerbs(run: RunGit, objects: Objects, root: string) {
  const content = async (id: string) => (await objects.read(id))?.content ?? '';
  return {
    changedFiles: async (where: 'index' | 'worktree', paths: readonly string[] = []): Promise<ChangedFile[]> => {
      const cached = where === 'index' ? ['--cached'] : [];
      const { out } = await run([
        '--literal-pathspecs',
        'diff',
        '--name-status',
        '-z',
        '-M',
        ...cached,
        'HEAD',
        '--',
        ...paths,
      ]);
      const changed = parseNameStatus(out);
      if (where === 'index' || paths.length === 0) return changed;
      const others = await run([
        '--literal-pathspecs',
        'ls-files',
        '--others',
        '--exclude-standard',
        '-z',
        '--',
        ...paths,
      ]);
      return [
        ...changed,
        ...others.out
          .split('\0')
          .filter(Boolean)
          .map((path) => ({ path: encode(path) })),
      ];
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

function parseNameStatus(out: string): ChangedFile[] {
  const fields = out.split('\0');
  const files: ChangedFile[] = [];
  for (let i = 0; i + 1 < fields.length; ) {
    const status = fields[i++] ?? '';
    const path = encode(fields[i++] ?? '');
    files.push(/^[RC]/.test(status) ? { path: encode(fields[i++] ?? ''), from: path } : { path });
  }
  return files;
}
