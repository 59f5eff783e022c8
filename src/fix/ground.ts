// What a patch file stands on: the series beside it, and the files that it changes, as they are when its turn comes.
import type { Bytes } from '../base/bytes';
import type { Hunk } from '../patch/types';

/** Anything may be absent; a check that needs it then says nothing. */
export interface Ground {
  /** The series that the patch belongs to, and what it would call the patch (a path from the series' folder). */
  series?: { text: Bytes; entry: string };
  /** Each file that the patch changes by its path before the change, with the branch's name; undefined content: not there. */
  files?: {
    branch: string;
    content: ReadonlyMap<Bytes, Bytes | undefined>;
    /** Of the files whose hunks have no place in that content. */
    carried?: ReadonlyMap<Bytes, Carried>;
  };
}

/**
 * What carrying a file's change to the branch came to, in words, as the end of a sentence. `hunks` take away and add the same lines
 * there, where that is sure; `of` is the text of the patch's own hunks, for which alone it counts.
 */
export interface Carried {
  of: Bytes;
  words: string;
  hunks?: readonly Hunk[];
}
