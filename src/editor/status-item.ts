// The one item in the status bar: how many fixes the active repository has, and how many branches need the operator.
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { look } from '../review/look';
import type { Sessions } from './session/sessions';
import { needsYou } from './summary';

/** Shows the item wherever the active repository has fixes. */
export function showStatusItem(sessions: Sessions): Disposable {
  const store = new DisposableStore();
  const item = store.add(vscode.window.createStatusBarItem('fishladder.fixes', vscode.StatusBarAlignment.Left, 0));
  item.name = 'Fishladder';
  item.command = 'fishladder.tracker.focus';
  const update = () => {
    const fixes = sessions.active()?.view.fixes ?? [];
    if (fixes.length === 0) return item.hide();
    const waiting = fixes.flatMap(({ rows }) => rows).filter(needsYou).length;
    const words = [
      fixes.length === 1 ? vscode.l10n.t('1 fix') : vscode.l10n.t('{0} fixes', fixes.length),
      waiting > 0 && (waiting === 1 ? vscode.l10n.t('1 needs you') : vscode.l10n.t('{0} need you', waiting)),
    ].filter(Boolean);
    item.text = `$(${look('in-review').icon}) ${words.join(', ')}`;
    item.tooltip = vscode.l10n.t('Fishladder: show the fixes');
    item.accessibilityInformation = { label: `Fishladder: ${words.join(', ')}`, role: 'button' };
    item.show();
  };
  store.add(sessions.onDidChange(update));
  store.add(vscode.window.onDidChangeActiveTextEditor(update));
  update();
  return store;
}
