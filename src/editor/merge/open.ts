// Opens the files of a scratch folder in VS Code's three-way merge editor, and knows which of them are still open.
import { basename, join, sep } from 'node:path';
import * as vscode from 'vscode';
import { decode, isUtf8 } from '../../base/bytes';
import { Fault } from '../../base/fault';
import type { OpenPort } from '../../flow/open-port';
import type { Merging } from './record';

/** VS Code's own command, which its git support calls as well. */
const MERGE_EDITOR = '_open.mergeEditor';

/** Opens each file: what the branch has on one side, the fix on the other. The first one is on top. */
export async function openMergeEditors({ folder, branch, fix }: Merging, paths: readonly string[]): Promise<void> {
  for (const path of [...paths].reverse()) {
    const uri = (name: string) => vscode.Uri.file(join(folder, name, path));
    const base = uri('base');
    if (!(await isThere(base))) await vscode.workspace.fs.writeFile(base, new Uint8Array());
    await vscode.commands.executeCommand(MERGE_EDITOR, {
      base,
      input1: { uri: uri('ours'), title: branch, description: vscode.l10n.t('what the branch has') },
      input2: { uri: uri('theirs'), title: fix, description: vscode.l10n.t('the fix, where it was made') },
      output: uri('result'),
    });
  }
}

/** The tabs that show results of a folder, in a merge editor or by themselves. */
export function resultTabs(folder: string): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter((tab) => isResultTab(tab, folder));
}

/** Whether a tab shows a result of a folder. VS Code does not declare the input of merge editors to extensions. */
export function isResultTab({ input }: vscode.Tab, folder: string): boolean {
  const { result, uri } = (input ?? {}) as { result?: unknown; uri?: unknown };
  const shown = result ?? uri;
  return shown instanceof vscode.Uri && shown.fsPath.startsWith(join(folder, 'result') + sep);
}

/** Throws `not-editable` where VS Code would not write back a file's bytes as they are: encodings and line ends that it does not keep. */
export function checkEditable({ files, fix, branch }: OpenPort): void {
  const bad = files.find(({ draft }) => !isKept(draft.text));
  if (!bad) return;
  throw new Fault(
    'not-editable',
    vscode.l10n.t(
      '{0} is not UTF-8 or mixes line ends, which the editor would change.',
      basename(decode(bad.outcome.path)),
    ),
    vscode.l10n.t('Settle it in a terminal: fishladder resolve {0} {1}', fix, branch),
  );
}

function isKept(text: string): boolean {
  return isUtf8(text) && !(text.includes('\r\n') && /(^|[^\r])\n/.test(text));
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
