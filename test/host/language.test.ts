// The patch language in the real editor: problems, repairs, completion, hover, outline, folds, links, semantic tokens, formatting, the way to the file.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { git } from '../demo/repository';
import { assertColours } from '../unit/language/colours';
import { openGrammars } from '../unit/language/tokenize';
import { makeOperator, type Operator } from './operator';

const PATCH = `From: Ann <ann@example.org>
Subject: [PATCH] Forget a volume (CVE-2026-12345)
Forwarded: NO

Signed-off-by: Ann <ann@example.org>
---
--- a/shoal/volume/manager.py
+++ b/shoal/volume/manager.py
@@ -1,2 +1,9 @@
 """one"""
+added

`;

/** The semantic tokens of a document, each as `text type.modifier`. */
async function tokensOf(document: vscode.TextDocument): Promise<string[]> {
  const ask = <T>(command: string) => vscode.commands.executeCommand<T>(`vscode.${command}`, document.uri);
  const legend = await ask<vscode.SemanticTokensLegend>('provideDocumentSemanticTokensLegend');
  const { data } = await ask<vscode.SemanticTokens>('provideDocumentSemanticTokens');
  let [line, character] = [0, 0];
  return Array.from({ length: data.length / 5 }, (_, at) => {
    const [down = 0, right = 0, length = 0, type = 0, bits = 0] = data.slice(5 * at, 5 * at + 5);
    [line, character] = down > 0 ? [line + down, right] : [line, character + right];
    const modifiers = legend.tokenModifiers.filter((_, bit) => bits & (1 << bit));
    const text = document.getText(new vscode.Range(line, character, line, character + length));
    return `${text} ${[legend.tokenTypes[type], ...modifiers].join('.')}`;
  });
}

