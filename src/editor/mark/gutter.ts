// Draws marks into visible editors: an icon beside each line, and a stroke in the overview ruler.
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { LineRange } from '../../patch/types';
import type { Colour } from '../../review/look';
import { isOn } from '../session/settings';
import { summarize } from '../summary';
import { gutterLooks, gutterSvg } from './gutter-icons';
import type { MarkTracker } from './tracker';

/** Keeps the gutter of visible editors up to date; the decoration types are made when the first mark is shown. */
export function showGutter(tracker: MarkTracker): Disposable {
  const store = new DisposableStore();
  let types: Map<Colour, vscode.TextEditorDecorationType> | undefined;

  const draw = (editor: vscode.TextEditor) => {
    const marks = isOn('gutter.enabled', editor.document) ? (tracker.read(editor.document)?.marks ?? []) : [];
    if (marks.length === 0 && types === undefined) return;
    types ??= makeTypes(store);
    for (const [colour, type] of types) {
      const ranges = marks.flatMap(({ fix, ranges }) => (summarize(fix.rows).colour === colour ? ranges : []));
      editor.setDecorations(type, ranges.map(rangeOf));
    }
  };
  const drawAll = () => {
    for (const editor of vscode.window.visibleTextEditors) draw(editor);
  };
  store.add(tracker.onDidChange(drawAll));
  store.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('fishladder.gutter')) drawAll();
    }),
  );
  drawAll();
  return store;
}

/** Whole lines, from the first to the last. */
function rangeOf({ start, end }: LineRange): vscode.Range {
  return new vscode.Range(start, 0, Math.max(start, end - 1), 0);
}

function makeTypes(store: DisposableStore): Map<Colour, vscode.TextEditorDecorationType> {
  const colours = Object.keys(gutterLooks) as Colour[];
  return new Map(
    colours.map((colour) => {
      const type = vscode.window.createTextEditorDecorationType({
        isWholeLine: true,
        overviewRulerColor: new vscode.ThemeColor(colour),
        overviewRulerLane: vscode.OverviewRulerLane.Center,
        gutterIconSize: 'contain',
        light: { gutterIconPath: icon(colour, 'light') },
        dark: { gutterIconPath: icon(colour, 'dark') },
      });
      return [colour, store.add(type)];
    }),
  );
}

function icon(colour: Colour, ground: 'light' | 'dark'): vscode.Uri {
  const data = Buffer.from(gutterSvg(colour, ground)).toString('base64');
  return vscode.Uri.parse(`data:image/svg+xml;base64,${data}`);
}
