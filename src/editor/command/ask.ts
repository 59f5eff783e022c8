// Asks the operator what a new fix is called, and which bugs it closes.
import * as vscode from 'vscode';
import { Fault } from '../../base/fault';
import type { Ladder } from '../../flow/ladder';

/** Longer titles are allowed, but git log and reviewers cut them. */
const LONG = 72;

/** The two answers. Throws `CancellationError` when the operator leaves. */
export async function askTitleAndBugs({ profile }: Ladder): Promise<{ title: string; bugs: string[] }> {
  const title = await ask({
    title: vscode.l10n.t('Mark Fix (1/2)'),
    prompt: vscode.l10n.t('What does the fix mend? One line, as the first line of a commit message.'),
    placeHolder: vscode.l10n.t('Fix volume leak when a detach fails'),
    validateInput: titleProblem,
  });
  const bugs = await ask({
    title: vscode.l10n.t('Mark Fix (2/2)'),
    prompt: vscode.l10n.t('Numbers or addresses of bugs that it closes, with spaces between them. May be empty.'),
    placeHolder: '2012345',
    validateInput: (value) => bugProblem(wordsOf(value), profile),
  });
  return { title: title.trim(), bugs: wordsOf(bugs) };
}

async function ask(options: vscode.InputBoxOptions): Promise<string> {
  const answer = await vscode.window.showInputBox(options);
  if (answer === undefined) throw new vscode.CancellationError();
  return answer;
}

function titleProblem(value: string): string | vscode.InputBoxValidationMessage | undefined {
  const { length } = value.trim();
  if (length === 0) return vscode.l10n.t('A fix needs a title.');
  if (length <= LONG) return undefined;
  const message = vscode.l10n.t('{0} characters; titles up to {1} are shown whole everywhere.', length, LONG);
  return { message, severity: vscode.InputBoxValidationSeverity.Info };
}

/** A bug is wrong when no message can be written with it. */
function bugProblem(bugs: readonly string[], profile: Ladder['profile']): string | undefined {
  try {
    profile.message({ title: 'fix', description: '', bugs, signer: { name: '', email: '' }, committerLine: '' });
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return `${error.message} ${error.next}`;
    throw error;
  }
}

function wordsOf(value: string): string[] {
  return value.split(/[\s,]+/).filter(Boolean);
}
