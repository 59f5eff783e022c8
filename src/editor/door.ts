// The one way out for errors: every command goes through here, and each failure becomes one message.
import * as vscode from 'vscode';
import { asFault } from '../base/fault';
import { plainText } from './plain-text';

/** Runs something for the operator. What it throws is shown once; resolves to undefined then. */
export type Door = <T>(action: () => Promise<T>) => Promise<T | undefined>;

/** A door that writes to this log. */
export function createDoor(log: vscode.LogOutputChannel): Door {
  return async (action) => {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof vscode.CancellationError)) show(error, log);
      return undefined;
    }
  };
}

function show(error: unknown, log: vscode.LogOutputChannel): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log.error(text);
  const fault = asFault(error);
  const words = fault
    ? `${fault.message} ${fault.next}`
    : vscode.l10n.t('This should not have happened: {0}', error instanceof Error ? error.message : text);
  const showLog = vscode.l10n.t('Show Log');
  void vscode.window.showErrorMessage(plainText(words), showLog).then((chosen) => {
    if (chosen === showLog) log.show();
  });
}
