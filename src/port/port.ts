// Carries a fix, as file steps, to a target, as a snapshot: pure but for what it reads.
import type { Bytes } from '../base/bytes';
import type { Rename } from '../git/git';
import { withAnswers } from './answers';
import { portFile } from './file';
import { leftBehind } from './folders';
import type { Resolutions } from './memory';
import { mayHaveMoved, movesBy } from './moves';
import type { Place } from './place';
import type { HashBlob } from './settle';
import { standsThere } from './stands';
import type { FileBlob, FileOutcome, FileStep, PortResult, Snapshot } from './types';

/** A fix and where it should go. */
export interface PortRequest {
  steps: readonly FileStep[];
  /** The files that the fix started from, where all of them are known: needed to see that the target moved a folder. */
  base?: Snapshot;
  target: Snapshot;
  /**
   * Files at these paths of the base or below them that the target has under another name; asked for at most once, and only when a path
   * is absent.
   */
  renames(paths: readonly Bytes[]): Promise<readonly Rename[]>;
  /** Gives merged contents their blob ids. */
  hash: HashBlob;
  /** Whether conflicts may be settled by what is likeliest; else only what git's merge settles is. */
  adapt: boolean;
  /** What people made of conflicts before; nothing where it is left out. */
  resolutions?: Resolutions;
  /** Gives an outcome as a person settled it for this target before; it stays where this is left out. */
  hold?(outcome: FileOutcome): FileOutcome;
  /** The branch that the target is of: what was answered about files there counts; nothing where it is left out. */
  branch?: string;
}

const BADNESS: readonly PortResult['outcome'][] = [
  'already-there',
  'clean',
  'adapted',
  'proposed',
  'conflict',
  'refused',
];

/**
 * The outcome for every step, in order, then for files of the target that the fix would leave behind; and the worst of them for the whole. Nothing is written. It is clean exactly when git's merge is, but for corners of rename detection.
 */
export async function portSteps(request: PortRequest): Promise<PortResult> {
  const { steps, base, target, renames, hash, adapt, resolutions = new Map(), hold, branch } = request;
  let asked: Promise<ReadonlyMap<Bytes, Bytes>> | undefined;
  const place: Place = {
    target,
    base,
    hash,
    adapt,
    resolutions,
    moves: () => {
      asked ??= mayHaveMoved(steps, target).then(renames).then(movesBy);
      return asked;
    },
    removed: new Set(
      steps.flatMap(({ oldPath, newPath }) => (oldPath === undefined || oldPath === newPath ? [] : [oldPath])),
    ),
  };
  const [own, others] = await Promise.all([
    Promise.all(steps.map((step) => portFile(step, place))),
    leftBehind(steps, place),
  ]);
  const found = [...withoutCollisions(own), ...others];
  const all = adapt && isThere(found) ? found.map(asThere) : worthProposing(found);
  const answered = branch === undefined ? all : await withAnswers(all, { ...place, branch, steps }, resolutions);
  const files = asSureAsAll(hold ? answered.map((file) => hold(file)) : answered);
  return { outcome: worstOf(files), files };
}

/** The worst of the files' outcomes. A file that is there by its changes is one that git would conflict about. */
function worstOf(files: readonly FileOutcome[]): PortResult['outcome'] {
  const kinds = files.map((file) => (file.kind === 'already-there' && file.byHunks ? 'adapted' : file.kind));
  if (files.every(({ kind }) => kind === 'already-there')) return 'already-there';
  return kinds.reduce((worst, kind) => (BADNESS.indexOf(kind) > BADNESS.indexOf(worst) ? kind : worst));
}

/** An outcome that changes a file of the target. */
export type FileChange = Extract<FileOutcome, { kind: 'clean' | 'adapted' | 'proposed' }>;

/** True when an outcome changes a file: a clean, adapted or proposed one, unless the proposal is to leave the file out. */
export function isChange(outcome: FileOutcome): outcome is FileChange {
  return outcome.kind === 'clean' || outcome.kind === 'adapted' || ('file' in outcome && outcome.file !== undefined);
}

/** The changed paths of a result: new states, and undefined for what goes away. */
export function changedPaths(result: { files: readonly FileOutcome[] }): Map<Bytes, FileBlob | undefined> {
  const changed = new Map<Bytes, FileBlob | undefined>();
  for (const outcome of result.files) {
    if (!isChange(outcome)) continue;
    if (outcome.from !== undefined && !changed.has(outcome.from)) changed.set(outcome.from, undefined);
    changed.set(outcome.path, outcome.file);
  }
  return changed;
}

/** True when the target has all that the fix changes, though git may conflict about lines around it. */
function isThere(files: readonly FileOutcome[]): boolean {
  return files.every((file) => file.kind === 'already-there' || standsThere(file));
}

function asThere(file: FileOutcome): FileOutcome {
  return file.kind === 'already-there' ? file : { kind: 'already-there', path: file.path, byHunks: true };
}

/** Leaving files out is a proposal only where something else of the fix is left. */
function worthProposing(files: FileOutcome[]): FileOutcome[] {
  if (files.some(isChange)) return files;
  return files.map((file) => {
    if (file.kind !== 'proposed') return file;
    const { path, reason, sides, ends } = file;
    return { kind: 'conflict', path, reason, ...(sides ? { sides } : {}), ...(ends ? { ends } : {}) };
  });
}

/**
 * A file is as sure as the others of its fix: where one of them is left to a person, what was likeliest is proposed as well (on
 * nova's backports, 79 % of such files are as people made them, and 89 % of the others). What a person settled before stays.
 */
function asSureAsAll(files: FileOutcome[]): FileOutcome[] {
  if (!files.some(({ kind }) => kind === 'proposed' || kind === 'conflict' || kind === 'refused')) return files;
  return files.map((file) =>
    file.kind === 'adapted' && file.hunks.some(({ byHand }) => !byHand) ? { ...file, kind: 'proposed' } : file,
  );
}

/** Two files that would land at one path conflict. */
function withoutCollisions(files: FileOutcome[]): FileOutcome[] {
  const landed = new Map<Bytes, number>();
  const lands = (file: FileOutcome) => file.kind === 'already-there' || ('file' in file && file.file !== undefined);
  for (const file of files) if (lands(file)) landed.set(file.path, (landed.get(file.path) ?? 0) + 1);
  return files.map((file) =>
    lands(file) && landed.get(file.path)! > 1
      ? { kind: 'conflict', path: file.path, reason: { kind: 'rename' } }
      : file,
  );
}
