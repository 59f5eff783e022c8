// An operator's clone of the demo service, with the fix made in its working tree, for host tests.
import { appendFileSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { fixBug, git, MANAGER, makeDemo } from '../demo/repository';

/** A clone with everything around it that a test needs. */
export interface Operator {
  /** A folder that is in no repository; the clone lies in it. */
  folder: string;
  clone: string;
  file: vscode.Uri;
  /** Paths of all files in the queue, sorted; none when there is no queue. */
  queue(): string[];
  /** What git says of the working tree, HEAD, branches and stash. */
  state(): string;
  remove(): void;
}

/** Makes the clone. Its review server is an address where nobody answers. */
export function makeOperator(): Operator {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'fishladder-host-')));
  const clone = makeDemo(folder);
  git(clone, 'config', 'fishladder.gerritUrl', 'http://127.0.0.1:9/');
  fixBug(clone);
  return {
    folder,
    clone,
    file: vscode.Uri.file(join(clone, MANAGER)),
    queue: () => (existsSync(join(clone, '.fishladder')) ? filesIn(join(clone, '.fishladder')) : []),
    state: () =>
      ['status --porcelain', 'rev-parse HEAD', 'for-each-ref', 'stash list']
        .map((words) => git(clone, ...words.split(' ')))
        .join('\n'),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** Opens a file and selects these lines, 0-based and both included; a cursor where only one is given. */
export async function select(file: vscode.Uri, from: number, to?: number): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(file);
  const end = to === undefined ? new vscode.Position(from, 0) : editor.document.lineAt(to).range.end;
  editor.selection = new vscode.Selection(new vscode.Position(from, 0), end);
  return editor;
}

/** The 0-based line of a document that holds a text. */
export function lineOf(document: vscode.TextDocument, text: string): number {
  return document.positionAt(document.getText().indexOf(text)).line;
}

/** Adds bytes to a file that git tracks as binary, more than a patch takes. */
export function makeBinary(clone: string): vscode.Uri {
  const path = join(clone, 'logo.png');
  writeFileSync(path, Buffer.from([0x89, 0x50, 0, 1, 2]));
  git(clone, 'add', 'logo.png');
  appendFileSync(path, Buffer.alloc(5_000_000));
  return vscode.Uri.file(path);
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : [])).sort();
}
