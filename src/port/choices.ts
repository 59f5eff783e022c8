// What becomes of a file that no one text can be made of, by each answer that a person may give.
import type { Bytes } from '../base/bytes';
import { MOST_BINARY } from '../patch/binary-data';
import { folderClash } from './folders';
import { gated } from './gate';
import { type Means, sameKind, settle } from './settle';
import { SUBMODULE } from './snapshot';
import { FOLDER } from './trees';
import type { FileBlob, FileOutcome, FileStep, RefusalReason, Snapshot } from './types';

/** `keep`: as the branch has it; `take`: as the fix has it; `move`: into the folder that the other side renamed it to. */
export type Answer = 'keep' | 'take' | 'move';

/** What questions lean on. `branch` is whose questions they are, so that an answer never counts on another branch. */
export interface Asked extends Means {
  branch: string;
  steps: readonly FileStep[];
  target: Snapshot;
  moves(): Promise<ReadonlyMap<Bytes, Bytes>>;
}

/** What becomes of a file by each answer. */
export type Answers = [Answer, FileOutcome][];

/**
 * The answers that there are about a file, by the step of the fix that it came of; undefined where only a person's hand settles it. A
 * submodule, or what is too large for a patch, can only be kept: no patch could say the other answer.
 */
export async function answersTo(
  outcome: FileOutcome,
  step: FileStep | undefined,
  asked: Asked,
): Promise<Answers | undefined> {
  const { path } = outcome;
  const becomes = (file?: FileBlob, at = path, from?: Bytes): FileOutcome => {
    const reason =
      'reason' in outcome && typeof outcome.reason === 'object' ? outcome.reason : { kind: 'mode' as const };
    return {
      kind: 'adapted',
      path: at,
      ...(from === undefined ? {} : { from }),
      ...(file ? { file } : {}),
      hunks: [],
      reason,
    };
  };
  if (outcome.kind === 'refused') {
    const own = await asked.target.file(path);
    const isMoved = step?.oldPath !== undefined && step.oldPath !== step.newPath;
    const after = isMoved ? undefined : step?.after;
    if (!after && outcome.reason === 'symlink') return undefined;
    const keep: Answers[number] = ['keep', becomes(own)];
    return own && after && mayTake(outcome.reason, own, after) ? [keep, ['take', becomes(after)]] : [keep];
  }
  const kept = becomes(await fileOf(path, asked.target));
  if (outcome.kind !== 'conflict' && !(outcome.kind === 'proposed' && !outcome.file)) return undefined;
  const { target } = asked;
  switch (outcome.reason.kind) {
    case 'absent-in-target': {
      const to = step?.newPath;
      if (to === undefined || !step?.after || (await isTaken(to, target))) return undefined;
      return [
        ['keep', kept],
        ['take', becomes(step.after, to)],
      ];
    }
    case 'changed-in-target':
      return [
        ['keep', kept],
        ['take', becomes()],
      ];
    case 'mode': {
      const own = await target.file(path);
      return own && step?.after
        ? [
            ['keep', kept],
            ['take', becomes({ ...own, mode: step.after.mode })],
          ]
        : undefined;
    }
    case 'rename': {
      const moved = step?.oldPath === undefined ? undefined : (await asked.moves()).get(step.oldPath);
      const own = moved === undefined ? undefined : await target.file(moved);
      if (!own || moved === undefined) return undefined;
      if (!step?.after)
        return [
          ['keep', kept],
          ['take', becomes(undefined, moved)],
        ];
      const settled = await gated(settle(step.before, step.after, own, asked), path);
      if (!('file' in settled) || settled.kind === 'proposed' || (await isTaken(path, target))) return undefined;
      return [
        ['keep', becomes(settled.file, moved)],
        ['take', becomes(settled.file, path, moved)],
      ];
    }
    case 'folder-renamed': {
      const to = `${outcome.reason.to === '' ? '' : `${outcome.reason.to}/`}${path.slice(path.lastIndexOf('/') + 1)}`;
      if (await isTaken(to, target)) return undefined;
      const own = await target.file(path);
      if (own)
        return [
          ['keep', kept],
          ['move', becomes(own, to, path)],
        ];
      if (!step?.after || step.oldPath !== undefined) return undefined;
      return [
        ['take', becomes(step.after)],
        ['move', becomes(step.after, to)],
      ];
    }
    default:
      return undefined;
  }
}

/** True when a patch can say that a file of the target becomes this: a link in the place of a link, or a file in that of a file. */
function mayTake(reason: RefusalReason, own: FileBlob, after: FileBlob): boolean {
  if (reason === 'submodule' || !sameKind(own, after)) return false;
  return reason === 'symlink' || Math.max(own.content.length, after.content.length) <= MOST_BINARY;
}

/** The file at a path, if one is there and no folder. */
async function fileOf(path: Bytes, target: Snapshot): Promise<FileBlob | undefined> {
  const there = await target.entry(path);
  return there && there.mode !== FOLDER && there.mode !== SUBMODULE ? target.file(path) : undefined;
}

/** True when a file or folder is in the way of a new file. */
async function isTaken(path: Bytes, target: Snapshot): Promise<boolean> {
  return (await target.entry(path)) !== undefined || folderClash(path, { target, removed: new Set() });
}
