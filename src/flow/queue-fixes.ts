// Reads the fixes of a queue from its files alone, without git: enough to show them and to find them in a text.
import { Fault } from '../base/fault';
import { readFix, titleOf } from '../fix/document';
import { fixNames, patchPath, type Queue, queueBranches, readPatch } from '../fix/queue';
import type { FilePatch } from '../patch/types';

/** A fix as its patch files have it. */
export interface QueuedFix {
  name: string;
  title: string;
  /** Addresses of bugs. */
  bugs: readonly string[];
  /** Its patches, at least one, by the queue's folder. */
  patches: { branch: string; files: readonly FilePatch[] }[];
}

/** All fixes of a queue in the order of its folders and series; a patch that cannot be read becomes a note. */
export async function queuedFixes(queue: Queue): Promise<{ fixes: QueuedFix[]; notes: string[] }> {
  const fixes = new Map<string, QueuedFix>();
  const notes: string[] = [];
  for (const branch of await queueBranches(queue)) {
    for (const name of await fixNames(queue, branch)) {
      try {
        const text = await readPatch(queue, branch, name);
        if (text === undefined) continue;
        const { message, life, files } = readFix(text, patchPath(queue, branch, name));
        const fix = fixes.get(name) ?? { name, title: titleOf(message), bugs: life.bugs, patches: [] };
        fix.patches.push({ branch, files });
        fixes.set(name, fix);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        notes.push(error.message);
      }
    }
  }
  return { fixes: [...fixes.values()], notes };
}
