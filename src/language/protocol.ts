// What the editor's client and the language server agree on.

/** The documents that the server looks at: patch files by their language or name, and quilt's series files. */
export const DOCUMENTS = [
  { scheme: 'file', language: 'diff' },
  { scheme: 'file', pattern: '**/*.patch' },
  { scheme: 'file', pattern: '**/series' },
];

/** What a client may say when it starts the server; without it git may run, with what git's configuration says. */
export interface ServerOptions {
  /** False where the workspace is not trusted: then no git process runs. */
  mayRunGit: boolean;
  /** What is set in the editor, as the terminal's options would. */
  settings: Record<string, string>;
}

/** The notification by which a client replaces its `ServerOptions`. */
export const OPTIONS_CHANGED = 'fishladder/options';

/** True for a quilt series file, by its path or address. */
export function isSeries(path: string): boolean {
  return /(?:^|\/)series$/.test(path);
}
