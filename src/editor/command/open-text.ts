// The command that opens a patch as text where another extension shows patches in an editor of its own.
import * as vscode from 'vscode';
import { Fault } from '../../base/fault';
import type { Sessions } from '../session/sessions';
import { readTarget } from '../target';
import { openPatch } from './show';

/** Opens the file of the active tab as text; from a row of the tree, the patch of that row. Throws `no-editor`. */
export async function openAsText(sessions: Sessions, argument: unknown): Promise<void> {
  if (readTarget(argument)) return openPatch(sessions, argument);
  const file = argument instanceof vscode.Uri ? argument : activeFile();
  if (!file) {
    throw new Fault(
      'no-editor',
      vscode.l10n.t('No file is open.'),
      vscode.l10n.t('Open the patch first, or choose it in the Fishladder view.'),
    );
  }
  await vscode.commands.executeCommand('vscode.openWith', file, 'default');
}

function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? input.uri : undefined;
}
