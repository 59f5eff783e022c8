// An open document as the features need it: read once a version, with the editor's own positions for its lines.
import { fileURLToPath } from 'node:url';
import type { Position, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Bytes, decode, encode } from '../base/bytes';
import type { Edit } from '../profile/check';
import { type PatchText, readPatchText } from './patch-text';
import { isSeries } from './protocol';

/** One version of a document. */
export interface Opened {
  document: TextDocument;
  version: number;
  text: Bytes;
  /** Undefined for a series. */
  patch: PatchText | undefined;
  /** The file's path; undefined for what is not on disk. */
  path: string | undefined;
  /** Where each line that ends in LF begins, as an offset in the editor's text. */
  starts: readonly number[];
}

/** How many documents stay read; the others are read again when they are asked about. */
const KEPT = 20;

/** Gives documents as `Opened`, and remembers the latest ones. */
export function createReader(): (document: TextDocument) => Opened {
  const known = new Map<string, Opened>();
  return (document) => {
    const found = known.get(document.uri);
    const opened = found?.document === document && found.version === document.version ? found : open(document);
    known.delete(document.uri);
    known.set(document.uri, opened);
    for (const uri of known.keys()) {
      if (known.size <= KEPT) break;
      known.delete(uri);
    }
    return opened;
  };
}

function open(document: TextDocument): Opened {
  const content = document.getText();
  const text = encode(content);
  const starts = [0];
  for (let at = content.indexOf('\n'); at >= 0; at = content.indexOf('\n', at + 1)) starts.push(at + 1);
  return {
    document,
    version: document.version,
    text,
    patch: isSeries(document.uri) ? undefined : readPatchText(text),
    path: document.uri.startsWith('file:') ? fileURLToPath(document.uri) : undefined,
    starts,
  };
}

/** The beginning of a line, 0-based; the end of the document for a line behind it. */
export function lineStart({ document, starts }: Opened, line: number): Position {
  return document.positionAt(starts[line] ?? document.getText().length);
}

/** The lines from `start` to before `end` without the last one's ending. */
export function lineRange(opened: Opened, start: number, end: number): Range {
  const { document, starts } = opened;
  const stop = starts[Math.max(end, start + 1)];
  const last = stop === undefined ? document.getText().length : stop - 1;
  return { start: lineStart(opened, start), end: document.positionAt(last) };
}

/** Edits of lines as the editor makes them. */
export function textEdits(opened: Opened, edits: readonly Edit[]) {
  return edits.map(({ start, end, text }) => ({
    range: { start: lineStart(opened, start), end: lineStart(opened, end) },
    newText: decode(text),
  }));
}
