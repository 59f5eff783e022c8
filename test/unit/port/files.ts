// Snapshots and steps made of short texts.
import type { Bytes } from '../../../src/base/bytes';
import { changedPaths, portSteps } from '../../../src/port/port';
import { overlaySnapshot } from '../../../src/port/snapshot';
import type { FileBlob, FileStep, PortResult, Snapshot } from '../../../src/port/types';
import { findWarnings } from '../../../src/port/warn/warn';

/** Contents by path, as plain files unless a mode is said with `file`. */
export type Files = Record<Bytes, Bytes | FileBlob>;

/** An id that is the same for the same content. */
const hash = (content: Bytes): string => Buffer.from(content, 'latin1').toString('hex');

/** A file with this content and mode. */
export function file(content: Bytes, mode = '100644'): FileBlob {
  return { mode, id: hash(content), content };
}

/** The snapshot that has exactly these files. */
export function snapshot(files: Files): Snapshot {
  const nothing: Snapshot = {
    file: async () => undefined,
    entry: async () => undefined,
    list: async () => new Map(),
  };
  return overlaySnapshot(nothing, new Map(Object.entries(files).map(([path, state]) => [path, blob(state)])));
}

/** The steps from one set of files to another; renames as old path to new path. */
export function stepsBetween(before: Files, after: Files, renames: Record<Bytes, Bytes> = {}): FileStep[] {
  const renamed = Object.entries(renames).map(([from, to]): FileStep => {
    return { oldPath: from, before: blob(before[from]!), newPath: to, after: blob(after[to]!) };
  });
  const rest = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (path) => !(path in renames) && !Object.values(renames).includes(path) && !same(before[path], after[path]),
  );
  const plain = rest.map((path): FileStep => {
    const [old, now] = [before[path], after[path]];
    return {
      ...(old === undefined ? {} : { oldPath: path, before: blob(old) }),
      ...(now === undefined ? {} : { newPath: path, after: blob(now) }),
    };
  });
  return [...renamed, ...plain];
}

/** A port between sets of files: `moves` are the target's renames, `renames` the fix's. */
export interface Case {
  base: Files;
  fixed: Files;
  target: Files;
  renames?: Record<Bytes, Bytes>;
  /** Whether conflicts may be settled by what is likeliest; not, unless said. */
  adapt?: boolean;
  moves?: Record<Bytes, Bytes>;
}

/** Ports, and gives the result with the files that the target then has. */
export async function port(given: Case): Promise<{ result: PortResult; files: Record<Bytes, Bytes>; asked: number }> {
  let asked = 0;
  const result = await portSteps({
    steps: stepsBetween(given.base, given.fixed, given.renames),
    base: snapshot(given.base),
    target: snapshot(given.target),
    renames: async () => {
      asked++;
      return Object.entries(given.moves ?? {}).map(([from, to]) => ({ from, to, score: 90 }));
    },
    hash,
    adapt: given.adapt ?? false,
  });
  const states = new Map(Object.entries(given.target).map(([path, state]) => [path, blob(state)]));
  for (const [path, state] of changedPaths(result)) {
    if (state) states.set(path, state);
    else states.delete(path);
  }
  return { result, asked, files: Object.fromEntries([...states].map(([path, { content }]) => [path, content])) };
}

/** `kind path:line name` of each warning (lines from 0), when what changed from base to fixed is carried to the target. */
export async function warnings(base: Files, fixed: Files, target: Files): Promise<string[]> {
  const { result } = await port({ base, fixed, target });
  const found = await findWarnings(stepsBetween(base, fixed), result.files, snapshot(base), snapshot(target));
  return found.map(({ kind, path, line, name }) => `${kind} ${path}:${line} ${name}`);
}

function blob(state: Bytes | FileBlob): FileBlob {
  return typeof state === 'string' ? file(state) : state;
}

function same(a: Bytes | FileBlob | undefined, b: Bytes | FileBlob | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return blob(a).id === blob(b).id && blob(a).mode === blob(b).mode;
}
