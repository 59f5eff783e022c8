// Marking a fix in the real editor: from selected lines to the queue, the tree and the marks beside the lines.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createMarkTracker } from '../../src/editor/mark/tracker';
import { createSessions } from '../../src/editor/session/sessions';
import { treeData } from '../../src/editor/tracker/tree';
import { anonymous } from '../../src/review/credentials';
import { direct } from '../../src/review/route';
import { lineOf, makeBinary, makeOperator, type Operator, select } from './operator';
import { type StandIn, standIn } from './stand-in';

const host = {
  now: () => new Date(),
  environment: process.env,
  credentials: anonymous,
  routes: direct,
  userAgent: 'fishladder/test',
};

suite('marking', () => {
  let operator: Operator;
  let person: StandIn;
  let before: { queue: string[]; state: string };

  suiteSetup(async () => {
    operator = makeOperator();
    await vscode.extensions.getExtension('fishladder.fishladder')?.activate();
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    operator.remove();
  });
  setup(() => {
    before = { queue: operator.queue(), state: operator.state() };
  });
  teardown(() => person?.restore());

  /** One message, with these words in it; nothing asked, nothing written. */
  const refused = (words: RegExp) => {
    assert.deepEqual([person.errors.length, person.infos, person.warnings, person.asked], [1, [], [], []]);
    assert.match(person.errors[0] as string, words);
    assert.deepEqual({ queue: operator.queue(), state: operator.state() }, before);
  };

  test('lines without a change are refused before anything is asked', async () => {
    await select(operator.file, 0);
    person = standIn(['Title']);
    await vscode.commands.executeCommand('fishladder.markSelection');
    refused(/no change in shoal\/volume\/manager\.py:1/i);
  });

  test('an untitled document is refused', async () => {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: 'text' }));
    person = standIn(['Title']);
    await vscode.commands.executeCommand('fishladder.markSelection');
    refused(/not a file on disk/);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  test('a file outside of any repository is refused', async () => {
    const path = join(operator.folder, 'loose.txt');
    writeFileSync(path, 'text\n');
    await select(vscode.Uri.file(path), 0);
    person = standIn(['Title']);
    await vscode.commands.executeCommand('fishladder.markSelection');
    refused(/in no git repository/);
  });

  test('a binary file that is too large is refused', async () => {
    const binary = makeBinary(operator.clone);
    before.state = operator.state();
    person = standIn(['Title']);
    await vscode.commands.executeCommand('fishladder.markChanges', { resourceUri: binary });
    refused(/logo\.png.*binary/i);
  });

  test('leaving the questions leaves everything as it was', async () => {
    const { document } = await select(operator.file, 0, 0);
    await select(operator.file, 0, document.lineCount - 1);
    person = standIn([]);
    await vscode.commands.executeCommand('fishladder.markSelection');
    assert.deepEqual([person.errors, person.infos, person.asked.length], [[], [], 1]);
    assert.deepEqual({ queue: operator.queue(), state: operator.state() }, before);
  });

  test('selected lines become a patch in the series of the deployed release', async () => {
    const { document } = await vscode.window.showTextDocument(operator.file);
    const line = lineOf(document, 'raise\n        self.attachments.pop');
    await select(operator.file, line, line + 1);
    person = standIn(['Forget a detached volume', '2012345']);
    await vscode.commands.executeCommand('fishladder.markSelection');
    assert.deepEqual([person.errors, person.asked.length], [[], 2]);
    assert.match(person.infos.join(), /Marked “Forget a detached volume” in 12\.0\.1/);
    const folder = join(operator.clone, '.fishladder/12.0.1');
    assert.equal(readFileSync(join(folder, 'series'), 'utf8'), 'forget-a-detached-volume.patch\n');
    const patch = readFileSync(join(folder, 'forget-a-detached-volume.patch'), 'utf8');
    assert.match(patch, /^\+ {8}self\.attachments\.pop\(volume_id\)$/m);
    assert.match(patch, /^Closes-Bug: #2012345$/m);
    assert.equal(operator.state(), before.state);
  });

  test('the tree shows the fix and its branches', async () => {
    const sessions = createSessions(host, () => {});
    const tree = treeData(sessions, () => 0);
    try {
      await (await sessions.open(operator.file))?.reread();
      const [fix, ...others] = tree.getChildren();
      assert.ok(fix && others.length === 0);
      assert.equal(tree.getTreeItem(fix).label, 'Forget a detached volume');
      const rows = tree.getChildren(fix).map((node) => tree.getTreeItem(node));
      assert.deepEqual(
        rows.map(({ label, description }) => [label, String(description).split(' · ')[0]]),
        [
          ['master', 'not ported'],
          ['stable/2026.1', 'not ported'],
          ['stable/2025.2', 'already there'],
          ['stable/2025.1', 'not ported'],
          ['unmaintained/2024.1', 'proposed'],
        ],
      );
      assert.ok(rows.every(({ accessibilityInformation }) => accessibilityInformation?.label));
    } finally {
      tree.dispose();
      sessions.dispose();
    }
  });

  test('a file that is opened later is marked without another reading', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const sessions = createSessions(host, () => {});
    const tracker = createMarkTracker(sessions);
    try {
      const other = vscode.Uri.file(join(operator.clone, 'setup.cfg'));
      const session = await sessions.open(other);
      await session?.settled();
      const marked = new Promise<void>((done) => {
        tracker.onDidChange(() => {
          const found = vscode.window.visibleTextEditors.flatMap(({ document }) => tracker.read(document)?.marks ?? []);
          if (found.length > 0) done();
        });
      });
      await vscode.window.showTextDocument(operator.file);
      await marked;
    } finally {
      tracker.dispose();
      sessions.dispose();
    }
  });

  test('marks follow what is typed above them, and lenses stand over them', async () => {
    const sessions = createSessions(host, () => {});
    const tracker = createMarkTracker(sessions);
    try {
      await (await sessions.open(operator.file))?.reread();
      const { document } = await vscode.window.showTextDocument(operator.file);
      const line = lineOf(document, 'raise\n        self.attachments.pop');
      const ranges = () => tracker.read(document)?.marks.map((mark) => mark.ranges);
      assert.deepEqual(ranges(), [[{ start: line, end: line + 2 }]]);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(operator.file, new vscode.Position(0, 0), '# one\n# two\n# three\n');
      await vscode.workspace.applyEdit(edit);
      assert.deepEqual(ranges(), [[{ start: line + 3, end: line + 5 }]]);
      const lenses = await lensesOf(operator.file);
      assert.deepEqual(lenses.slice(1), [`${line + 3} Port`, `${line + 3} Open Patch`]);
      assert.match(lenses[0] as string, new RegExp(`^${line + 3} Forget a detached volume`));
    } finally {
      tracker.dispose();
      sessions.dispose();
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
  });

  test('a later change of the same file may join the fix instead of being a new one', async () => {
    const path = join(operator.clone, '.fishladder/12.0.1/forget-a-detached-volume.patch');
    const { document } = await vscode.window.showTextDocument(operator.file);
    const line = lineOf(document, 'is attached to');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(operator.file, new vscode.Position(line, 0), '        self.checked = True\n');
    await vscode.workspace.applyEdit(edit);
    await select(operator.file, line);
    person.restore();
    person = standIn([], ['Add to “Forget a detached volume”']);
    await vscode.commands.executeCommand('fishladder.markSelection');
    assert.deepEqual([person.errors, person.asked], [[], ['A fix touches these files already']]);
    assert.match(person.infos.join(), /Added to “Forget a detached volume” in 12\.0\.1/);
    const patch = readFileSync(path, 'utf8');
    assert.match(patch, /^\+ {8}self\.checked = True$/m);
    assert.match(patch, /^\+ {8}self\.attachments\.pop\(volume_id\)$/m);
    assert.match(patch, /^Closes-Bug: #2012345$/m);
    assert.equal(readFileSync(join(path, '../series'), 'utf8'), 'forget-a-detached-volume.patch\n');
  });
});

async function lensesOf(file: vscode.Uri): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', file, 10);
  return lenses.map(({ range, command }) => `${range.start.line} ${command?.title}`);
}
