// What the server asks about documents on disk; whoever starts it answers, with or without git.
import type { Bytes } from '../base/bytes';
import type { Ground } from '../fix/ground';
import type { QueueFolder } from '../fix/queue-folders';
import type { Facts } from '../profile/check';
import type { Person } from '../profile/person';
import type { Profile } from '../profile/profile';
import type { Reading } from '../profile/reading';
import type { SeriesFolder } from './check-series';

/** Answers about patch files and series by their absolute paths. */
export interface Knowledge {
  /** What is known about a patch file, and the conventions that hold for it. */
  about(path: string, reading: Reading): Promise<{ facts: Facts; ground: Ground; profile: Profile }>;
  /** The files beside a series. */
  folderOf(path: string, text: Bytes): Promise<SeriesFolder>;
  /** All branch folders of the queue, where the file is in one of them; else none. */
  queueFolders(path: string): Promise<QueueFolder[]>;
  /** People who wrote latest commits in the repository around a file. */
  people(path: string): Promise<Person[]>;
  /** The working-tree file that a path of a patch means; undefined where there is none. */
  workingFile(path: string, file: string): Promise<string | undefined>;
}
