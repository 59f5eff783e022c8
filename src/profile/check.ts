// What a convention's check is given and what it answers.
import type { Bytes } from '../base/bytes';
import type { LineRange } from '../patch/types';
import type { Person } from './person';
import type { Reading } from './reading';

/** How bad: `error` is refused by the community's own tools or servers, `warning` by its reviewers, `info` is good to know. */
export type Severity = 'error' | 'warning' | 'info';

/** Lines (0-based, half-open; an empty range inserts) that become `text`: whole lines with their endings. */
export interface Edit extends LineRange {
  text: Bytes;
}

/** A repair. `safe` is true where nobody needs to look at it; without it a value is a guess or a placeholder. */
export interface Remedy {
  title: string;
  edits: readonly Edit[];
  safe: boolean;
}

/** What a check has to say about the lines `start` to `end` (0-based, half-open) of a patch file. `code` is stable. */
export interface Remark extends LineRange {
  code: string;
  severity: Severity;
  /** One sentence: what is wrong here. */
  message: string;
  /** Why the community wants it otherwise, and where it says so. */
  explanation: string;
  remedy?: Remedy;
}

/** What the clone has of a commit: its full id, its title, the branches (without the remote's name) and tags that contain it. */
export interface CommitFacts {
  id: string;
  title: string;
  branches: readonly string[];
  tags: readonly string[];
}

/** What is known besides the text. Anything may be absent; a check that needs it then says nothing. */
export interface Facts {
  /** The patch file's own name, such as `fix-leak.patch`. */
  file?: string;
  /** The branch that the patch is for. */
  branch?: string;
  /** All branches of upstream, without the remote's name, and all tags. */
  branches?: readonly string[];
  tags?: readonly string[];
  /** The commits that the message cites (`citations`), by the id as written; `absent` where the clone has none. */
  commits?: ReadonlyMap<string, CommitFacts | 'absent'>;
  /** For a patch of a queue without pick lines: the commits by which branches before its own have the fix; none has it where empty. */
  passed?: readonly string[];
  /** What is known of the bugs that fields and trailers name, in a sentence, by the field as it is written (`name: value`). */
  bugs?: ReadonlyMap<string, string>;
  /** What is remembered of the reviews that fields and trailers name, a line each, by the field as it is written (`name: value`). */
  reviews?: ReadonlyMap<string, string>;
  /** All bugs that are remembered, with the same sentence; the newest first. */
  knownBugs?: readonly { address: string; words: string }[];
  /** Who would sign the patch off. */
  signer?: Person;
}

/** A rule of a community: a pure function of the patch file and of what is known. */
export type Check = (reading: Reading, facts: Facts) => Remark[];

/** All that these checks say, in the order of the file. */
export function runChecks(checks: readonly Check[], reading: Reading, facts: Facts): Remark[] {
  return checks.flatMap((check) => check(reading, facts)).sort((a, b) => a.start - b.start);
}
