// The one way out for errors: every command goes through here, and each failure becomes one message.
import * as vscode from 'vscode';
import { asFault, logText } from '../base/fault';
import { plainText } from './plain-text';

/** Runs something for the operator. What it throws is shown once; resolves to undefined then. */
export type Door = <T>(action: () => Promise<T>) => Promise<T | undefined>;

/** What a door needs of the log. */
export type DoorLog = Pick<vscode.LogOutputChannel, 'info' | 'error' | 'show'>;

/** A door that writes to this log. */
export function createDoor(log: DoorLog): Door {
  return async (action) => {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof vscode.CancellationError)) show(error, log);
      return undefined;
    }
  };
}

/** A fault is the operator's affair; only what is none is an error of the program. */
function show(error: unknown, log: DoorLog): void {
  const fault = asFault(error);
  if (fault) log.info(logText(fault));
  else log.error(logText(error));
  const words = fault
    ? `${fault.message} ${fault.next}`
    : vscode.l10n.t('This should not have happened: {0}', error instanceof Error ? error.message : String(error));
  const [showLog, signIn] = [vscode.l10n.t('Show Log'), vscode.l10n.t('Sign In')];
  const host = fault?.code === 'forge-forbidden' && 'host' in fault ? fault.host : undefined;
  const buttons = host === undefined ? [showLog] : [signIn, showLog];
  void vscode.window.showErrorMessage(plainText(words), ...buttons).then((chosen) => {
    if (chosen === showLog) log.show();
    if (chosen === signIn) void vscode.commands.executeCommand('fishladder.signIn', host);
  });
}
