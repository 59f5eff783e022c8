// Reads our settings, and the one of VS Code's own that says where git is.
import * as vscode from 'vscode';
import type { Settings } from '../../flow/host';

/** What is set for a repository; an empty setting is left out, so that git's configuration and the defaults count. */
export function readSettings(folder: vscode.Uri): Settings {
  const ours = vscode.workspace.getConfiguration('fishladder', folder);
  const given = {
    queue: ours.get<string>('queue'),
    release: ours.get<string>('release'),
    remote: ours.get<string>('remote'),
    gerritUrl: ours.get<string>('gerrit.url'),
    profile: ours.get<string>('profile'),
    git: [vscode.workspace.getConfiguration('git', folder).get<string | string[] | null>('path') ?? []].flat()[0],
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value?.trim()));
}

/** Whether a switch of ours is on for a document or folder. */
export function isOn(
  name: 'codeLens.enabled' | 'gutter.enabled' | 'refresh.enabled',
  scope: vscode.ConfigurationScope,
): boolean {
  return vscode.workspace.getConfiguration('fishladder', scope).get<boolean>(name, true);
}
