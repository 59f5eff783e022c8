// Shows that something takes its time, and lets the operator stop it.
import * as vscode from 'vscode';

/** One step done, in the words of the progress message. */
export type Report = (message: string) => void;

/** Runs a task under a notification with a Cancel button, which aborts the signal with a `CancellationError`. */
export function withCancel<T>(title: string, task: (signal: AbortSignal, report: Report) => Promise<T>): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  const running = vscode.window.withProgress(options, (progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort(new vscode.CancellationError()));
    return task(controller.signal, (message) => progress.report({ message }));
  });
  return Promise.resolve(running);
}
