// What a person settled of a fix on a branch holds there for as long as the fix stays as it is, whatever git makes of it later.
import { type Bytes, encode } from '../base/bytes';
import { isUntouched } from '../fix/digest';
import { changesOf } from '../fix/document';
import { patchPath } from '../fix/queue';
import { changeDigest } from '../lineage/digest';
import { keyOf, type Resolutions } from '../port/memory';
import { stepStates } from '../port/patch-steps';
import { sameState } from '../port/settle';
import type { FileBlob, FileOutcome, FileStep, Snapshot } from '../port/types';
import { isByHand } from './cell';
import type { FixSource } from './fix-source';
import type { Ladder } from './ladder';
import { stackText } from './series-snapshot';

/** The files of a branch's patch that a person settled: as the patch makes them, and those that it does not apply to any more. */
export interface Held {
  files: ReadonlyMap<Bytes, FileBlob>;
  lost: readonly Bytes[];
}

/** A fix as it is deployed, and the branch that it was settled for. */
interface Settlement {
  fix: string;
  steps: readonly FileStep[];
  branch: string;
}

/** What says, among the resolutions, that a person settled a file of this very fix on this branch. */
export function heldKey({ fix, steps, branch }: Settlement, path: Bytes): string {
  return keyOf('held', [encode(fix), encode(branch), changeDigest(steps).whole, path]);
}

/** What the queue's patch of a fix holds that a person settled; `top` are the branch's files below it. A patch edited by hand holds by itself. */
export async function heldFiles(
  { git, queue }: Ladder,
  { name, steps }: FixSource,
  { branch, top, text }: { branch: string; top: Snapshot; text: Bytes | undefined },
  resolutions: Resolutions,
): Promise<Held> {
  if (text === undefined || resolutions.size === 0 || !isUntouched(text)) return { files: new Map(), lost: [] };
  const path = patchPath(queue, branch, name);
  const settlement = { fix: name, steps, branch };
  const settled = changesOf(text, path).flatMap(({ newPath }) =>
    newPath !== undefined && resolutions.has(heldKey(settlement, newPath)) ? [newPath] : [],
  );
  if (settled.length === 0) return { files: new Map(), lost: [] };
  const { patch } = await stackText(git, top, path, text);
  if (!patch.steps || patch.contained) return { files: new Map(), lost: settled };
  const states = stepStates(patch.steps);
  return { files: new Map(settled.flatMap((at) => (states.get(at) ? [[at, states.get(at)!]] : []))), lost: [] };
}

/** The outcome as a person settled it before, where it would be another one now. */
export function heldOutcome(outcome: FileOutcome, held: FileBlob | undefined): FileOutcome {
  if (!held || outcome.kind === 'already-there' || isByHand(outcome)) return outcome;
  if ('file' in outcome && sameState(outcome.file, held)) return outcome;
  const { path } = outcome;
  const from = 'from' in outcome && outcome.from !== undefined ? { from: outcome.from } : {};
  const known = 'reason' in outcome && typeof outcome.reason === 'object' ? outcome.reason : undefined;
  const reason = known ?? { kind: 'content' as const, regions: [] };
  return { kind: 'adapted', path, ...from, file: held, hunks: [], held: true, reason };
}
