// Says what was done, and offers what can be done next.
import * as vscode from 'vscode';
import { plainText } from '../plain-text';

/** A button of a message: its title, the command behind it, and what the command is about. */
export type Next = [title: string, command: string, argument: unknown];

/** Says something with a button for each thing that can be done next; resolves once one was done, or the message is gone. */
export async function offerNext(
  words: string,
  next: readonly Next[],
  level: 'info' | 'warning' = 'info',
): Promise<void> {
  const show = level === 'info' ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const chosen = await show(plainText(words), ...next.map(([title]) => title));
  const found = next.find(([title]) => title === chosen);
  if (found) await vscode.commands.executeCommand(found[1], found[2]);
}
