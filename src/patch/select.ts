// Takes only some of a file's changes: those that touch given lines.
import type { Bytes } from '../base/bytes';
import { splitLines } from '../base/bytes';
import { type Change, diffLines } from './difflines';
import { hunkLine, makeHunk } from './format';
import { statedLine } from './hunk-side';
import type { FilePatch, HunkLine } from './types';

/** Lines of the changed file, 1-based, both ends included. */
export interface LineSpan {
  from: number;
  to: number;
}

/**
 * The content that `before` has when only those changes towards `after` are made that touch the spans (lines of `after`).
 * A pure deletion touches the line before and the line after it.
 */
export function selectContent(before: Bytes, after: Bytes, spans: readonly LineSpan[]): Bytes {
  const [a, b] = [splitLines(before), splitLines(after)];
  const chosen = diffLines(a, b).filter((change) => touches(change.bStart, change.bEnd, spans));
  return applyChanges(a, b, chosen).join('');
}

/** The lines of `before` with these changes towards `after` made; the changes are in order, as `diffLines` gives them. */
export function applyChanges(before: readonly Bytes[], after: readonly Bytes[], changes: readonly Change[]): Bytes[] {
  const parts: Bytes[][] = [];
  let at = 0;
  for (const change of changes) {
    parts.push(before.slice(at, change.aStart), after.slice(change.bStart, change.bEnd));
    at = change.aEnd;
  }
  return [...parts, before.slice(at)].flat();
}

/**
 * A patch with only those changes of this one that touch the spans (lines of the patched file), each run of changed lines
 * decided for itself; it applies alone to the same text, with at most `context` lines around a change. It has no `index`
 * line, for the content it leads to has no known id: to have one, apply it and create the patch again.
 */
export function selectHunks(file: FilePatch, spans: readonly LineSpan[], context = 3): FilePatch {
  const { oldId: _, newId: __, ...rest } = file;
  const selected: FilePatch = { ...rest, header: file.header.filter((line) => !line.startsWith('index ')), hunks: [] };
  let shift = 0;
  for (const hunk of file.hunks) {
    const lines = chooseRuns(hunk.lines, statedLine(hunk, 'new'), spans);
    let oldLine = statedLine(hunk, 'old');
    let seen = 0;
    for (const { start, end } of windows(lines, context)) {
      oldLine += start - seen;
      const part = makeHunk(oldLine, oldLine + shift, hunk.section, lines.slice(start, end));
      selected.hunks.push(part);
      shift += part.newCount - part.oldCount;
      oldLine += part.oldCount;
      seen = end;
    }
  }
  return selected;
}

/** Unchosen additions go, unchosen deletions become context. `at` is the 0-based new line of the first hunk line. */
function chooseRuns(lines: readonly HunkLine[], at: number, spans: readonly LineSpan[]): HunkLine[] {
  const parts: HunkLine[][] = [];
  let line = at;
  for (let next = 0; next < lines.length; ) {
    const length = runLength(lines, next);
    const run = lines.slice(next, next + Math.max(1, length));
    const added = run.filter(({ kind }) => kind !== 'delete').length;
    const chosen = length === 0 || touches(line, line + added, spans);
    parts.push(chosen ? run : run.filter(({ kind }) => kind === 'delete').map(({ text }) => hunkLine('context', text)));
    line += added;
    next += run.length;
  }
  return parts.flat();
}

function runLength(lines: readonly HunkLine[], from: number): number {
  let end = from;
  while (end < lines.length && lines[end]?.kind !== 'context') end++;
  return end - from;
}

/** The parts of a hunk to keep: each change with its context, joined where they meet. 0-based, half-open. */
function windows(lines: readonly HunkLine[], context: number): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.kind === 'context') continue;
    const [start, end] = [Math.max(0, at - context), Math.min(lines.length, at + context + 1)];
    const last = found.at(-1);
    if (last !== undefined && start <= last.end) last.end = end;
    else found.push({ start, end });
  }
  return found;
}

/** Whether changed lines (0-based, half-open; empty for a deletion before `start`) touch one of the spans. */
function touches(start: number, end: number, spans: readonly LineSpan[]): boolean {
  const [from, to] = end > start ? [start + 1, end] : [start, start + 1];
  return spans.some((span) => span.from <= to && span.to >= from);
}