suite('patch language', () => {
  let operator: Operator;
  let document: vscode.TextDocument;
  let series: vscode.Uri;
  const ask = <T>(command: string, ...args: unknown[]) =>
    vscode.commands.executeCommand<T>(`vscode.${command}`, document.uri, ...args);
  const start = new vscode.Position(0, 0);
  /** Resolves once the problems of a file, the patch if none is named, are as wanted. */
  const until = (wanted: (found: unknown[]) => boolean, file = document.uri) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!wanted(vscode.languages.getDiagnostics(file).map(({ code }) => code))) return;
        listener.dispose();
        resolve();
      };
      const listener = vscode.languages.onDidChangeDiagnostics(look);
      look();
    });

  suiteSetup(async () => {
    operator = makeOperator();
    const folder = join(operator.clone, '.fishladder/master');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'forget.patch'), PATCH);
    series = vscode.Uri.file(join(folder, 'series'));
    writeFileSync(series.fsPath, '# mine\n');
    document = await vscode.workspace.openTextDocument(vscode.Uri.file(join(folder, 'forget.patch')));
    await vscode.window.showTextDocument(document);
    await until((found) => found.includes('hunk-count') && found.includes('not-in-series'));
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    operator.remove();
  });

  test('outline, folds, links', async () => {
    const [file] = await ask<vscode.DocumentSymbol[]>('executeDocumentSymbolProvider');
    assert.deepEqual([file?.name, file?.children.length], ['shoal/volume/manager.py', 1]);
    const folds = await ask<vscode.FoldingRange[]>('executeFoldingRangeProvider');
    assert.ok(folds.some((fold) => fold.start === 0 && fold.end === 5));
    const links = await ask<vscode.DocumentLink[]>('executeLinkProvider', 100);
    assert.ok(links.some(({ target }) => target?.toString(true).includes('cve.org/CVERecord?id=CVE-2026-12345')));
    const names = links.filter(({ target }) => target?.fsPath === join(operator.clone, 'shoal/volume/manager.py'));
    assert.deepEqual(
      names.map(({ range }) => range.start.line),
      [6, 7],
    );
  });

  test('hover and completion', async () => {
    const hovers = await ask<vscode.Hover[]>('executeHoverProvider', new vscode.Position(2, 1));
    const words = hovers
      .flatMap(({ contents }) => contents)
      .map((part) => (typeof part === 'string' ? part : part.value));
    assert.match(words.join(), /DEP-3/);
    const list = await ask<vscode.CompletionList>('executeCompletionItemProvider', new vscode.Position(2, 11));
    assert.ok(list.items.some(({ label }) => label === 'not-needed'));
  });

  test('semantic tokens: what the words of the header stand for, and nothing in the hunk but its numbers', async () => {
    assert.deepEqual(await tokensOf(document), [
      ...['From property.defaultLibrary', 'Ann variable', '<ann@example.org> string'],
      ...['Subject property.defaultLibrary', 'CVE-2026-12345 number', 'Forwarded property.defaultLibrary'],
      ...['Signed-off-by property.defaultLibrary', 'Ann variable', '<ann@example.org> string'],
      ...['-1,2 number.deprecated', '+1,9 number.deprecated'],
    ]);
  });

  test('with VS Code’s own grammar for diffs, ours colours the header and leaves the diff alone', async () => {
    const pathOf = (id: string) => vscode.extensions.getExtension(id)?.extensionPath ?? '';
    const diffs = join(pathOf('vscode.diff'), 'syntaxes/diff.tmLanguage.json');
    await assertColours(await openGrammars(pathOf('fishladder.fishladder'), diffs));
  });

  test('from a hunk to the file', async () => {
    const [place] = await ask<vscode.Location[]>('executeDefinitionProvider', new vscode.Position(10, 2));
    assert.deepEqual(
      [place?.uri.fsPath, place?.range.start.line],
      [join(operator.clone, 'shoal/volume/manager.py'), 1],
    );
  });

  test('the other form of the header is offered as a rewriting, and undone by its counterpart', async () => {
    const header = new vscode.Range(start, new vscode.Position(5, 0));
    const rewrite = async (title: RegExp) => {
      const actions = await ask<vscode.CodeAction[]>('executeCodeActionProvider', header);
      const found = actions.find((action) => title.test(action.title));
      assert.equal(found?.kind?.value, vscode.CodeActionKind.RefactorRewrite.value);
      assert.ok(found.edit && (await vscode.workspace.applyEdit(found.edit)));
    };
    await rewrite(/as DEP-3 fields/);
    assert.match(document.getText(), /^Description: Forget a volume/m);
    assert.match(document.getText(), /^Author: Ann <ann@example\.org>$/m);
    await rewrite(/as a mail/);
    assert.match(document.getText(), /^Subject: \[PATCH\] Forget a volume/m);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    assert.equal(document.getText(), PATCH);
  });

  test('a series: its problems with repairs, and links to its patches', async () => {
    const path = vscode.Uri.joinPath(series, '../../old/series');
    mkdirSync(join(path.fsPath, '..'));
    writeFileSync(join(path.fsPath, '../here.patch'), PATCH);
    writeFileSync(path.fsPath, 'here.patch\nhere.patch\ngone.patch\n');
    const opened = await vscode.workspace.openTextDocument(path);
    assert.equal(opened.languageId, 'quilt-series');
    await until((found) => found.includes('series-duplicate') && found.includes('series-file-missing'), opened.uri);
    const there = ['here.patch function.definition', 'here.patch function.definition'];
    assert.deepEqual(await tokensOf(opened), [...there, 'gone.patch function.deprecated']);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', path, 100);
    assert.equal(links[0]?.target?.fsPath, join(path.fsPath, '../here.patch'));
    const range = new vscode.Range(0, 0, 3, 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      path,
      range,
      'source.fixAll.fishladder',
    );
    const [all] = actions;
    assert.ok(all?.edit && (await vscode.workspace.applyEdit(all.edit)));
    assert.equal(opened.getText(), 'here.patch\ngone.patch\n');
  });

  test('repairs: the series gets its patch, the hunks are counted, and the problems are gone', async () => {
    const range = new vscode.Range(start, document.positionAt(PATCH.length));
    const actions = await ask<vscode.CodeAction[]>('executeCodeActionProvider', range);
    const action = (title: RegExp) => actions.find((found) => title.test(found.title));
    assert.ok(action(/as DEP-3 fields/));
    const add = action(/Add the patch to the series/)?.edit;
    assert.ok(add && (await vscode.workspace.applyEdit(add)));
    const opened = await vscode.workspace.openTextDocument(series);
    assert.equal(opened.getText(), '# mine\nforget.patch\n');
    await opened.save();
    const edits = await ask<vscode.TextEdit[]>('executeFormatDocumentProvider', { tabSize: 4, insertSpaces: true });
    const all = new vscode.WorkspaceEdit();
    all.set(document.uri, edits);
    await vscode.workspace.applyEdit(all);
    assert.match(document.getText(), /^@@ -1,2 \+1,3 @@$/m);
    assert.match(document.getText(), /^Forwarded: no$/m);
    await document.save();
    await until((found) => !found.includes('hunk-count') && !found.includes('not-in-series'));
  });

  test('a hunk is refreshed against its branch where lines came between its changes', async () => {
    const before = git(operator.clone, 'show', 'origin/stable/2026.1:shoal/exception.py');
    const after = before
      .replace("'An unknown exception occurred.'", "'It failed.'")
      .replace('(self.message % kw', '(self.text % kw');
    const path = join(operator.clone, '.fishladder/stable/2026.1/words.patch');
    mkdirSync(join(path, '..'), { recursive: true });
    const worktree = join(operator.folder, 'worktree');
    git(operator.clone, 'worktree', 'add', '--quiet', '--detach', worktree, 'origin/stable/2026.1');
    writeFileSync(join(worktree, 'shoal/exception.py'), after);
    writeFileSync(path, `Subject: Say it\n\n${git(worktree, 'diff', '--full-index')}`);
    const moved = before.replace('\n    def __init__', '\n    safe = False\n\n    def __init__');
    writeFileSync(join(worktree, 'shoal/exception.py'), moved);
    git(worktree, 'commit', '--quiet', '--all', '--message', 'Move it');
    git(operator.clone, 'update-ref', 'refs/remotes/origin/stable/2026.1', git(worktree, 'rev-parse', 'HEAD').trim());
    const opened = await vscode.workspace.openTextDocument(path);
    await until((found) => found.includes('context-mismatch'), opened.uri);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      opened.uri,
      new vscode.Range(0, 0, opened.lineCount, 0),
      vscode.CodeActionKind.QuickFix.value,
    );
    const edit = actions.find(({ title }) =>
      /^Refresh the hunks of .*exception\.py against stable\/2026\.1$/.test(title),
    )?.edit;
    assert.ok(edit && (await vscode.workspace.applyEdit(edit)));
    assert.match(opened.getText(), /^ {5}safe = False$/m);
    assert.ok(await opened.save());
    await until((found) => !found.includes('context-mismatch'), opened.uri);
    git(worktree, 'apply', '--check', path);
  });

  test('a fix is renamed on every branch that has it', async () => {
    const folder = (branch: string) => join(operator.clone, '.fishladder', branch);
    for (const branch of ['one', 'two']) {
      mkdirSync(folder(branch));
      writeFileSync(join(folder(branch), 'leak.patch'), PATCH);
      writeFileSync(join(folder(branch), 'series'), '# mine\nleak.patch -p1\n');
    }
    const opened = await vscode.workspace.openTextDocument(join(folder('one'), 'series'));
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      opened.uri,
      new vscode.Position(1, 2),
      'mend-leak',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    for (const branch of ['one', 'two']) {
      const changed = await vscode.workspace.openTextDocument(join(folder(branch), 'series'));
      assert.equal(changed.getText(), '# mine\nmend-leak.patch -p1\n', branch);
      assert.ok(await changed.save());
      assert.deepEqual(readdirSync(folder(branch)).sort(), ['mend-leak.patch', 'series']);
    }
  });
});
