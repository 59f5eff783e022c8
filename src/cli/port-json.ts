// What `fishladder port --json` prints.
import { decode } from '../base/bytes';
import { type PortCell, prerequisitesOf } from '../flow/cell';
import type { Explanation } from '../flow/explain';
import type { PortPlan, WrittenPatches } from '../flow/port';
import { unchainedWords, warningsOf, warningWords } from '../flow/words';
import { fileJson } from './file-json';

/** The plan and what was written of it, as one line of JSON. Lines of files count from 1. */
export async function portJson(
  plan: PortPlan,
  written: WrittenPatches,
  explained: ReadonlyMap<PortCell, Explanation>,
): Promise<string> {
  const made = plan.cells.map(async (cell) => ({
    fix: cell.fix,
    branch: cell.branch,
    outcome: cell.outcome.kind,
    ...proofJson(cell),
    ...('via' in cell.outcome ? { via: cell.outcome.via } : {}),
    files: 'files' in cell.outcome ? await Promise.all(cell.outcome.files.map(fileJson)) : [],
    ...leansOnJson(explained.get(cell)),
    warnings: warningsOf(cell.outcome).map(warningWords),
    ...(cell.later?.length ? { later: cell.later } : {}),
    ...firstJson(cell, written),
    written: written.get(cell) ?? 'nothing',
  }));
  const cells = await Promise.all(made);
  return `${JSON.stringify({ cells, notes: plan.notes })}\n`;
}

/** What the fix leans on, where that was asked. */
function leansOnJson(explanation: Explanation | undefined): object {
  if (!explanation) return {};
  const lacks = explanation.lacks.map((lack) => ({ ...lack, paths: lack.paths.map(decode) }));
  return { leansOn: { ...explanation, lacks } };
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
