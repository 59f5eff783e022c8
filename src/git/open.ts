// Opens a repository: finds git, its version and the folders, and puts the verbs together.
import { resolve } from 'node:path';
import { branchVerbs } from './branches';
import { type GitSettings, gitRunner, type RunGit } from './command';
import { configurationVerbs } from './configuration';
import { GitError } from './error';
import { fetchVerb, ownRefVerbs } from './fetch';
import type { Git } from './git';
import { historyVerbs } from './history';
import type { Algorithm } from './loose-object';
import { mailVerb } from './mail';
import { networkRunner } from './network';
import { openObjects } from './objects';
import { formatCommit, parseCommit } from './parse-object';
import { pushVerb } from './push';
import { openRenames } from './renames';
import { lines, revisionVerbs } from './revisions';
import { readShared } from './sharing';
import { gitStreamer } from './stream';
import { worktreeVerbs } from './worktree';

/** The oldest git that is known to work. */
const OLDEST_GIT = [2, 34];

/** git's version as numbers, `[2, 39, 5]`. Throws `GitError` `git-absent`. */
async function gitVersion(run: RunGit): Promise<number[]> {
  const { out } = await run(['--version']);
  return (/\d+(?:\.\d+)*/.exec(out)?.[0] ?? '0').split('.').map(Number);
}

/** True when a version is at least another one. */
function isAtLeast(version: readonly number[], least: readonly number[]): boolean {
  const differs = least.findIndex((part, index) => (version[index] ?? 0) !== part);
  return differs < 0 || (version[differs] ?? 0) > (least[differs] ?? 0);
}

/** The repository around a folder. Throws `GitError`: `git-absent`, `git-too-old`, `not-a-repository`. */
export async function openGit(settings: GitSettings): Promise<Git> {
  const here = gitRunner(settings);
  const facts = ['--is-bare-repository', '--show-object-format', '--git-common-dir', '--git-path', 'objects'];
  const [version, place] = await Promise.all([
    gitVersion(here),
    here(['rev-parse', ...facts, '--show-toplevel'], [128]),
  ]);
  if (!isAtLeast(version, OLDEST_GIT)) {
    throw new GitError(
      'git-too-old',
      `git ${version.join('.')} is too old.`,
      `Install git ${OLDEST_GIT.join('.')} or newer.`,
    );
  }
  const [bare, algorithm, common, objectPath = '', top] = lines(place.out);
  if (common === undefined) throw noRepository(settings.folder, place.words);
  const commonDir = resolve(settings.folder, common);
  const root = top ?? commonDir;
  const placed = { ...settings, folder: root };
  const run = gitRunner(placed);
  const configuration = configurationVerbs(run, commonDir);
  const objects = openObjects({
    ...placed,
    objectFolder: resolve(settings.folder, objectPath),
    algorithm: algorithm as Algorithm,
    shared: async () => readShared((await configuration.configuration()).get('core.sharedrepository')),
  });
  const finder = openRenames(placed, objects);
  const revisions = revisionVerbs(run);
  const network = networkRunner(placed, async () => (await configuration.configuration()).get('core.sshcommand'));
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
    renames: finder.renames,
    writeCommit: async (commit) => objects.write('commit', formatCommit(commit)),
    push: pushVerb(network),
    sendMail: mailVerb(run),
    fetchRef: fetchVerb(network, revisions.commitId),
    ...ownRefVerbs(run, revisions.commitId),
    ...revisions,
    ...branchVerbs(run),
    ...configuration,
    ...historyVerbs(gitStreamer(placed)),
    ...worktreeVerbs(run, objects, root),
    dispose: () => {
      finder.dispose();
      objects.dispose();
    },
  };
}

/** git says why; its own words stand where it is not just the wrong folder (an owner it does not trust, say). */
function noRepository(folder: string, words: string): GitError {
  if (/not a git repository/.test(words)) {
    const next = 'Open a folder that is a clone of the project, or go into one.';
    return new GitError('not-a-repository', `${folder} is not inside a git repository.`, next, ['rev-parse'], words);
  }
  return new GitError('git-failed', `git cannot read ${folder}: ${words}`, 'Do what git says.', ['rev-parse'], words);
}
