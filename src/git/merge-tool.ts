// Opens git's merge tool, or the person's editor, on files that lie outside of the working tree.
import { runProgram } from '../base/process';
import { personEnvironment } from './environment';
import { GitError } from './error';

/** Whose files are merged, and with which git. */
export interface MergeToolSettings {
  command: string;
  /** The git folder, whose configuration names the tool. */
  commonDir: string;
  environment: NodeJS.ProcessEnv;
}

/** Files to be merged: the folder where they lie, a place for an index, and trees of base, ours and theirs by id. */
export interface MergePlace {
  tree: string;
  index: string;
  trees: readonly [string, string, string];
}

/** git's own settings that must not reach into the folder, and no copies of the files as they were. */
const SETTINGS = [
  ['core.hooksPath', '/dev/null'],
  ['core.autocrlf', 'false'],
  ['core.sparseCheckout', 'false'],
  ['mergetool.keepBackup', 'false'],
] as const;

/** The person's editor as a merge tool, by the function that git's scripts have for it. */
const EDITOR = ['mergetool.fishladder.cmd', 'git_editor "$MERGED"'] as const;

/**
 * Runs `git mergetool` in the terminal on every file that differs in all three trees, with the configured tool or with the
 * person's editor (`git var GIT_EDITOR`). git asks where a tool does not tell whether it succeeded. Its index is a file of its
 * own. True when all files were merged. Throws `GitError` where git cannot read the trees.
 */
export async function openMergeTool(
  { command, commonDir, environment }: MergeToolSettings,
  { tree, index, trees }: MergePlace,
  tool: 'configured' | 'editor',
): Promise<boolean> {
  const place = { GIT_DIR: commonDir, GIT_WORK_TREE: tree, GIT_INDEX_FILE: index };
  const options = { cwd: tree, env: { ...personEnvironment(environment), ...place } };
  const settings = tool === 'editor' ? [...SETTINGS, EDITOR] : SETTINGS;
  const run = (...args: string[]) =>
    runProgram(command, [...settings.flatMap(([key, value]) => ['-c', `${key}=${value}`]), ...args], options);
  const args = ['read-tree', '-i', '-m', ...trees];
  if ((await run(...args)) !== 0)
    throw new GitError('git-failed', `git ${args.join(' ')} failed.`, 'See what git says above.', args);
  return (await run('mergetool', '--no-prompt', ...(tool === 'editor' ? ['--tool=fishladder'] : []), '--', '.')) === 0;
}
