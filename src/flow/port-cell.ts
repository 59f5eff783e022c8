// Ports one fix onto one branch, from the form that fits best.
import type { Bytes } from '../base/bytes';
import { isUntouched } from '../fix/digest';
import type { UpstreamBranch } from '../git/git';
import type { StuckPort } from '../lineage/lacking';
import type { FileOutcome, Snapshot } from '../port/types';
import {
  type CellOutcome,
  isAccepted,
  isContested,
  isSettledByHand,
  needsPerson,
  type PortCell,
  writableText,
} from './cell';
import type { FixSource } from './fix-source';
import { type Held, heldFiles } from './held';
import type { Ladder } from './ladder';
import { type Landed, rankOf, restsOn, type Sibling } from './landed';
import { mergedSources } from './merged';
import { sameFiles } from './outcome-patch';
import { portChain } from './port-chain';
import { type Known, portFix } from './port-fix';

/**
 * What a cell was made from: the form of the fix, what became of its files, the branch's files below the patch, and the patch
 * that the queue had for it.
 */
export interface Ground {
  queued?: Bytes;
  source: FixSource;
  files: readonly FileOutcome[];
  below: Snapshot;
  /** Files that a person settled, which the queue's patch does not apply to any more. */
  lost?: readonly Bytes[];
}

/** What may be done where the release's form of a fix is not clean: other forms to port from, and what it leans on to go first. */
export interface Helps {
  siblings: readonly Sibling[];
  chains: boolean;
}

/** Where a fix is ported: the branch, its files below the fix, and the patch that the queue has for it there. */
export interface Spot {
  ladder: Ladder;
  branch: UpstreamBranch;
  top: Snapshot;
  text: Bytes | undefined;
  known: Known;
  signal: AbortSignal | undefined;
}

/** An outcome and what it was made from. */
interface Ported {
  outcome: CellOutcome;
  ground: Ground;
}

/** The cell of a fix, and what it was made from. Throws `identity-missing` where a chain is made, and the signal's reason. */
export async function portCell(
  spot: Spot,
  source: FixSource,
  helps: Helps,
): Promise<{ cell: PortCell; ground: Ground }> {
  const { branch, text, top } = spot;
  const cell = { fix: source.name, branch: branch.name };
  const before = text === undefined ? {} : { queued: text };
  const home = { source, files: [], below: top, ...before };
  if (source.folder === branch.name && source.contained)
    return { cell: { ...cell, outcome: { kind: 'already-there', proof: 'content' }, patch: 'current' }, ground: home };
  if (source.folder === branch.name) {
    const outcome: CellOutcome = { kind: 'clean', files: [], text: text ?? '', warnings: [] };
    return { cell: { ...cell, outcome, patch: 'current' }, ground: home };
  }
  const { holds, resolutions } = spot.known;
  const held = await heldFiles(
    spot.ladder,
    source,
    { branch: branch.name, top, text },
    holds ? resolutions : new Map(),
  );
  const best = await bestOutcome(spot, source, helps.siblings, held.files);
  const edited = text !== undefined && !isUntouched(text);
  const isOpen = isContested(best.outcome) && !isSettledByHand(best.outcome) && !edited;
  const { unchained, outcome, ground } = isOpen && helps.chains ? await chained(spot, best) : { ...best };
  const patch = patchState(text, outcome);
  const all = await spot.known.later(source);
  const later = outcome.kind === 'already-there' ? all.filter(({ branches }) => !branches.includes(branch.name)) : all;
  return {
    cell: { ...cell, outcome, patch, later, ...(unchained ? { unchained } : {}) },
    ground: { ...ground, ...before, ...(held.lost.length > 0 ? { lost: held.lost } : {}) },
  };
}

/** What the queue has for a cell: `text` is the patch there, if any. */
export function patchState(text: Bytes | undefined, outcome: CellOutcome): PortCell['patch'] {
  if (text === undefined) return 'none';
  if (outcome.kind === 'already-there') return 'left-over';
  if (!isUntouched(text)) return 'edited';
  const fresh = writableText(outcome);
  return fresh !== undefined && fresh !== text ? 'stale' : 'current';
}

/**
 * The outcome of the release's form of the fix; kept where its patch lies in the queue already. A form that upstream has merged and that
 * is nearer goes before it, where it settles all. Where git does not merge the release's, and no person did, the nearest other one
 * that upstream has merged is taken, else a sibling's in the queue, if git merges it, and if that one was not made from this branch's own.
 */
