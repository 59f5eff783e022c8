// What export takes and gives: a folder that can be read, patches on their way, and a plan of files to write.
import type { Bytes } from '../base/bytes';
import type { Author, FixDocument } from '../fix/document';

/** The forms in which patches leave the queue and come into it. */
export const FORMATS = ['debian', 'rpm', 'yocto', 'kolla', 'site-packages', 'mbox', 'series'] as const;
/** One of them. */
export type Format = (typeof FORMATS)[number];

/** A folder of others. Paths are bytes, relative to it, with `/`; nothing outside of it can be reached. */
export interface Place {
  /** How people call the folder, for messages. */
  readonly name: string;
  /** A file's bytes; undefined when there is no such file. */
  read(path: Bytes): Promise<Bytes | undefined>;
  /** Names in a folder, sorted; none when there is no such folder. */
  list(path: Bytes): Promise<Bytes[]>;
}

/** A patch that leaves the queue. */
export interface Outgoing {
  /** The file's name in the other folder: a fix's is `NAME.patch`. */
  file: string;
  /** False for a patch of others, which goes as it is. */
  isFix: boolean;
  text: Bytes;
  document: FixDocument;
}

/** What becomes of a file there. `kept`: it holds the same change under a header that somebody else wrote. */
export type Fate = 'created' | 'replaced' | 'unchanged' | 'kept';

/** A file to write, at a path from the folder. */
export interface FileWrite {
  path: string;
  text: Bytes;
  fate: 'created' | 'replaced';
}

/** All that an export would do, in the order in which it is written; nothing has been. */
export interface ExportPlan {
  writes: FileWrite[];
  /** Each patch, by its path there. */
  patches: { file: string; path: string; fate: Fate }[];
  /** What the operator should know, a sentence each. */
  notes: string[];
}

/** What an export is asked for besides its patches. */
export interface ExportOrder {
  /** The files of the whole series in its order, so that what is exported later still finds its place. */
  order: readonly string[];
  /** Replace files that others wrote. */
  force: boolean;
}

/** Who makes a package's next version, and when. */
export type Packager = Author;
