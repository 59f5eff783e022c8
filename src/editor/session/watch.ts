// Reads a session again when its queue changes, or when git has moved HEAD or fetched.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { debounce } from '../debounce';
import type { Session } from './session';

/** The part of the built-in git extension's API (version 1) that is used here. */
interface GitExtension {
  getAPI(version: 1): {
    getRepository(uri: vscode.Uri): GitRepository | null;
    onDidOpenRepository: vscode.Event<GitRepository>;
  };
}

interface GitRepository {
  rootUri: vscode.Uri;
  state: { HEAD: { name?: string; commit?: string } | undefined; onDidChange: vscode.Event<void> };
}

/** Milliseconds without a further change before a session is read again. */
const QUIET = 400;

/** Watches the queue's folder, and git through the built-in extension where that is there. */
export function watchSession(session: Session): Disposable {
  const store = new DisposableStore();
  const reread = store.add(debounce(QUIET, () => void session.reread()));
  store.add(watchQueue(session, reread));
  store.add(watchGit(session, reread));
  return store;
}

/** One watcher on the queue, moved when the session learns that the queue is elsewhere. */
function watchQueue(session: Session, reread: () => void): Disposable {
  let folder = '';
  let watcher: Disposable | undefined;
  const place = () => {
    if (folder === session.queueFolder) return;
    folder = session.queueFolder;
    watcher?.dispose();
    watcher = watchFolder(folder, reread);
  };
  place();
  const listening = session.onDidChange(place);
  return {
    dispose: () => {
      listening.dispose();
      watcher?.dispose();
    },
  };
}

function watchFolder(folder: string, reread: () => void): Disposable {
  const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), '**/{series,*.patch}');
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  watcher.onDidCreate(reread);
  watcher.onDidChange(reread);
  watcher.onDidDelete(reread);
  return watcher;
}

/** Listens to git's state, and lets through only what moves HEAD or a remote's branches. */
function watchGit(session: Session, reread: () => void): Disposable {
  const store = new DisposableStore();
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) return store;
  let ended = false;
  store.add({ dispose: () => (ended = true) });
  const follow = (repository: GitRepository) => {
    let known: string | undefined;
    const look = store.add(
      debounce(QUIET, async () => {
        const now = await fingerprint(session, repository).catch(() => known);
        if (known !== undefined && known !== now) reread();
        known = now;
      }),
    );
    store.add(repository.state.onDidChange(look));
    look();
  };
  const begin = (git: GitExtension) => {
    if (ended) return;
    const api = git.getAPI(1);
    const isOurs = (repository: GitRepository | null) => repository?.rootUri.fsPath === session.root;
    const open = api.getRepository(vscode.Uri.file(session.root));
    if (open && isOurs(open)) follow(open);
    else store.add(api.onDidOpenRepository((repository) => isOurs(repository) && follow(repository)));
  };
  // Without git support of VS Code's own (it may be switched off) only the queue is watched.
  extension
    .activate()
    .then(begin)
    .then(undefined, () => {});
  return store;
}

/** HEAD, and the times of the files that git writes when it fetches or packs refs. */
async function fingerprint(session: Session, { state }: GitRepository): Promise<string> {
  const { ladder } = await session.works();
  const files = ['FETCH_HEAD', 'packed-refs'].map((name) => join(ladder.git.commonDir, name));
  const times = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return [state.HEAD?.name, state.HEAD?.commit, ...times].join(' ');
}
