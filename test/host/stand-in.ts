// Answers what the extension asks of a person, and keeps what it tells them.
import * as vscode from 'vscode';

/** What was said so far, and the way back to the real window. */
export interface StandIn {
  errors: string[];
  infos: string[];
  warnings: string[];
  /** Titles of input boxes and quick picks that were shown. */
  asked: string[];
  restore(): void;
}

/** Input boxes get the answers in order, then none (as by Escape); quick picks get everything that was picked beforehand, or the first item. */
export function standIn(answers: readonly string[] = []): StandIn {
  const inputs = [...answers];
  const said: StandIn = { errors: [], infos: [], warnings: [], asked: [], restore: () => {} };
  const keep = (list: string[]) => (message: string) => {
    list.push(message);
    return Promise.resolve(undefined);
  };
  const replaced = {
    showErrorMessage: keep(said.errors),
    showInformationMessage: keep(said.infos),
    showWarningMessage: keep(said.warnings),
    showInputBox: ({ title = '' }: vscode.InputBoxOptions) => {
      said.asked.push(title);
      return Promise.resolve(inputs.shift());
    },
    showQuickPick: (items: vscode.QuickPickItem[], { title = '', canPickMany }: vscode.QuickPickOptions) => {
      said.asked.push(title);
      return Promise.resolve(canPickMany ? items.filter(({ picked }) => picked) : items[0]);
    },
  };
  const window = vscode.window as unknown as Record<string, unknown>;
  const real = Object.keys(replaced).map((name) => [name, window[name]] as const);
  Object.assign(window, replaced);
  said.restore = () => Object.assign(window, Object.fromEntries(real));
  return said;
}
