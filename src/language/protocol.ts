// What the editor's client and the language server agree on.

/** The documents that the server looks at: patch files by their language or name, and quilt's series files. */
export const DOCUMENTS = [
  { scheme: 'file', language: 'diff' },
  { scheme: 'file', pattern: '**/*.patch' },
  { scheme: 'file', pattern: '**/series' },
];

/** True for a quilt series file, by its path or address. */
export function isSeries(path: string): boolean {
  return /(?:^|\/)series$/.test(path);
}
