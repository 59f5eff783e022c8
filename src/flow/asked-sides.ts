// The states of files that a person is only asked about, to be looked at beside the form.
import { type Bytes, isUtf8 } from '../base/bytes';
import { isTreePath } from '../patch/path';
import type { Question } from '../port/answers';
import { SUBMODULE } from '../port/snapshot';
import type { FileBlob, Snapshot } from '../port/types';

/** A file's states by what the sides are called; one that a side has not is left out, and so is a submodule. */
export interface AskedSides {
  path: Bytes;
  base?: FileBlob;
  ours?: FileBlob;
  theirs?: FileBlob;
}

/** The states of each file that is asked about; `below` is the branch, under the path that the question has for it or the fix had. */
export async function askedSides(questions: readonly Question[], below: Snapshot): Promise<AskedSides[]> {
  const sides = questions.map(async ({ outcome: { path }, step }): Promise<AskedSides> => {
    const own =
      (await fileAt(path, below)) ?? (step?.oldPath === undefined ? undefined : await fileAt(step.oldPath, below));
    const [base, ours, theirs] = [step?.before, own, step?.after].map((file) =>
      file?.mode === SUBMODULE ? undefined : file,
    );
    return { path, ...(base ? { base } : {}), ...(ours ? { ours } : {}), ...(theirs ? { theirs } : {}) };
  });
  return Promise.all(sides);
}

async function fileAt(path: Bytes, below: Snapshot): Promise<FileBlob | undefined> {
  const entry = await below.entry(path);
  return entry && entry.mode !== SUBMODULE ? below.file(path) : undefined;
}

/** True for a path that can be made a file of a folder, by its name, beside files at these other paths. */
export function fitsBeside(path: Bytes, others: readonly Bytes[]): boolean {
  const isApart = (other: Bytes) => other !== path && !other.startsWith(`${path}/`) && !path.startsWith(`${other}/`);
  return isTreePath(path) && isUtf8(path) && others.every(isApart);
}
