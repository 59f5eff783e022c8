// Saves documents whose files are about to be read.
import * as vscode from 'vscode';
import { Fault } from '../base/fault';

/** Saves a document if it has unsaved changes; true when it had some. Throws `not-saved`. */
export async function save(document: vscode.TextDocument): Promise<boolean> {
  if (!document.isDirty) return false;
  if (await document.save()) return true;
  throw new Fault(
    'not-saved',
    vscode.l10n.t('{0} could not be saved, and what counts is the saved file.', document.uri.fsPath),
    vscode.l10n.t('Save it first.'),
  );
}
