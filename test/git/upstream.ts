// Makes commits on branches of a scene's remote, as if they had been fetched.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../demo/repository';
import type { Scene } from './scene';

/** Who writes these commits. */
export const AUTHOR = 'Una Upstream <una@upstream.example>';

/** Commits the file as `edit` leaves it on a branch of the remote; gives the commit. */
export function commitUpstream(
  scene: Scene,
  branch: string,
  message: string,
  file: string,
  edit: (text: string) => string,
): string {
  return commitFilesUpstream(scene, branch, message, { [file]: edit });
}

/** The same for several files; one whose edit gives nothing goes away. */
export function commitFilesUpstream(
  scene: Scene,
  branch: string,
  message: string,
  edits: Readonly<Record<string, (text: string) => string | undefined>>,
): string {
  const tree = join(scene.folder, '..', 'upstream-tree');
  mkdirSync(tree, { recursive: true });
  scene.git('worktree', 'add', '--quiet', '--force', '--detach', tree, `origin/${branch}`);
  for (const [file, edit] of Object.entries(edits)) {
    const path = join(tree, file);
    const text = readFileSync(path, 'utf8');
    const edited = edit(text);
    if (edited === text) throw new Error(`${branch} has no such text in ${file}.`);
    if (edited === undefined) rmSync(path);
    else writeFileSync(path, edited);
  }
  git(tree, 'commit', '--quiet', '--all', `--author=${AUTHOR}`, '--message', message);
  const commit = git(tree, 'rev-parse', 'HEAD').trim();
  scene.git('worktree', 'remove', '--force', tree);
  scene.git('update-ref', `refs/remotes/origin/${branch}`, commit);
  return commit;
}

/** Merges a marked fix into a branch of the remote with its title and Change-Id, as `edit` makes it there; gives the commit. */
export function mergeFix(
  scene: Scene,
  patch: string,
  branch: string,
  file: string,
  edit: (text: string) => string,
): string {
  const text = scene.read(`.fishladder/${patch}`);
  const title = /^Subject: \[PATCH\] (.*)$/m.exec(text)?.[1];
  const changeId = /^Change-Id: .*$/m.exec(text)?.[0];
  return commitUpstream(scene, branch, `${title}\n\n${changeId}\n`, file, edit);
}
