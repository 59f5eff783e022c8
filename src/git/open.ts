// Opens a repository: finds git, its version and the folders, and puts the verbs together.
import { resolve } from 'node:path';
import { branchVerbs } from './branches';
import { type GitSettings, gitRunner, type RunGit } from './command';
import { configurationVerbs } from './configuration';
import { GitError } from './error';
import type { Git } from './git';
import type { Algorithm } from './loose-object';
import { openObjects } from './objects';
import { parseCommit } from './parse-object';
import { openRenames } from './renames';
import { revisionVerbs } from './revisions';
import { worktreeVerbs } from './worktree';

/** The oldest git that is known to work. */
export const OLDEST_GIT = [2, 34];

/** git's version as numbers, `[2, 39, 5]`. Throws `GitError` `git-absent`. */
export async function gitVersion(run: RunGit): Promise<number[]> {
  const { out } = await run(['--version']);
  return (/\d+(?:\.\d+)*/.exec(out)?.[0] ?? '0').split('.').map(Number);
}

/** True when a version is at least another one. */
export function isAtLeast(version: readonly number[], least: readonly number[]): boolean {
  const differs = least.findIndex((part, index) => (version[index] ?? 0) !== part);
  return differs < 0 || (version[differs] ?? 0) > (least[differs] ?? 0);
}

/** The repository around a folder. Throws `GitError`: `git-absent`, `git-too-old`, `not-a-repository`. */
export async function openGit(settings: GitSettings): Promise<Git> {
  const here = gitRunner(settings);
  const version = await gitVersion(here);
  if (!isAtLeast(version, OLDEST_GIT)) {
    throw new GitError(
      'git-too-old',
      `git ${version.join('.')} is too old.`,
      `Install git ${OLDEST_GIT.join('.')} or newer.`,
    );
  }
  const facts = ['--is-bare-repository', '--show-object-format', '--git-common-dir', '--git-path', 'objects'];
  const [bare, algorithm, common = '', objectPath = ''] = (await here(['rev-parse', ...facts])).out.split('\n');
  const commonDir = resolve(settings.folder, common);
  const root = bare === 'true' ? commonDir : (await here(['rev-parse', '--show-toplevel'])).out.replace(/\n$/, '');
  const placed = { ...settings, folder: root };
  const run = gitRunner(placed);
  const objects = openObjects({
    ...placed,
    objectFolder: resolve(settings.folder, objectPath),
    algorithm: algorithm as Algorithm,
  });
  const finder = openRenames(placed, objects);
  return {
    root,
    bare: bare === 'true',
    commonDir,
    version,
    objects,
    commit: async (id) => {
      const object = await objects.read(id);
      return object?.type === 'commit' ? parseCommit(object.id, object.content) : undefined;
    },
    renames: (before, after) => finder.renames(before, after),
    ...revisionVerbs(run),
    ...branchVerbs(run),
    ...configurationVerbs(run, commonDir),
    ...worktreeVerbs(run, objects, root),
    dispose: () => {
      finder.dispose();
      objects.dispose();
    },
  };
}
