// What a patch file stands on: the series beside it, and the files that it changes, as they are when its turn comes.
import type { Bytes } from '../base/bytes';

/** Anything may be absent; a check that needs it then says nothing. */
export interface Ground {
  /** The series that the patch belongs to, and what it would call the patch (a path from the series' folder). */
  series?: { text: Bytes; entry: string };
  /** Each file that the patch changes by its path before the change, with the branch's name; undefined content: not there. */
  files?: { branch: string; content: ReadonlyMap<Bytes, Bytes | undefined> };
}
