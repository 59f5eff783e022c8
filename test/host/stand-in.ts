// Answers what the extension asks of a person, and keeps what it tells them.
import * as vscode from 'vscode';

/** What was said so far, and the way back to the real window. */
export interface StandIn {
  errors: string[];
  infos: string[];
  warnings: string[];
  /** Titles of input boxes and quick picks that were shown. */
  asked: string[];
  /** The buttons of all messages. */
  buttons: string[];
  restore(): void;
}

/** A button that a person presses in any message that has it. */
type Press = (buttons: readonly string[]) => string | undefined;

/**
 * Input boxes get the answers in order, then none (as by Escape). Quick picks get the item whose label has the next of `picks` in it,
 * then everything that was picked beforehand, or the first item; `button: TITLE` presses a button of the pick. Messages with one of the buttons in `presses` get that one.
 */
export function standIn(
  answers: readonly string[] = [],
  picks: readonly string[] = [],
  presses: readonly string[] = [],
): StandIn {
  const [inputs, labels] = [[...answers], [...picks]];
  const said: StandIn = { errors: [], infos: [], warnings: [], asked: [], buttons: [], restore: () => {} };
  const press: Press = (buttons) => buttons.find((button) => presses.includes(button));
  const keep =
    (list: string[]) =>
    (message: string, ...rest: (string | vscode.MessageOptions)[]) => {
      list.push([message, ...rest.flatMap((each) => (typeof each === 'string' ? [] : (each.detail ?? [])))].join('\n'));
      const buttons = rest.filter((each) => typeof each === 'string');
      said.buttons.push(...buttons);
      return Promise.resolve(press(buttons));
    };
  const replaced = {
    showErrorMessage: keep(said.errors),
    showInformationMessage: keep(said.infos),
    showWarningMessage: keep(said.warnings),
    showInputBox: ({ title = '' }: vscode.InputBoxOptions) => {
      said.asked.push(title);
      return Promise.resolve(inputs.shift());
    },
    createQuickPick: () => personalPick(said, () => labels.shift()),
    showQuickPick: (items: vscode.QuickPickItem[], { title = '', canPickMany }: vscode.QuickPickOptions) => {
      said.asked.push(title);
      const label = labels.shift();
      if (label !== undefined) return Promise.resolve(items.find((item) => item.label.includes(label)));
      return Promise.resolve(canPickMany ? items.filter(({ picked }) => picked) : items[0]);
    },
  };
  const window = vscode.window as unknown as Record<string, unknown>;
  const real = Object.keys(replaced).map((name) => [name, window[name]] as const);
  Object.assign(window, replaced);
  said.restore = () => Object.assign(window, Object.fromEntries(real));
  return said;
}

/** A quick pick of many that is answered as soon as it is shown: a button, the named items, or what was picked beforehand. */
function personalPick(said: StandIn, next: () => string | undefined) {
  const listeners = new Map<string, (value: unknown) => void>();
  const on = (name: string) => (listener: (value: unknown) => void) => void listeners.set(name, listener);
  const pick = {
    ...{ title: '', items: [] as vscode.QuickPickItem[], selectedItems: [] as vscode.QuickPickItem[] },
    buttons: [] as vscode.QuickInputButton[],
    onDidAccept: on('accept'),
    onDidHide: on('hide'),
    onDidTriggerButton: on('button'),
    dispose: () => {},
    show: () => {
      said.asked.push([pick.title, ...pick.items.map(({ label }) => label)].join('\n'));
      const label = next();
      const button = pick.buttons.find(({ tooltip }) => label === `button: ${tooltip}`);
      if (button) return listeners.get('button')?.(button);
      if (label === '') return listeners.get('hide')?.(undefined);
      if (label !== undefined) pick.selectedItems = pick.items.filter((item) => item.label.includes(label));
      listeners.get('accept')?.(undefined);
    },
  };
  return pick;
}
