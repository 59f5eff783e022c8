// The world besides git and forges, as the flows need it; the editor and the terminal each bring their own.
import type { Credentials } from '../review/credentials';
import type { Routes } from '../review/route';

/** What a person may set. Everything has a default; the terminal reads git's configuration, the editor its settings as well. */
export interface Settings {
  /** The queue's folder, absolute or relative to the repository. */
  queue?: string;
  /** The deployed release, where the checkout does not tell. */
  release?: string;
  /** The remote whose branches are upstream's. */
  remote?: string;
  /** The web address of Gerrit, where it is not `https://` and the host of `.gitreview`. */
  gerritUrl?: string;
  /** A community's name, or the path of a profile file, where the repository does not tell. */
  profile?: string;
  /** The git program. */
  git?: string;
}

/** The clock, the environment, and how to be named to a server. */
export interface Host {
  now(): Date;
  readonly environment: NodeJS.ProcessEnv;
  /** What the person signs in to forges with. */
  readonly credentials: Credentials;
  /** The way to each server. */
  readonly routes: Routes;
  /** Product and version, such as `fishladder/0.1.0`. */
  readonly userAgent: string;
}
