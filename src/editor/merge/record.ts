// What is being settled in the merge editor, remembered over restarts of the window.
import type * as vscode from 'vscode';
import { type BranchTarget, readTarget } from '../target';

/** A fix on a branch that is being settled; `folder` is the scratch folder with the files. */
export interface Merging extends BranchTarget {
  folder: string;
}

/** The memory of what is being settled in a workspace. */
export interface MergeRecord {
  all(): Merging[];
  find(target: BranchTarget): Merging | undefined;
  add(merging: Merging): Promise<void>;
  remove(folder: string): Promise<void>;
}

const KEY = 'fishladder.merging';

/** The memory, kept in the workspace's own state; what cannot be read there counts as nothing. */
export function mergeRecord(state: vscode.Memento): MergeRecord {
  const all = () => [state.get<unknown>(KEY)].flat().flatMap(readMerging);
  const keep = (entries: Merging[]) => Promise.resolve(state.update(KEY, entries));
  return {
    all,
    find: ({ root, fix, branch }) =>
      all().find((each) => each.root === root && each.fix === fix && each.branch === branch),
    add: (merging) => keep([...all(), merging]),
    remove: (folder) => keep(all().filter((each) => each.folder !== folder)),
  };
}

function readMerging(value: unknown): Merging[] {
  const target = readTarget(value);
  if (target?.branch === undefined) return [];
  const { folder } = value as Record<string, unknown>;
  return typeof folder === 'string' ? [{ ...target, branch: target.branch, folder }] : [];
}
