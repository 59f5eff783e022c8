// Builds the demo's upstream repository, and the operator's clone of it at the deployed release.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BUG, FIXED, type Tree, tree2024, tree2025, tree2025b, tree2026, treeMaster } from './service';

/** The release that the operator runs. */
export const DEPLOYED = '12.0.1';

/** The file with the bug, from the clone's top. */
export const MANAGER = 'shoal/volume/manager.py';

/** The same file on master, where it was renamed. */
export const MOVED = 'shoal/storage/manager.py';

/** Runs git in a folder with an identity and dates of the test's own, and gives what it prints. */
export function git(folder: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: folder, env: gitEnv(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The environment in which git knows nothing of this machine's user. */
export function gitEnv(): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_AUTHOR_NAME: 'Robin Reef',
    GIT_AUTHOR_EMAIL: 'robin@example.org',
    GIT_AUTHOR_DATE: '2025-10-01T12:00:00Z',
    GIT_COMMITTER_NAME: 'Robin Reef',
    GIT_COMMITTER_EMAIL: 'robin@example.org',
    GIT_COMMITTER_DATE: '2025-10-01T12:00:00Z',
  };
}

/** The environment of the operator: an identity from the clone's configuration only. */
export function operatorEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(gitEnv()).filter(([name]) => !/^GIT_(AUTHOR|COMMITTER)_/.test(name)));
}

/**
 * Makes `upstream` and `shoal` (the clone, with the deployed release checked out) below a folder; gives the clone's path. Its
 * operator is the owner of the reviews in `test/fixtures/gerrit`.
 */
export function makeDemo(folder: string): string {
  const upstream = join(folder, 'upstream');
  mkdirSync(upstream, { recursive: true });
  git(upstream, 'init', '--quiet', '--initial-branch=master');
  commit(upstream, tree2024(), 'Start the volume service');
  git(upstream, 'branch', 'unmaintained/2024.1');
  commit(upstream, tree2025('2025.1'), 'Drop the lock around the backend');
  git(upstream, 'tag', '-a', '-m', 'Shoal 12.0.0', '12.0.0');
  git(upstream, 'branch', 'stable/2025.1');
  commit(upstream, tree2025b(false), 'Report statistics of attachments');
  git(upstream, 'branch', 'stable/2025.2');
  commit(upstream, tree2026(), 'Move the volume manager to shoal.storage');
  git(upstream, 'branch', 'stable/2026.1');
  commit(upstream, treeMaster(), 'Give slow backends more time');

  git(upstream, 'checkout', '--quiet', 'stable/2025.1');
  commit(
    upstream,
    { ...tree2025('2025.1'), 'README.rst': 'Shoal\n=====\n\nA small block-storage service (2025.1).\n' },
    'Say which release this is',
  );
  git(upstream, 'tag', '-a', '-m', 'Shoal 12.0.1', DEPLOYED);
  git(upstream, 'checkout', '--quiet', 'stable/2025.2');
  commit(upstream, tree2025b(true), '[stable-only] Forget a volume once it is detached');
  git(upstream, 'checkout', '--quiet', 'master');

  const clone = join(folder, 'shoal');
  git(folder, 'clone', '--quiet', upstream, clone);
  git(clone, 'config', 'user.name', 'Maya Lindqvist');
  git(clone, 'config', 'user.email', 'maya@example.org');
  git(clone, 'checkout', '--quiet', DEPLOYED);
  return clone;
}

/** Corrects the bug in the clone's working tree, as its operator does. */
export function fixBug(clone: string): void {
  const path = join(clone, MANAGER);
  writeFileSync(path, readFileSync(path, 'utf8').replace(BUG, FIXED));
}

function commit(folder: string, tree: Tree, subject: string): void {
  for (const path of git(folder, 'ls-files').split('\n').filter(Boolean)) rmSync(join(folder, path));
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', subject);
}

/** A reviewer's patch set on master: its commit is in the clone, and no ref has it; `line` is the 1-based one of the fix's second line. */
export function reviewedCommit(clone: string): { commit: string; line: number } {
  const other = join(dirname(clone), 'reviewer');
  git(dirname(clone), 'clone', '--quiet', join(dirname(clone), 'upstream'), other);
  const path = join(other, MOVED);
  const text = readFileSync(path, 'utf8').replace(BUG, FIXED);
  writeFileSync(path, text);
  git(other, 'commit', '--quiet', '--all', '--message', 'Forget a volume');
  git(clone, 'fetch', '--quiet', '--no-write-fetch-head', other, 'HEAD');
  const line = text.slice(0, text.indexOf('self.attachments.pop(')).split('\n').length;
  return { commit: git(other, 'rev-parse', 'HEAD').trim(), line };
}
