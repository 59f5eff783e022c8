// The same ports by the tools that a person would use: git merge-tree, git am -3, GNU patch and wiggle.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { git, gitEnv } from '../../demo/repository';
import type { HistoricPort } from './history';

/** What a tool made of a port: the person's tree, another one, or none. */
export type Verdict = 'exact' | 'different' | 'conflict';

/** A way to port; it may write into the clone that it was opened on. */
export type Rival = (port: HistoricPort) => Verdict;

/** `git merge-tree --write-tree`, on three commits that give it the base of our choice (git before 2.40 takes no other). */
export function mergeTree(clone: string): Rival {
  return ({ commit, onto, human }) => {
    const tree = (revision: string, ...parents: string[]) =>
      git(clone, 'commit-tree', '-m', 'x', ...parents.flatMap((parent) => ['-p', parent]), `${revision}^{tree}`).trim();
    const base = tree(`${commit}^`);
    const merged = run(clone, ['git', 'merge-tree', '--write-tree', tree(onto, base), tree(commit, base)]);
    if (merged.status !== 0) return 'conflict';
    return merged.stdout.trim() === treeOf(clone, human) ? 'exact' : 'different';
  };
}

/** `git am -3` in a working tree. */
export function am(clone: string, worktree: string): Rival {
  git(clone, 'worktree', 'add', '--quiet', '--detach', '--no-checkout', worktree);
  return ({ commit, onto, human }) => {
    git(worktree, 'checkout', '--quiet', '--detach', '--force', onto);
    const mail = execFileSync('git', ['format-patch', '--stdout', '--binary', '-1', commit], {
      cwd: clone,
      maxBuffer: 2 ** 28,
    });
    const { status } = run(worktree, ['git', 'am', '--quiet', '-3', '--keep-cr'], mail);
    if (status !== 0) {
      run(worktree, ['git', 'am', '--abort']);
      return 'conflict';
    }
    return treeOf(worktree, 'HEAD') === treeOf(clone, human) ? 'exact' : 'different';
  };
}

/** A tool that takes a patch (GNU patch, wiggle), file by file. Renames are taken as deletions and additions. */
export function patchTool(clone: string, apply: (folder: string, path: string) => boolean): Rival {
  return ({ commit, onto, human }) => {
    const folder = mkdtempSync(join(tmpdir(), 'fishladder-rival-'));
    try {
      const touched = [
        [`${commit}^`, commit],
        [onto, human],
      ].flatMap(([from = '', to = '']) =>
        git(clone, 'diff', '--name-only', '-z', '--no-renames', from, to).split('\0').filter(Boolean),
      );
      const paths = [...new Set(touched)];
      for (const path of paths) {
        const content = contentOf(clone, onto, path);
        if (content === undefined) continue;
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
      const changed = git(clone, 'diff', '--name-only', '-z', '--no-renames', `${commit}^`, commit)
        .split('\0')
        .filter(Boolean);
      const applied = changed.map((path) => {
        const args = ['diff', '--no-renames', `${commit}^`, commit, '--', path];
        writeFileSync(join(folder, '.patch'), execFileSync('git', args, { cwd: clone, maxBuffer: 2 ** 28 }));
        return apply(folder, path);
      });
      if (applied.includes(false)) return 'conflict';
      const same = paths.every(
        (path) => contentOf(clone, human, path)?.toString('latin1') === readIf(join(folder, path)),
      );
      return same ? 'exact' : 'different';
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

/** GNU patch with its usual fuzz of 2, of the patch `.patch` in the folder. */
export function gnuPatch(folder: string): boolean {
  const args = ['-p1', '--force', '--fuzz=2', '--no-backup-if-mismatch', '--silent', '-i', '.patch'];
  return run(folder, ['patch', ...args]).status === 0;
}

/** wiggle, by lines, of the patch `.patch` in the folder; what is not there is left to GNU patch. */
export function wiggle(folder: string, path: string): boolean {
  if (readIf(join(folder, path)) === undefined) return gnuPatch(folder);
  return run(folder, ['wiggle', '--lines', '--replace', path, '.patch']).status === 0;
}

/** True when a program can be started. */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version']).error === undefined;
}

function run(
  cwd: string,
  [program = '', ...args]: string[],
  input?: Buffer,
): { status: number | null; stdout: string } {
  return spawnSync(program, args, {
    cwd,
    env: gitEnv(),
    encoding: 'latin1',
    maxBuffer: 2 ** 28,
    timeout: 60_000,
    ...(input ? { input: input.toString('latin1') } : {}),
  });
}

function treeOf(folder: string, revision: string): string {
  return git(folder, 'rev-parse', `${revision}^{tree}`).trim();
}

function contentOf(clone: string, commit: string, path: string): Buffer | undefined {
  const { status, stdout } = spawnSync('git', ['cat-file', 'blob', `${commit}:${path}`], {
    cwd: clone,
    maxBuffer: 2 ** 28,
  });
  return status === 0 ? stdout : undefined;
}

function readIf(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}
