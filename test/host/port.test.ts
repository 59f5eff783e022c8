// Porting a fix in the real editor, and all that can be opened of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { lineOf, makeOperator, type Operator, select } from './operator';
import { type StandIn, standIn } from './stand-in';

suite('porting', () => {
  let operator: Operator;
  let person: StandIn;
  let target: { root: string; fix: string };
  const run = (command: string, argument?: unknown) =>
    vscode.commands.executeCommand(`fishladder.${command}`, argument);

  suiteSetup(async () => {
    operator = makeOperator();
    const { document } = await vscode.window.showTextDocument(operator.file);
    await select(operator.file, lineOf(document, 'self.attachments.pop'));
    person = standIn(['Forget a volume', '']);
    await run('markSelection');
    person.restore();
    target = { root: operator.clone, fix: 'forget-a-volume' };
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    operator.remove();
  });
  setup(() => {
    person = standIn();
  });
  teardown(() => person.restore());

  test('stopped in time, it writes nothing and says nothing', async () => {
    const before = operator.queue();
    const window = vscode.window as unknown as Record<string, unknown>;
    const real = window.withProgress;
    window.withProgress = (_: unknown, task: (progress: object, token: object) => Promise<unknown>) =>
      task({ report: () => {} }, { onCancellationRequested: (listener: () => void) => listener() });
    try {
      await run('port', target);
    } finally {
      window.withProgress = real;
    }
    assert.deepEqual([operator.queue(), person.errors, person.warnings], [before, [], []]);
  });

  test('to all branches, it writes a patch for each that needs one, and touches nothing else', async () => {
    const before = operator.state();
    await run('port', target);
    assert.deepEqual(person.errors, []);
    assert.deepEqual(person.warnings, ['Ported: 3 clean, 1 already there, 1 proposed.']);
    const patches = operator.queue().filter((path) => path.endsWith('.patch'));
    assert.deepEqual(
      patches.map((path) => path.slice(join(operator.clone, '.fishladder').length + 1)),
      ['12.0.1', 'master', 'stable/2025.1', 'stable/2026.1'].map((branch) => `${branch}/forget-a-volume.patch`),
    );
    assert.equal(operator.state(), before);
  });

  test('a patch is opened as the file that it is', async () => {
    await run('openPatch', { ...target, branch: 'master' });
    const path = join(operator.clone, '.fishladder/master/forget-a-volume.patch');
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, path);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), readFileSync(path, 'utf8'));
  });

  test('from a line of the live file to the row of the patch that shows it, and back', async () => {
    const editor = await vscode.window.showTextDocument(operator.file);
    const fixed = editor.document
      .getText()
      .split('\n')
      .findIndex((text) => text.includes('could not be disconnected'));
    assert.ok(fixed > 0);
    editor.selection = new vscode.Selection(fixed, 0, fixed, 0);
    await run('openPatch', { ...target, branch: '12.0.1' });
    const patch = vscode.window.activeTextEditor;
    assert.ok(patch);
    assert.ok(patch.document.uri.path.endsWith('/12.0.1/forget-a-volume.patch'));
    assert.match(patch.document.lineAt(patch.selection.active.line).text, /^ .*could not be disconnected/);
    const [place] = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeDefinitionProvider',
      patch.document.uri,
      patch.selection.active,
    );
    assert.deepEqual([place?.uri.fsPath, place?.range.start.line], [operator.file.fsPath, fixed]);
  });

  test('a patch that is not there yet is one message', async () => {
    await run('openPatch', { ...target, branch: 'unmaintained/2024.1' });
    assert.equal(person.errors.length, 1);
    assert.match(person.errors[0] ?? '', /no patch for unmaintained\/2024\.1/);
  });

  test('the diff has the file of the branch before and after the fix', async () => {
    await run('showDiff', { ...target, branch: 'master' });
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const [before, after] = await Promise.all(
      [input.original, input.modified].map((uri) => vscode.workspace.openTextDocument(uri)),
    );
    assert.match(input.modified.path, /shoal\/storage\/manager\.py$/);
    assert.match(before?.getText() ?? '', /RETRY_AFTER/);
    assert.doesNotMatch(before?.getText() ?? '', /attachments\.pop/);
    assert.match(after?.getText() ?? '', /RETRY_AFTER[\s\S]*attachments\.pop/);
    assert.equal(before?.languageId, 'python');
  });

  test('a conflict shows both sides', async () => {
    await run('showConflict', { ...target, branch: 'unmaintained/2024.1' });
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /^<<<<<<< unmaintained\/2024\.1$[\s\S]*lock\.release[\s\S]*^=======$[\s\S]*attachments\.pop/m);
  });

  test('a fix that is gone is one message', async () => {
    await run('port', { ...target, fix: 'gone' });
    assert.equal(person.errors.length, 1);
    assert.match(person.errors[0] ?? '', /no fix named 'gone'/);
  });

  test('a review server that cannot be reached is one message when it was asked for', async () => {
    await run('refresh');
    assert.equal(person.errors.length, 1);
    assert.match(person.errors[0] ?? '', /127\.0\.0\.1:9 cannot be reached/);
  });

  test('a fix is removed only after a yes to the files that go', async () => {
    const [queue, state] = [operator.queue(), operator.state()];
    await run('removeFix', target);
    assert.deepEqual([operator.queue(), person.errors, person.infos], [queue, [], []]);
    assert.match(person.warnings[0] ?? '', /Take “Forget a volume” out of the queue\?/);
    for (const path of queue.filter((each) => each.endsWith('.patch')))
      assert.ok(person.warnings[0]?.includes(path.slice(operator.clone.length + 1)), path);
    person.restore();
    person = standIn([], [], ['Remove Fix']);
    await run('removeFix', target);
    assert.deepEqual([operator.queue(), person.errors, operator.state()], [[], [], state]);
    assert.match(person.infos[0] ?? '', /kept in .*dropped.forget-a-volume\.$/);
  });
});
