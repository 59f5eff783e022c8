// Ports one fix onto one branch and composes the patch that its series gets.
import type { Bytes } from '../base/bytes';
import { dayOf } from '../fix/date';
import { composeFix, readFix } from '../fix/document';
import type { UpstreamBranch } from '../git/git';
import type { Lineage } from '../lineage/lineage';
import { sameChange } from '../patch/same-change';
import type { FilePatch } from '../patch/types';
import type { Resolutions } from '../port/memory';
import { portSteps } from '../port/port';
import type { FileOutcome, Snapshot } from '../port/types';
import { findWarnings } from '../port/warn/warn';
import type { CellOutcome } from './cell';
import type { FixSource } from './fix-source';
import type { Ladder } from './ladder';
import { originField } from './origin';
import { filePatches } from './outcome-patch';
import type { FindUpstream } from './upstream';

/** What is known before anything is ported: the history, upstream's branches (newest first), and what people made of conflicts. */
export interface Background {
  lineage: Lineage;
  branches: readonly UpstreamBranch[];
  resolutions: Resolutions;
}

/** The same, and where a branch's commits that are fixes are looked up. */
export interface Known extends Background {
  upstream: FindUpstream;
}

/** The outcome of a fix on a branch whose files are `top`; `queued` is the patch that the queue has for it, if any. */
export async function portFix(
  ladder: Ladder,
  source: FixSource,
  branch: UpstreamBranch,
  top: Snapshot,
  queued: Bytes | undefined,
  { upstream, resolutions }: Known,
): Promise<CellOutcome> {
  const { git } = ladder;
  const result = await portSteps({
    steps: source.steps,
    base: source.base,
    target: top,
    renames: () => git.renames(source.commit, branch.commit),
    hash: (content) => git.objects.hash('blob', content),
    adapt: true,
    resolutions,
  });
  const merged = await upstream(source);
  if (merged) return { kind: 'already-there', ...merged };
  if (result.outcome === 'already-there') return { kind: 'already-there', proof: 'content' };
  if (result.outcome === 'conflict' || result.outcome === 'refused')
    return { kind: result.outcome, files: result.files };
  const place = { branch: branch.name, contested: contestedPaths(result.files), queued };
  const text = composePort(ladder, source, await filePatches(result.files, top), place);
  const warnings = await findWarnings(source.steps, result.files, source.base, top);
  const kind = result.outcome === 'proposed' && text === queued ? 'adapted' : result.outcome;
  return { kind, files: result.files, text, warnings };
}

/** The files that git's merge does not settle, whatever did. */
export function contestedPaths(files: readonly FileOutcome[]): Bytes[] {
  return files.flatMap(({ kind, path }) =>
    kind === 'adapted' || kind === 'proposed' || kind === 'conflict' ? [path] : [],
  );
}

/** Where a patch goes: the branch, the files that git does not merge there, and the patch that the queue has for it. */
export interface PatchPlace {
  branch: string;
  contested: readonly Bytes[];
  queued: Bytes | undefined;
}

/**
 * The patch with this diff, whose message names the files in conflict as the community does; the queued one again, `Last-Update`
 * included, where nothing else would change.
 */
export function composePort(
  ladder: Ladder,
  source: FixSource,
  files: readonly FilePatch[],
  { branch, contested, queued }: PatchPlace,
): Bytes {
  const { author, life, others, files: original } = source.document;
  const conflict = contested.length > 0 ? { conflict: { files: contested, note: '' } } : {};
  const message = ladder.profile.ported(source.document.message, { branch, picked: [], signer: author, ...conflict });
  const compose = (lastUpdate: string) =>
    composeFix({
      author,
      message,
      life: { ...life, origin: originField(life.origin, !sameChange(files, original)), lastUpdate },
      others,
      files,
    });
  const before = queued === undefined ? undefined : compose(readFix(queued, source.name).life.lastUpdate);
  return before === queued && before !== undefined ? before : compose(dayOf(ladder.host.now()));
}
