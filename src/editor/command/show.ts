// The commands that open something about a fix: its patch, its diff, a conflict, its review, its row in the tree.

import { basename, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { decode, encode } from '../../base/bytes';
import { Fault } from '../../base/fault';
import { needsPerson } from '../../flow/cell';
import { PatchError } from '../../patch/error';
import { parsePatch } from '../../patch/parse';
import { rowOf } from '../../patch/row-of';
import { conflictUri, sideUri } from '../document-uri';
import type { Sessions } from '../session/sessions';
import { chooseFix, chooseFolder, noReview } from './pick';

/** Opens a patch file of a fix, at the hunk of the line that the active editor shows, where it changes that file. */
export async function openPatch(sessions: Sessions, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Open which patch?');
  const chosen = await chooseFix(sessions, argument, title);
  const folder = await chooseFolder(chosen, title);
  const { patchPath } = await import('../../fix/queue');
  const path = patchPath({ folder: chosen.session.queueFolder }, folder, chosen.fix.name);
  const place = vscode.window.activeTextEditor;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  const row = place && rowFor(document, chosen.session.root, place);
  const selection = row === undefined ? {} : { selection: new vscode.Range(row, 0, row, 0) };
  await vscode.window.showTextDocument(document, { preview: true, ...selection });
}

/** The line of a patch that shows what the cursor of another editor is at; undefined where the patch does not change that file. */
function rowFor(
  patch: vscode.TextDocument,
  root: string,
  { document, selection }: vscode.TextEditor,
): number | undefined {
  if (document.uri.scheme !== 'file') return undefined;
  const path = relative(root, document.uri.fsPath).split(sep).join('/');
  try {
    return rowOf(parsePatch(encode(patch.getText())), encode(path), selection.active.line);
  } catch (error) {
    if (error instanceof PatchError) return undefined;
    throw error;
  }
}

/** Opens the diff of a fix as it is on a branch; by default as it was marked. */
export async function showDiff(sessions: Sessions, argument: unknown): Promise<void> {
  const chosen = await chooseFix(sessions, argument, vscode.l10n.t('Show the diff of which fix?'));
  const { session, fix } = chosen;
  const branch = chosen.branch === undefined ? (fix.folders[0] ?? '') : await chooseFolder(chosen, '');
  const { ladder } = await session.works();
  const { fixDiff } = await import('../../flow/fix-diff');
  const steps = await fixDiff(ladder, fix.name, branch);
  const target = { root: session.root, fix: fix.name, branch };
  const pairs = steps.map(({ oldPath, newPath, before, after }) => {
    const path = decode(newPath ?? oldPath ?? '');
    return {
      path,
      before: sideUri(target, before && oldPath !== undefined ? decode(oldPath) : path, 'before'),
      after: sideUri(target, path, 'after'),
      added: before === undefined,
      deleted: after === undefined,
    };
  });
  const [only] = pairs;
  if (only && pairs.length === 1) {
    const title = vscode.l10n.t('{0} ({1} on {2})', basename(only.path), fix.name, branch);
    await vscode.commands.executeCommand('vscode.diff', only.before, only.after, title, { preview: true });
    return;
  }
  const changes = pairs.map(({ before, after, added, deleted }) => [
    after,
    added ? undefined : before,
    deleted ? undefined : after,
  ]);
  await vscode.commands.executeCommand('vscode.changes', vscode.l10n.t('{0} on {1}', fix.title, branch), changes);
}

/** Opens what both sides say where a fix does not fit a branch. */
export async function showConflict(sessions: Sessions, argument: unknown): Promise<void> {
  const { session, fix, branch } = await chooseFix(
    sessions,
    argument,
    vscode.l10n.t('Show the conflict of which fix?'),
  );
  const stuck = fix.rows.filter(({ cell }) => needsPerson(cell.outcome));
  const row = stuck.find(({ cell }) => branch === undefined || cell.branch === branch);
  if (!row) {
    throw new Fault(
      'no-conflict',
      vscode.l10n.t('{0} is in conflict with no branch that was asked for.', fix.name),
      vscode.l10n.t('Refresh the view to see how it stands.'),
    );
  }
  const uri = conflictUri({ root: session.root, fix: fix.name, branch: row.cell.branch });
  await vscode.window.showTextDocument(uri, { preview: true });
}

/** Opens a review in the browser. */
export async function openReview(sessions: Sessions, argument: unknown): Promise<void> {
  const { fix, branch } = await chooseFix(sessions, argument, vscode.l10n.t('Open the review of which fix?'));
  const found = fix.rows.find(({ cell, review }) => review.review && (branch === undefined || cell.branch === branch));
  const address = found?.review.review?.url;
  if (address === undefined || !/^https?:\/\//.test(address)) throw noReview(fix.name);
  await vscode.env.openExternal(vscode.Uri.parse(address, true));
}
