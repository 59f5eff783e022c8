// A community's conventions, as far as a fix needs them: its branches, its commit message, its bugs, its forge.
import type { Bytes } from '../base/bytes';
import type { Check } from './check';

/** A person as commits name them. */
export interface Person {
  name: string;
  email: string;
}

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

/** Where a project's reviews are. */
export interface ForgeAddress {
  kind: 'gerrit';
  host: string;
  project: string;
}

/** The conventions of one community, for one repository. */
export interface Profile {
  readonly id: 'openstack' | 'generic';
  /** Where reviews are; undefined when the repository does not say. */
  readonly forge: ForgeAddress | undefined;
  /** The branches that a fix may need, out of all those of the remote: newest first. */
  branches(names: readonly string[]): string[];
  /** The commit message of a new fix: title, description, and trailers in the community's order. Throws `bad-bug`. */
  message(facts: MessageFacts): Bytes;
  /** The web addresses of the bugs that a message's trailers name, as far as they have one here. */
  bugAddresses(message: Bytes): string[];
  /** The community's rules for a patch file; `runChecks` asks them. */
  readonly checks: readonly Check[];
}
