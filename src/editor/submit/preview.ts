// Read-only documents that hold a text made once, such as what is about to leave the machine; they do not outlive the window.
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';

/** Shows texts in documents of their own. */
export interface Previews extends Disposable {
  /** Opens a text beside the focus; `name` is what its tab says, with the ending that has VS Code colour it as a diff. */
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
      provideTextDocumentContent: ({ query }) => texts.get(query),
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
      const document = await vscode.workspace.openTextDocument(
        vscode.Uri.from({ scheme: SCHEME, path: `/${name}.diff`, query }),
      );
      await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
    },
    dispose: () => store.dispose(),
  };
}