async function bestOutcome(
  spot: Spot,
  source: FixSource,
  siblings: readonly Sibling[],
  held: Held['files'],
): Promise<Ported> {
  const { ladder, branch, top, text, known } = spot;
  const portForm = async (form: FixSource): Promise<Ported> => {
    const outcome = await portFix(ladder, form, branch, top, text, known, held);
    return { outcome, ground: { source: form, files: 'files' in outcome ? outcome.files : [], below: top } };
  };
  const own = await portForm(source);
  if (isSettledByHand(own.outcome) || own.outcome.kind === 'already-there') return own;
  const isQueued = 'text' in own.outcome && own.outcome.text === text;
  if (isQueued && held.size > 0) return own;
  const other = await otherForm(spot, own, siblings, portForm);
  return isQueued ? asQueued(own, other) : (other ?? own);
}

/** The outcome whose patch the queue has, and by which other form that came, where one comes to the same files. */
function asQueued(own: Ported, other: Ported | undefined): Ported {
  const [had, found] = [own.outcome, other?.outcome];
  if (!other || !found || !('text' in had) || !('text' in found) || found.via === undefined) return own;
  const isSame = other.ground === own.ground ? sameFiles(had.files, found.files) : found.text === had.text;
  if (!isSame) return own;
  if (found.kind !== had.kind) return { ...other, outcome: { ...found, text: had.text } };
  return { ...own, outcome: { ...had, via: found.via } };
}

/** What goes before the outcome of the release's form, if anything does. */
async function otherForm(
  { ladder, branch, top, known }: Spot,
  own: Ported,
  siblings: readonly Sibling[],
  portForm: (form: FixSource) => Promise<Ported>,
): Promise<Ported | undefined> {
  const { source } = own.ground;
  const isOpen = needsPerson(own.outcome) || isAccepted(own.outcome);
  for (const { branch: via, source: form, nearer } of await mergedSources(ladder, known, source, branch.name, top)) {
    if (!nearer && !isContested(own.outcome)) break;
    const { outcome, ground } = await portForm(form);
    const isTaken = outcome.kind === 'adapted' && !isAccepted(outcome) && (nearer || isOpen);
    if (outcome.kind === 'clean' || isTaken) return { outcome: { ...outcome, via }, ground };
  }
  for (const sibling of siblings) {
    const landed = restsOn(siblings, source.name, sibling, branch.name) ? undefined : sibling.landed.get(source.name);
    const rank = rankOf(isAccepted(own.outcome) ? { kind: 'proposed' } : own.outcome);
    if (!landed || rank <= rankOf(landed) || bringsBack(landed, own.ground.files)) continue;
    const { outcome } = await portForm({ ...source, ...landed });
    if (outcome.kind === 'clean')
      return { outcome: { ...outcome, kind: landed.kind, via: sibling.branch.name }, ground: own.ground };
  }
  return undefined;
}

/** True when a form adds a file that the branch has deleted: what a person decided for one branch is no answer for another. */
function bringsBack({ steps }: Landed, files: readonly FileOutcome[]): boolean {
  const away = files.flatMap((file) =>
    'reason' in file && typeof file.reason === 'object' && file.reason.kind === 'absent-in-target' ? [file.path] : [],
  );
  return steps.some(({ oldPath, newPath }) => oldPath === undefined && newPath !== undefined && away.includes(newPath));
}

/** The same fix with what it leans on before it, where all of that is clean; else why not. */
async function chained(spot: Spot, best: Ported): Promise<Ported & Pick<PortCell, 'unchained'>> {
  const { ladder, branch, text, known, signal } = spot;
  const { source } = best.ground;
  const place = { branch, release: source.folder };
  const chain = await portChain(ladder, known, stuckPort(best.ground, branch.commit), place, signal);
  if (chain.kind !== 'ported') return { ...best, unchained: chain };
  const outcome = await portFix(ladder, source, branch, chain.top, text, known, new Map());
  if (outcome.kind !== 'clean') return best;
  const via = 'via' in best.outcome && best.outcome.via !== undefined ? { via: best.outcome.via } : {};
  return {
    outcome: { ...outcome, ...via, first: chain.first },
    ground: { source, files: outcome.files, below: chain.top },
  };
}

/** The port of a cell as the lineage looks at it; `tip` is the branch's last commit. */
export function stuckPort({ source, files, below }: Ground, tip: string): StuckPort {
  return { base: source.commit, from: source.base, steps: source.steps, tip, target: below, files };
}
