// A document's outline and folds as the protocol has them.
import { type DocumentSymbol, type FoldingRange, SymbolKind } from 'vscode-languageserver';
import { decode } from '../base/bytes';
import { parseSeries } from '../fix/series';
import { countLines } from '../patch/rows';
import { lineRange, lineStart, type Opened } from './opened';
import { type FileOutline, outline } from './outline';

/** The files of a patch with their hunks, or the patches of a series. */
export function symbolsOf(opened: Opened): DocumentSymbol[] {
  const at = (start: number, end: number) => {
    const range = lineRange(opened, start, end);
    return { range, selectionRange: { start: range.start, end: lineRange(opened, start, start + 1).end } };
  };
  if (!opened.patch)
    return parseSeries(opened.text).lines.flatMap(({ entry }, line) =>
      entry ? [{ name: decode(entry.file), kind: SymbolKind.File, ...at(line, line + 1) }] : [],
    );
  return filesOf(opened).map(({ name, change, start, end, hunks }) => ({
    name: name || '?',
    detail: change,
    kind: SymbolKind.File,
    ...at(start, end),
    children: hunks.map((hunk) => ({ name: hunk.name, kind: SymbolKind.Function, ...at(hunk.start, hunk.end) })),
  }));
}

/** The header, each file and each hunk can be folded. */
export function foldsOf(opened: Opened): FoldingRange[] {
  if (!opened.patch) return [];
  const header = { start: 0, end: countLines(opened.patch.reading.patch.preamble) };
  return [header, ...filesOf(opened).flatMap((file) => [file, ...file.hunks])]
    .filter(({ start, end }) => end > start + 1)
    .map(({ start, end }) => ({ startLine: lineStart(opened, start).line, endLine: lineStart(opened, end - 1).line }));
}

function filesOf({ patch }: Opened): FileOutline[] {
  return patch?.patch ? outline(patch.patch) : [];
}
