// All repositories that are open in the editor, found by the files in them.

import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { Emitter, type Event } from '../../base/event';
import { mapLimit } from '../../base/limit';
import type { Host } from '../../flow/host';
import { findRepository } from './repository';
import { createSession, type Session } from './session';
import { readSettings } from './settings';
import { watchSession } from './watch';

/** The sessions. A file belongs to the nearest repository around it. */
export interface Sessions extends Disposable {
  all(): readonly Session[];
  /** The session of a file, if it is open already. */
  of(file: vscode.Uri): Session | undefined;
  /** The session at this root, if it is open. */
  at(root: string): Session | undefined;
  /** The session of a file, opened and being read if it was not; undefined outside of any repository. */
  open(file: vscode.Uri): Promise<Session | undefined>;
  /** Opens the repositories of the workspace's folders, and waits until they have been read. */
  openFolders(): Promise<void>;
  /** The session that commands mean when nothing else is named: of the active editor, else the first. */
  active(): Session | undefined;
  /** Fires when a session came, went, has a new view, or is found to be that of one more folder. */
  readonly onDidChange: Event<Session | undefined>;
}

/** How many repositories are opened at a time. */
const WIDTH = 2;

/** Makes an empty collection; nothing is looked for until asked. */
export function createSessions(host: Host, log: (text: string) => void): Sessions {
  const changed = new Emitter<Session | undefined>();
  const store = new DisposableStore();
  const byRoot = new Map<string, { session: Session; held: DisposableStore }>();
  const roots = new Map<string, string>();

  function add(root: string): Session {
    const open = byRoot.get(root);
    if (open) return open.session;
    const folder = vscode.Uri.file(root);
    const trusted = () => vscode.workspace.isTrusted;
    const session = createSession({ root, host, log, trusted, settings: () => readSettings(folder) });
    const held = new DisposableStore();
    held.add(session);
    held.add({ dispose: session.onDidChange(() => changed.fire(session)).dispose });
    held.add(watchSession(session));
    byRoot.set(root, { session, held });
    void session.reread();
    return session;
  }

  function drop(gone: (root: string) => boolean): void {
    for (const [root, { held }] of [...byRoot]) {
      if (!gone(root)) continue;
      byRoot.delete(root);
      held.dispose();
    }
    roots.clear();
    changed.fire(undefined);
  }

  async function openFolder(folder: string): Promise<Session | undefined> {
    const root = await findRepository(folder);
    if (root === undefined) return undefined;
    const isNew = roots.get(folder) !== root;
    roots.set(folder, root);
    const session = add(root);
    if (isNew) changed.fire(session);
    return session;
  }

  const folderOf = (file: vscode.Uri) => vscode.Uri.joinPath(file, '..').fsPath;
  const of = (file: vscode.Uri) => {
    const root = file.scheme === 'file' ? roots.get(folderOf(file)) : undefined;
    return root === undefined ? undefined : byRoot.get(root)?.session;
  };
  const reopenAll = () => Promise.all([...byRoot.values()].map(({ session }) => session.reopen()));

  store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => void reopenAll()));
  store.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      const ours = ['queue', 'release', 'remote', 'gerrit.url', 'profile'].some((key) =>
        event.affectsConfiguration(`fishladder.${key}`),
      );
      if (ours || event.affectsConfiguration('git.path')) void reopenAll();
    }),
  );
  store.add(
    vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
      const paths = removed.map(({ uri }) => uri.fsPath);
      drop((root) => paths.includes(root));
    }),
  );
  store.add(changed);

  return {
    all: () => [...byRoot.values()].map(({ session }) => session),
    of,
    at: (root) => byRoot.get(root)?.session,
    open: async (file) => (file.scheme === 'file' ? (of(file) ?? openFolder(folderOf(file))) : undefined),
    openFolders: async () => {
      const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
      await mapLimit(folders, WIDTH, async ({ uri }) => (await openFolder(uri.fsPath))?.settled());
    },
    active: () => {
      const file = vscode.window.activeTextEditor?.document.uri;
      return (file && of(file)) ?? [...byRoot.values()][0]?.session;
    },
    onDidChange: changed.event,
    dispose: () => {
      store.dispose();
      for (const { held } of byRoot.values()) held.dispose();
      byRoot.clear();
    },
  };
}
