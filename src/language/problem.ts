// Edits of a document's lines, as the checks' remedies bring them.
import { type Bytes, splitLines } from '../base/bytes';
import type { Edit, Remark, Remedy } from '../profile/check';

/** A remark whose remedy may also be one of the series beside the patch. */
export interface Problem extends Remark {
  remedy?: Remedy & { of?: 'series' };
}

/** The text with edits made; of those that overlap, or insert at one place, only the first is. */
export function applyEdits(text: Bytes, edits: readonly Edit[]): Bytes {
  const lines = splitLines(text);
  const parts: Bytes[] = [];
  let done = 0;
  let last = -1;
  for (const { start, end, text: fresh } of [...edits].sort((a, b) => a.start - b.start)) {
    if (start < done || start === last) continue;
    for (; done < start; done++) parts.push(lines[done] ?? '');
    parts.push(fresh);
    done = end;
    last = start;
  }
  return parts.join('') + lines.slice(done).join('');
}
