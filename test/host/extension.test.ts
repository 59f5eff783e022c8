// The extension inside a real VS Code: it activates, and it registers what its manifest promises.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
  contributes?: { commands?: { command: string }[]; views?: Record<string, { id: string }[]> };
}

suite('extension', () => {
  let manifest: Manifest;

  suiteSetup(async () => {
    const extension = vscode.extensions.getExtension('fishladder.fishladder');
    assert.ok(extension, 'VS Code does not know the extension');
    await extension.activate();
    assert.equal(extension.isActive, true);
    manifest = extension.packageJSON as Manifest;
  });

  test('registers exactly the commands that its manifest contributes', async () => {
    const contributed = (manifest.contributes?.commands ?? []).map(({ command }) => command);
    const views = Object.values(manifest.contributes?.views ?? {}).flat();
    const byVsCode = new Set(views.flatMap(({ id }) => viewCommands.map((verb) => `${id}.${verb}`)));
    const all = await vscode.commands.getCommands(true);
    const registered = all.filter((command) => command.startsWith('fishladder.') && !byVsCode.has(command));
    assert.deepEqual(registered.sort(), contributed.sort());
  });
});

/** What VS Code itself registers for every view. */
const viewCommands = ['focus', 'open', 'removeView', 'resetViewLocation', 'toggleVisibility', 'toggleViewSplitMode'];
