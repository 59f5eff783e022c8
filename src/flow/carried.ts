// Carries the change of a patch whose hunks fit their branch's file no more: from a state that they fit, by the porting engine.
import type { Bytes } from '../base/bytes';
import type { Carried } from '../fix/ground';
import type { Git } from '../git/git';
import { applyFile } from '../patch/apply';
import { createFilePatch } from '../patch/create';
import { formatHunk } from '../patch/format';
import { isOff } from '../patch/refresh';
import type { FilePatch, Hunk } from '../patch/types';
import { portSteps } from '../port/port';
import type { FileBlob, Snapshot } from '../port/types';
import { fileWords } from './words';

/** How many earlier states of a file are tried, and for how long they are looked for, in milliseconds. */
const [STATES, LIMIT] = [100, 5_000];

/**
 * What becomes of each file that the patch changes and whose hunks have no place in `below`, by its path; `tip` is the commit of the
 * branch. A file is left out where no state is found that the patch was made from: the one that its `index` line names, or one of the
 * branch's own in which every hunk stands where it says.
 */
export async function carriedFiles(
  git: Git,
  tip: string,
  files: readonly FilePatch[],
  below: Snapshot,
): Promise<ReadonlyMap<Bytes, Carried>> {
  const found = new Map<Bytes, Carried>();
  for (const file of files) {
    const { oldPath } = file;
    const isOnce = files.filter((other) => other.oldPath === oldPath).length === 1;
    const target = oldPath === undefined || !isOnce ? undefined : await below.file(oldPath);
    if (oldPath === undefined || !target || !isOff(file, target.content)) continue;
    const base = await stateBefore(git, tip, file, oldPath);
    const carried = base === undefined ? undefined : await carry(git, file, oldPath, base, target, below);
    if (carried) found.set(oldPath, carried);
  }
  return found;
}

/** The content that a file's hunks were made from. */
async function stateBefore(git: Git, tip: string, file: FilePatch, path: Bytes): Promise<Bytes | undefined> {
  const { oldId = '' } = file;
  const named = /^(?!0+$)[0-9a-f]{7,64}$/.test(oldId) ? await git.objects.read(oldId) : undefined;
  if (named?.type === 'blob' && applyFile(file, named.content).kind === 'applied') return named.content;
  if (path.includes('\n')) return undefined;
  for (const commit of await commitsOf(git, tip, path)) {
    const state = await git.objects.read(`${commit}:${path}`);
    if (state?.type !== 'blob') continue;
    if (applyFile(file, state.content).places.every(({ kind }) => kind === 'exact')) return state.content;
  }
  return undefined;
}

/** The latest commits of the branch that changed a file; none where that takes too long. */
async function commitsOf(git: Git, tip: string, path: Bytes): Promise<string[]> {
  const signal = AbortSignal.timeout(LIMIT);
  try {
    return (await git.commitsTouching([path], undefined, tip, signal)).slice(0, STATES).map(({ id }) => id);
  } catch (error) {
    if (signal.aborted) return [];
    throw error;
  }
}

async function carry(
  git: Git,
  file: FilePatch,
  path: Bytes,
  base: Bytes,
  target: FileBlob,
  below: Snapshot,
): Promise<Carried | undefined> {
  const hash = (content: Bytes) => git.objects.hash('blob', content);
  const made = applyFile(file, base);
  const newPath = file.newPath;
  if (made.kind !== 'applied' || newPath === undefined) return undefined;
  const before = { mode: target.mode, id: hash(base), content: base };
  const after = { mode: file.newMode ?? target.mode, id: hash(made.text), content: made.text };
  const steps = [{ oldPath: path, newPath, before, after }];
  const result = await portSteps({ steps, target: below, renames: async () => [], hash, adapt: true });
  const [outcome] = result.files;
  if (!outcome) return undefined;
  const of = file.hunks.map(formatHunk).join('');
  const words = fileWords(outcome);
  if ((outcome.kind !== 'clean' && outcome.kind !== 'adapted') || !outcome.file) return { of, words };
  const { hunks } = createFilePatch({ oldPath: path, newPath, before: target, after: outcome.file });
  if (changedText(hunks) !== changedText(file.hunks))
    return { of, words: `${words}, with other lines than the patch has` };
  return { of, words, hunks };
}

/** The lines that hunks take away and add, in order. */
function changedText(hunks: readonly Hunk[]): string {
  const changed = hunks.flatMap(({ lines }) => lines.filter(({ kind }) => kind !== 'context'));
  return JSON.stringify(changed.map(({ kind, text }) => [kind, text]));
}
