// Another extension owns `*.patch` with an editor of its own: the tracker's commands and ours for text still show the text.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { makeOperator, type Operator } from './operator';
import { standIn } from './stand-in';

const input = () => vscode.window.tabGroups.activeTabGroup.activeTab?.input;

suite('beside a viewer of patches', () => {
  let operator: Operator;
  let patch: vscode.Uri;

  suiteSetup(async () => {
    operator = makeOperator();
    const person = standIn(['Forget a volume', '']);
    await vscode.commands.executeCommand('fishladder.markChanges', { resourceUri: operator.file });
    person.restore();
    patch = vscode.Uri.file(join(operator.clone, '.fishladder/12.0.1/forget-a-volume.patch'));
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    operator.remove();
  });

  test('a patch that is opened from the Explorer is shown by the viewer', async () => {
    await vscode.commands.executeCommand('vscode.open', patch);
    const shown = input();
    assert.ok(shown instanceof vscode.TabInputCustom, 'the stand-in does not own the file');
    assert.equal(shown.viewType, 'patchViewer');
  });

  test('our command shows the text of what the viewer shows', async () => {
    await vscode.commands.executeCommand('fishladder.openAsText');
    const shown = input();
    assert.ok(shown instanceof vscode.TabInputText);
    assert.equal(shown.uri.fsPath, patch.fsPath);
  });

  test('the tracker opens the text, and the language knows it', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('fishladder.openPatch', { root: operator.clone, fix: 'forget-a-volume' });
    assert.ok(input() instanceof vscode.TabInputText);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      patch,
    );
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['shoal/volume/manager.py'],
    );
  });

  test('with nothing open, our command says so', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const person = standIn();
    await vscode.commands.executeCommand('fishladder.openAsText');
    person.restore();
    assert.match(person.errors.join(), /No file is open/);
  });
});
