// Edits of a document's lines, as the checks' remedies bring them.
import { type Bytes, splitLines } from '../base/bytes';
import type { Edit, Remark, Remedy } from '../profile/check';

/** A remark whose remedy may also be one of the series beside the patch. */
export interface Problem extends Remark {
  remedy?: Remedy & { of?: 'series' };
}

/** The edits in order; of those that overlap, or insert at one place, only the first is among them. */
export function editsApart(edits: readonly Edit[]): Edit[] {
  let done = 0;
  let last = -1;
  return [...edits]
    .sort((a, b) => a.start - b.start)
    .filter(({ start, end }) => {
      if (start < done || start === last) return false;
      done = end;
      last = start;
      return true;
    });
}

/** The text with edits made, as far as they are apart. */
export function applyEdits(text: Bytes, edits: readonly Edit[]): Bytes {
  const lines = splitLines(text);
  const parts: Bytes[] = [];
  let done = 0;
  for (const { start, end, text: fresh } of editsApart(edits)) {
    for (; done < start; done++) parts.push(lines[done] ?? '');
    parts.push(fresh);
    done = end;
  }
  return parts.join('') + lines.slice(done).join('');
}
