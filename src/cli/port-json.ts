// What `fishladder port --json` prints.
import { type Bytes, decode } from '../base/bytes';
import { type PortCell, prerequisitesOf } from '../flow/cell';
import type { Explanation } from '../flow/explain';
import type { PortPlan, WrittenPatches } from '../flow/port';
import { doubtWords, fileWords, unchainedWords, warningsOf, warningWords } from '../flow/words';
import type { Adaptation } from '../port/adapt/adapt';
import { levelOf } from '../port/adapt/level';
import type { ConflictRegion } from '../port/merge';
import type { FileOutcome } from '../port/types';

/** The plan and what was written of it, as one line of JSON. Lines of files count from 1. */
export function portJson(
  plan: PortPlan,
  written: WrittenPatches,
  explained: ReadonlyMap<PortCell, Explanation>,
): string {
  const cells = plan.cells.map((cell) => ({
    fix: cell.fix,
    branch: cell.branch,
    outcome: cell.outcome.kind,
    ...proofJson(cell),
    ...('via' in cell.outcome ? { via: cell.outcome.via } : {}),
    files: 'files' in cell.outcome ? cell.outcome.files.map(fileJson) : [],
    ...(explained.has(cell) ? { leansOn: explained.get(cell) } : {}),
    warnings: warningsOf(cell.outcome).map(warningWords),
    ...(cell.later?.length ? { later: cell.later } : {}),
    ...firstJson(cell, written),
    written: written.get(cell) ?? 'nothing',
  }));
  return `${JSON.stringify({ cells, notes: plan.notes })}\n`;
}

/** What goes before the fix, or why nothing does. */
function firstJson({ outcome, unchained }: PortCell, written: WrittenPatches): object {
  const prerequisites = prerequisitesOf(outcome).map((patch) => ({
    patch: patch.name,
    commit: patch.commit,
    subject: patch.subject,
    lines: patch.lines,
    warnings: patch.warnings.map(warningWords),
    ...(patch.later.length > 0 ? { later: patch.later } : {}),
    written: written.get(patch) ?? 'nothing',
  }));
  return {
    ...(prerequisites.length > 0 ? { prerequisites } : {}),
    ...(unchained ? { withoutPrerequisites: unchainedWords(unchained) } : {}),
  };
}

function proofJson({ outcome }: PortCell): object {
  if (outcome.kind !== 'already-there') return {};
  if (!('commit' in outcome)) return { proof: outcome.proof, ...(outcome.since ? { since: outcome.since } : {}) };
  const { proof, commit, likeness } = outcome;
  return { proof, commit, changed: likeness === 'changed' };
}

function fileJson(file: FileOutcome): object {
  const from = 'from' in file && file.from !== undefined ? { from: decode(file.from) } : {};
  const base = { path: decode(file.path), outcome: file.kind, ...from };
  switch (file.kind) {
    case 'already-there':
    case 'clean':
      return base;
    case 'adapted':
    case 'proposed':
      return { ...base, reason: fileWords(file), ...trustJson(file.trust), hunks: file.hunks.map(hunkJson) };
    case 'conflict': {
      const regions = file.reason.kind === 'content' ? { regions: file.reason.regions.map(regionJson) } : {};
      return { ...base, reason: fileWords(file), ...regions };
    }
    case 'refused':
      return { ...base, reason: fileWords(file) };
  }
}

function trustJson(trust: number | undefined): object {
  return trust === undefined ? {} : { trust: Number(trust.toFixed(2)) };
}

function hunkJson(hunk: Adaptation): object {
  return {
    ...regionJson({ ...hunk, line: hunk.start }),
    result: texts(hunk.lines),
    confidence: Number(hunk.chance.toFixed(2)),
    level: levelOf(hunk),
    doubts: doubtWords(hunk),
    strategies: hunk.strategies,
    rivals: hunk.rivals,
  };
}

function regionJson({ line, base, ours, theirs }: ConflictRegion): object {
  return { line: line + 1, base: texts(base), ours: texts(ours), theirs: texts(theirs) };
}

function texts(lines: readonly Bytes[]): string[] {
  return lines.map(decode);
}
