// CodeLenses over each hunk of a marked fix: how it stands, and what can be done with it.
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { look } from '../../review/look';
import { plainText } from '../plain-text';
import { isOn } from '../session/settings';
import type { FixView } from '../session/view';
import { summarize } from '../summary';
import type { Target } from '../target';
import type { MarkTracker } from './tracker';

/** Registers the lenses; they read what is known and ask nobody. */
export function registerLenses(tracker: MarkTracker): Disposable {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<void>());
  store.add(tracker.onDidChange(() => changed.fire()));
  store.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('fishladder.codeLens')) changed.fire();
    }),
  );
  const provideCodeLenses = (document: vscode.TextDocument) => {
    const found = isOn('codeLens.enabled', document) ? tracker.read(document) : undefined;
    return (found?.marks ?? []).flatMap(({ fix, ranges }) =>
      ranges.flatMap(({ start }) => lensesAt(start, fix, { root: found?.session.root ?? '', fix: fix.name })),
    );
  };
  store.add(
    vscode.languages.registerCodeLensProvider(
      { scheme: 'file' },
      { onDidChangeCodeLenses: changed.event, provideCodeLenses },
    ),
  );
  return store;
}

function lensesAt(line: number, fix: FixView, target: Target): vscode.CodeLens[] {
  const range = new vscode.Range(line, 0, line, 0);
  const lens = (title: string, command: string, tooltip: string) =>
    new vscode.CodeLens(range, { title, command, tooltip, arguments: [target] });
  return [
    lens(lensTitle(fix), 'fishladder.showDiff', vscode.l10n.t('Show the diff of this fix')),
    lens(vscode.l10n.t('Port'), 'fishladder.port', vscode.l10n.t('Carry this fix to upstream branches')),
    ...(fix.rows.some(({ standing }) => standing === 'not-submitted')
      ? [lens(vscode.l10n.t('Submit'), 'fishladder.submit', vscode.l10n.t('Put the patches of this fix up for review'))]
      : []),
    lens(vscode.l10n.t('Open Patch'), 'fishladder.openPatch', vscode.l10n.t('Open a patch of this fix')),
  ];
}

/** `Fix volume leak · master in review · 2 of 5 merged`. */
function lensTitle(fix: FixView): string {
  const { row, merged, total } = summarize(fix.rows);
  const parts = [
    plainText(fix.title),
    row && `${row.cell.branch} ${look(row.standing).word}`,
    total > 0 && vscode.l10n.t('{0} of {1} merged', merged, total),
  ];
  return parts.filter(Boolean).join(' · ');
}
