// One file's outcome as JSON. Lines of files count from 1.
import { type Bytes, decode } from '../base/bytes';
import { doubtWords } from '../flow/evidence-words';
import { fileWords } from '../flow/words';
import type { Adaptation, Rival } from '../port/adapt/adapt';
import { levelOf } from '../port/adapt/level';
import { type Anchor, type Evidence, evidenceOf } from '../port/evidence';
import type { ConflictRegion } from '../port/merge';
import type { ConflictReason, FileOutcome } from '../port/types';

/** What became of a file: why, and each settled hunk with its evidence, or each region that is left. */
export async function fileJson(file: FileOutcome): Promise<object> {
  const from = 'from' in file && file.from !== undefined ? { from: decode(file.from) } : {};
  const base = { path: decode(file.path), outcome: file.kind, ...from };
  switch (file.kind) {
    case 'already-there':
    case 'clean':
      return base;
    case 'adapted':
    case 'proposed': {
      const evidence = await evidenceOf(file);
      const hunks = file.hunks.map((hunk, number) => hunkJson(hunk, evidence[number]));
      return { ...base, reason: fileWords(file), ...trustJson(file.trust), hunks };
    }
    case 'conflict':
      return { ...base, reason: fileWords(file), ...regionsJson(file.reason) };
    case 'refused':
      return { ...base, reason: fileWords(file) };
  }
}

/** The places where git's merge stops, each with its three sides; with a limit in bytes, a file with more gives only their lines. */
export function regionsJson(reason: ConflictReason, most = Number.POSITIVE_INFINITY): object {
  if (reason.kind !== 'content') return {};
  const size = reason.regions.flatMap(({ base, ours, theirs }) => [...base, ...ours, ...theirs]).join('').length;
  return { regions: reason.regions.map(size <= most ? regionJson : ({ line }) => ({ line: line + 1 })) };
}

/** A chance in hundredths. */
export function hundredths(chance: number): number {
  return Number(chance.toFixed(2));
}

function trustJson(trust: number | undefined): object {
  return trust === undefined ? {} : { trust: hundredths(trust) };
}

function hunkJson(hunk: Adaptation, evidence: Evidence | undefined): object {
  return {
    ...regionJson({ ...hunk, line: hunk.start }),
    result: texts(hunk.lines),
    confidence: hundredths(hunk.chance),
    level: levelOf(hunk),
    doubts: doubtWords(hunk),
    strategies: hunk.strategies,
    ...(evidence ? evidenceJson(evidence) : {}),
    rivals: hunk.rivals,
    others: hunk.others.map(rivalJson),
  };
}

function evidenceJson({ above, below, scope, differs }: Evidence): object {
  return {
    anchors: { ...(above ? { above: anchorJson(above) } : {}), ...(below ? { below: anchorJson(below) } : {}) },
    scope: { source: decode(scope.source), target: decode(scope.target) },
    differs: { source: texts(differs.source), target: texts(differs.target) },
  };
}

function anchorJson({ line, text, unique }: Anchor): object {
  return { line: line + 1, text: decode(text), unique };
}

/** `replaces`: of so many lines of the branch, from `line` on, the result takes the place. */
function rivalJson({ start, end, lines, strategies, chance }: Rival): object {
  return { line: start + 1, replaces: end - start, result: texts(lines), confidence: hundredths(chance), strategies };
}

function regionJson({ line, base, ours, theirs }: ConflictRegion): object {
  return { line: line + 1, base: texts(base), ours: texts(ours), theirs: texts(theirs) };
}

function texts(lines: readonly Bytes[]): string[] {
  return lines.map(decode);
}
