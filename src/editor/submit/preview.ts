// Read-only documents that hold a text made once, such as what is about to leave the machine; they do not outlive the window.
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';

/** Shows texts in documents of their own. */
export interface Previews extends Disposable {
  /** Opens a text beside the focus, coloured as a diff; `name` is what its tab says. */
  show(name: string, text: string): Promise<void>;
}

const SCHEME = 'fishladder-preview';

/** Registers the provider. A document's text goes with its last editor. */
export function createPreviews(): Previews {
  const store = new DisposableStore();
  const texts = new Map<string, string>();
  let count = 0;
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: ({ query }) => texts.get(query) ?? '',
    }),
  );
  store.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === SCHEME) texts.delete(uri.query);
    }),
  );
  return {
    async show(name, text) {
      const query = `${++count}`;
      texts.set(query, text);
      const opened = await vscode.workspace.openTextDocument(
        vscode.Uri.from({ scheme: SCHEME, path: `/${name}`, query }),
      );
      const document = await vscode.languages.setTextDocumentLanguage(opened, 'diff');
      texts.set(query, text);
      await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
    },
    dispose: () => store.dispose(),
  };
}
