// Code actions: the remedy of each problem at a place, all safe ones at once, and the header in another form.

import { pathToFileURL } from 'node:url';
import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver';
import { decode, splitLines } from '../base/bytes';
import type { Ground } from '../fix/ground';
import type { Edit } from '../profile/check';
import { mendingEdits } from './lint';
import { lineRange, type Opened, textEdits } from './opened';
import type { Problem } from './problem';
import { headerRewrites } from './rewrite';

/** The kind under which clients run all safe repairs, on save say. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.fishladder`;

/** The actions for a range of a document, given its problems. */
export function codeActions(opened: Opened, range: Range, problems: readonly Problem[], ground: Ground): CodeAction[] {
  const { document } = opened;
  const here = (edits: readonly Edit[]) => ({ changes: { [document.uri]: textEdits(opened, edits) } });
  const quick = problems.flatMap((problem): CodeAction[] => {
    const { remedy, start, end } = problem;
    const place = lineRange(opened, start, end);
    if (!remedy || place.end.line < range.start.line || place.start.line > range.end.line) return [];
    const edit = remedy.of === 'series' ? seriesEdit(opened, remedy.edits, ground) : here(remedy.edits);
    return edit ? [{ title: remedy.title, kind: CodeActionKind.QuickFix, isPreferred: remedy.safe, edit }] : [];
  });
  const all = mendingEdits(problems, []);
  const fixAll = all.length > 0 ? [{ title: 'Repair all that is safe', kind: FIX_ALL, edit: here(all) }] : [];
  const rewrites = (opened.patch ? headerRewrites(opened.patch) : []).map(({ title, edit }) => ({
    title,
    kind: CodeActionKind.RefactorRewrite,
    edit: here([edit]),
  }));
  return [...onceEach(quick), ...fixAll, ...rewrites];
}

function onceEach(actions: readonly CodeAction[]): CodeAction[] {
  const keys = actions.map((action) => JSON.stringify([action.title, action.edit]));
  return actions.filter((_, i) => keys.indexOf(keys[i] as string) === i);
}

/** Edits of the series that the patch belongs to, which lies where the patch's entry begins. */
function seriesEdit({ path }: Opened, edits: readonly Edit[], { series }: Ground) {
  if (path === undefined || !series) return undefined;
  const file = `${path.slice(0, path.length - decode(series.entry).length)}series`;
  const last = splitLines(series.text).at(-1) ?? '';
  const changes = edits.map(({ start, end, text }) => {
    const isOpen = !last.endsWith('\n') && last !== '';
    const at =
      isOpen && start > 0 ? { line: start - 1, character: decode(last).length } : { line: start, character: 0 };
    return { range: { start: at, end: start === end ? at : { line: end, character: 0 } }, newText: decode(text) };
  });
  return { changes: { [pathToFileURL(file).href]: changes } };
}
