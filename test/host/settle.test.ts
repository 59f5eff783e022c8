// What porting leaves to a person, in the real editor: accepting a proposal hunk by hunk, and the three-way merge editor.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { retry } from '../vscode/retry';
import { lineOf, makeOperator, type Operator, select } from './operator';
import { type StandIn, standIn } from './stand-in';

const BRANCH = 'unmaintained/2024.1';
const PATCH = `${BRANCH}/forget-a-volume.patch`;

const mergeInput = () =>
  vscode.window.tabGroups.activeTabGroup.activeTab?.input as Record<string, vscode.Uri> | undefined;
const texts = async (...uris: (vscode.Uri | undefined)[]) =>
  Promise.all(uris.map(async (uri) => uri && (await vscode.workspace.openTextDocument(uri)).getText()));

suite('settling', () => {
  let operator: Operator;
  let person: StandIn;
  let target: { root: string; fix: string; branch: string };
  const run = (command: string, argument: unknown = target) =>
    vscode.commands.executeCommand(`fishladder.${command}`, argument);
  const patchPath = () => join(operator.clone, '.fishladder', PATCH);
  const said = () => [person.errors, person.warnings];

  /** Writes a result from what the branch has, and takes it; once more where the merge editor, just opened, has written its own. */
  const takeWith = (write: (ours: string) => string, check: () => void) =>
    retry(async () => {
      person?.restore();
      const { input1, result } = mergeInput() ?? {};
      const [ours = ''] = await texts(input1);
      await replace(result!, write(ours));
      person = standIn();
      await run('takeResult', result);
      check();
    });

  suiteSetup(async () => {
    operator = makeOperator();
    const { document } = await vscode.window.showTextDocument(operator.file);
    await select(operator.file, lineOf(document, 'self.attachments.pop'));
    person = standIn(['Forget a volume', '']);
    await run('markSelection');
    person.restore();
    target = { root: operator.clone, fix: 'forget-a-volume', branch: BRANCH };
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    operator.remove();
  });
  teardown(() => person.restore());

  test('leaving the question writes nothing', async () => {
    person = standIn([], ['no such answer']);
    const before = operator.queue();
    await run('accept');
    assert.deepEqual([...said(), person.asked], [[], [], [`manager.py on ${BRANCH} (1/1)`]]);
    assert.deepEqual(operator.queue(), before);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const [left, right] = await texts(input.original, input.modified);
    assert.match(left ?? '', /lock\.release/);
    assert.notEqual(left, right);
    const { selection } = vscode.window.activeTextEditor!;
    const line = firstChange(left ?? '', right ?? '');
    assert.ok(selection.start.line > 0 && selection.start.line <= line && line <= selection.end.line);
  });

  test('a proposal that is not accepted goes to the merge editor, beside both sides', async () => {
    person = standIn([], ['Settle']);
    await run('accept');
    assert.deepEqual(said(), [[], []]);
    const { base, input1, input2, result } = mergeInput() ?? {};
    const [before, ours, theirs, draft] = await texts(base, input1, input2, result);
    assert.doesNotMatch(before ?? '', /attachments\.pop|lock\.release/);
    assert.match(ours ?? '', /lock\.release/);
    assert.match(theirs ?? '', /attachments\.pop/);
    assert.match(draft ?? '', /lock\.release/);
    assert.equal(existsSync(patchPath()), false);
  });

  test('closing it asks whether it is done; going on opens the same files', async () => {
    const { result } = mergeInput() ?? {};
    person = standIn([], [], ['Go On']);
    const opened = nextTab();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await opened;
    assert.deepEqual(person.infos, [`Is forget-a-volume settled for ${BRANCH}?`]);
    assert.equal(mergeInput()?.result?.fsPath, result?.fsPath);
    await untilShown(result!);
  });

  test('a result with markers left is refused, and stays', async () => {
    const { result } = mergeInput() ?? {};
    await takeWith(
      (ours) => `<<<<<<< x\n${ours}`,
      () => assert.match(person.errors.join(), /conflict markers left: [^,]*manager\.py:1\./),
    );
    assert.equal(existsSync(patchPath()), false);
    assert.equal(mergeInput()?.result?.fsPath, result?.fsPath);
  });

  test('the result becomes the patch; its folder and its tab are gone', async () => {
    const { result } = mergeInput() ?? {};
    const before = operator.state();
    await takeWith(
      (ours) => ours.replace('        LOG.info(', '        # settled by hand\n        LOG.info('),
      () => assert.deepEqual(said(), [[], []]),
    );
    assert.match(person.infos.join(), new RegExp(`Settled for ${BRANCH}`));
    assert.match(readFileSync(patchPath(), 'utf8'), /^\+ +# settled by hand$/m);
    assert.equal(existsSync(result!.fsPath), false);
    assert.equal(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ label }) => /Merging/.test(label)),
      false,
    );
    assert.equal(operator.state(), before);
  });

  test('what was settled once is open again when it is asked for, as it was settled', async () => {
    person = standIn();
    await run('accept');
    assert.match(person.errors.join(), /Nothing is proposed/);
    await run('resolve');
    assert.equal(person.errors.length, 1);
    const [text] = await texts(mergeInput()?.result);
    assert.match(text ?? '', /^ +# settled by hand$/m);
    assert.doesNotMatch(text ?? '', /<<<<<<</);
  });

  test('a result that takes lines from the branch which the fix does not touch is taken, and said to', async () => {
    const lost = `Settled for ${BRANCH}: .*manager\\.py has lost line \\d+ of ${BRANCH}, which the fix does not touch\\.$`;
    await takeWith(
      (ours) => ours.replace(/^ +def list_\w+\(.*\n/m, ''),
      () => assert.match(person.warnings.join(), new RegExp(lost)),
    );
    assert.deepEqual([person.errors, person.buttons], [[], ['Open Patch', 'Settle Again']]);
    assert.match(readFileSync(patchPath(), 'utf8'), /^- +def list_\w+\(/m);
    person.restore();
    person = standIn();
    await run('resolve');
    const [text] = await texts(mergeInput()?.result);
    assert.doesNotMatch(text ?? '', /def list_/);
  });
});

suite('accepting', () => {
  test('a yes to every hunk writes the text that was shown', async () => {
    const operator = makeOperator();
    const marking = standIn(['Forget a volume', '']);
    try {
      await vscode.commands.executeCommand('fishladder.markChanges', { resourceUri: operator.file });
    } finally {
      marking.restore();
    }
    const person = standIn([], ['Accept'], ['Accept All the Same']);
    try {
      const before = operator.state();
      const target = { root: operator.clone, fix: 'forget-a-volume', branch: BRANCH };
      await vscode.commands.executeCommand('fishladder.accept', target);
      assert.deepEqual(person.errors, []);
      assert.match(
        person.warnings.join(),
        /may not work there\.\n.*uses attachments, which this file of the branch does not have\.$/,
      );
      assert.deepEqual(person.infos, [`Accepted for ${BRANCH}: forget-a-volume.`]);
      const patch = readFileSync(join(operator.clone, '.fishladder', PATCH), 'utf8');
      assert.match(patch, /^\+ +self\.attachments\.pop\(volume_id\)$/m);
      assert.equal(operator.state(), before);
      await vscode.commands.executeCommand('fishladder.resolve', target);
      assert.deepEqual(person.errors, []);
      const [reopened] = await texts(mergeInput()?.result);
      assert.match(reopened ?? '', /^ +self\.attachments\.pop\(volume_id\)$/m);
    } finally {
      person.restore();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      operator.remove();
    }
  });
});

/** The first line, 0-based, that two texts do not share. */
function firstChange(before: string, after: string): number {
  const old = before.split('\n');
  return after.split('\n').findIndex((line, number) => line !== old[number]);
}

async function replace(file: vscode.Uri, text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(file, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
  await document.save();
}

/** The merge editor takes over a result's text until it is shown. */
function untilShown(file: vscode.Uri): Promise<void> {
  return new Promise((resolve) => {
    const look = (editors: readonly vscode.TextEditor[]) => {
      if (!editors.some(({ document }) => document.uri.fsPath === file.fsPath)) return;
      listener.dispose();
      resolve();
    };
    const listener = vscode.window.onDidChangeVisibleTextEditors(look);
    look(vscode.window.visibleTextEditors);
  });
}

function nextTab(): Promise<void> {
  return new Promise((resolve) => {
    const listener = vscode.window.tabGroups.onDidChangeTabs(({ opened }) => {
      if (opened.length === 0) return;
      listener.dispose();
      resolve();
    });
  });
}
