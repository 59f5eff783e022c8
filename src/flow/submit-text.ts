// The commits that a submit would send, in full, as texts for a person to read before they are sent.
import { decode } from '../base/bytes';
import { readPatchFile } from '../fix/document';
import { patchPath, readPatch } from '../fix/queue';
import type { Ladder } from './ladder';
import type { SubmitJob } from './submit';

/** Each commit with its id, its message and its diff, in the order in which they go; as they are, so control characters may be in them. */
export async function commitTexts({ queue }: Ladder, jobs: readonly SubmitJob[]): Promise<string[]> {
  const texts: string[] = [];
  for (const { proposal } of jobs)
    for (const { fix, commit, message } of proposal.patches) {
      const path = patchPath(queue, proposal.branch, fix);
      const text = (await readPatch(queue, proposal.branch, fix)) ?? '';
      const diff = decode(text.slice(readPatchFile(text, path).preamble.length));
      texts.push(`commit ${commit} (${fix}, ${proposal.branch})\n\n${message.replace(/^(?=.)/gm, '    ')}\n${diff}`);
    }
  return texts;
}
