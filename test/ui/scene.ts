// The demo's clone in a window, with a stand-in for its review server, for ui tests.
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git, makeDemo } from '../demo/repository';
import { type GerritOptions, type GerritServer, startGerrit } from '../fakes/gerrit';
import { openWindow, type Window, type WindowOptions } from '../vscode/window';

/** A window on the operator's clone. */
export interface Scene {
  clone: string;
  /** Knows of no review at first. */
  gerrit: GerritServer;
  window: Window;
  /** Paths of the files in the queue, sorted; none when there is no queue. */
  queue(): string[];
  /** Text of a file of the clone, undefined when there is none. */
  read(path: string): string | undefined;
  /** What git says of HEAD, branches, tags, stash, index and working tree. */
  state(): string;
  close(): Promise<void>;
}

/** Makes the clone and opens a window on it; `prepare` is called between the two. */
export async function openScene(
  options: WindowOptions & {
    gerrit?: GerritOptions;
    prepare?: (scene: Pick<Scene, 'clone' | 'gerrit'>) => Promise<void>;
  } = {},
): Promise<Scene> {
  const { prepare, gerrit: known = {}, ...rest } = options;
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'fishladder-ui-')));
  const gerrit = await startGerrit({ ...known, project: 'openstack/shoal' });
  const remove = async () => {
    await gerrit.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const clone = makeDemo(folder);
    git(clone, 'config', 'fishladder.gerritUrl', gerrit.url);
    await prepare?.({ clone, gerrit });
    const window = await openWindow({ workspace: clone, ...rest });
    return {
      clone,
      gerrit,
      window,
      queue: () => filesIn(join(clone, '.fishladder')),
      read: (path) => textOf(join(clone, path)),
      state: () => stateOf(clone),
      close: async () => {
        await window.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function stateOf(clone: string): string {
  const questions = ['rev-parse HEAD', 'symbolic-ref -q HEAD', 'for-each-ref', 'stash list', 'ls-files --stage'];
  return [...questions, 'status --porcelain'].map((words) => answerOf(clone, words.split(' '))).join('\n');
}

/** What git prints; its exit code when it fails, as it does for the branch of a detached HEAD. */
function answerOf(clone: string, args: readonly string[]): string {
  try {
    return git(clone, ...args);
  } catch (error) {
    return `exit code ${(error as { status: number }).status}`;
  }
}
