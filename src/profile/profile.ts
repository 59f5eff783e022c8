// A community's conventions, as far as a fix needs them: its branches, its commit message, its bugs, its rules, its forge.
import type { Bytes } from '../base/bytes';
import type { Check } from './check';
import type { FieldNames } from './field-names';
import type { Person } from './person';

/** What a new fix's message is made of. */
export interface MessageFacts {
  /** First line. */
  title: string;
  /** Paragraphs below it; may be empty. */
  description: string;
  /** Bug numbers or addresses as the operator gave them. */
  bugs: readonly string[];
  /** Who marks the fix, and signs it off. */
  signer: Person;
  /** The message of the commit that the fix was taken from, and its full id when an upstream branch has it. */
  source?: { message: Bytes; commit?: string };
  /** What a new Change-Id is made of: git's committer line, and HEAD. */
  committerLine: string;
  head?: string;
}

/** A change that a branch lacks: the full id of the commit that other branches have it by, and its first line. */
export interface LackedChange {
  commit: string;
  subject: string;
  changeId?: string;
}

/**
 * How a fix had to be changed for a branch: paths as git names them, and the operator's words. Where these are empty, the changes
 * are named that the conflict comes from, as far as they are known.
 */
export interface ConflictNote {
  files: readonly Bytes[];
  /** Those of the files that the patch does not change at all. */
  leftOut?: readonly Bytes[];
  note: string;
  lacks?: readonly LackedChange[];
}

/** What the message of a fix says about one branch that it is carried to. */
export interface PortFacts {
  branch: string;
  /** Full ids of the commits that brought the fix to the branches it passed, the trunk's first. */
  picked: readonly string[];
  /** Set where the patch differs from the fix because the branch does. */
  conflict?: ConflictNote;
  /** Who carries it. */
  signer: Person;
}

/** Where a project's reviews are. `host` is a host name, and what reviews are filed under. */
export type ForgeAddress = ProjectAddress | MailAddress;

/** A project of a review system; `address` is its web address, where it is not `https://` and the host. */
export interface ProjectAddress {
  kind: 'gerrit' | 'github' | 'gitlab';
  host: string;
  project: string;
  address?: string;
}

/** A project that takes patches by mail: the list they go to, its public archive, and the Patchwork that follows it. */
export interface MailAddress {
  kind: 'mail';
  host: string;
  /** Patchwork's short name of the project; empty for whatever it has. */
  project: string;
  /** The list's mail address. */
  list: string;
  /** The archive's address (public-inbox) with the list's name, ending in a slash. */
  archive: string;
  /** Patchwork's address, ending in a slash. */
  patchwork?: string;
}

/** How a branch lives: `development` is the trunk, `unmaintained` takes fixes without releases, `ended` takes none. */
export type BranchState = 'development' | 'maintained' | 'unmaintained' | 'ended';

/** All branches of upstream without the remote's name, and all tags. */
export interface Lines {
  branches: readonly string[];
  tags: readonly string[];
}

/** The communities that are known by heart. */
export type Community =
  | 'openstack'
  | 'linux'
  | 'debian'
  | 'ubuntu'
  | 'rpm'
  | 'suse'
  | 'yocto'
  | 'kubernetes'
  | 'gitlab'
  | 'github'
  | 'generic';

/** The conventions of one community, for one repository. */
export interface Profile {
  /** The community, or for a profile of a user's own the one that it builds on. */
  readonly id: Community;
  /** The name for people, such as `Linux stable`. */
  readonly title: string;
  /** Where reviews are; undefined when the repository does not say. */
  readonly forge: ForgeAddress | undefined;
  /** The branches that a fix may need, out of all those of the remote: newest first. */
  branches(names: readonly string[]): string[];
  /** How a branch lives, as far as the names of branches and tags tell. */
  state(branch: string, lines: Lines): BranchState;
  /** The commit message of a new fix: title, description, and trailers in the community's order. Throws `bad-bug`. */
  message(facts: MessageFacts): Bytes;
  /** The message of a fix for one branch. Said twice it stays the same. */
  ported(message: Bytes, facts: PortFacts): Bytes;
  /** The web addresses of the bugs that a message's trailers name, as far as they have one here. */
  bugAddresses(message: Bytes): string[];
  /** The fields and trailers that its patches have. */
  readonly fields: FieldNames;
  /** The community's rules for a patch file; `runChecks` asks them. */
  readonly checks: readonly Check[];
}
