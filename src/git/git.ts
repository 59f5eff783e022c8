// What Fishladder asks of git: verbs with plain answers. The one implementation is in `open.ts`; tests may bring their own.
import type { Bytes } from '../base/bytes';
import type { Disposable } from '../base/disposable';

/** A git object as the object store has it. */
export interface GitObject {
  id: string;
  type: 'blob' | 'tree' | 'commit' | 'tag';
  content: Bytes;
}

/** Random access to git objects through long-lived processes. */
export interface Objects extends Disposable {
  /** The object a name stands for (`<id>`, `<rev>:<path>`, `<rev>^{commit}`); undefined when there is none. */
  read(name: Bytes): Promise<GitObject | undefined>;
  /** Adds an object without any ref to it, and gives its id. */
  write(type: 'blob' | 'tree' | 'commit', content: Bytes): Promise<string>;
  /** The id an object with this content has, without storing it. */
  hash(type: 'blob' | 'tree', content: Bytes): string;
}

/** One entry of a tree. `mode` is as git stores it: `100644`, `100755`, `120000`, `160000`, `40000`. */
export interface TreeEntry {
  mode: string;
  name: Bytes;
  id: string;
}

/** A commit, with its message as bytes. */
export interface Commit {
  id: string;
  tree: string;
  parents: string[];
  /** `Name <mail> <epoch seconds> <zone>`, as the object has it. */
  author: Bytes;
  committer: Bytes;
  message: Bytes;
}

/** A difference of one path between two trees; an absent side is undefined. */
export interface TreeChange {
  path: Bytes;
  before?: { mode: string; id: string };
  after?: { mode: string; id: string };
}

/** A file that git takes for renamed. `score` is git's similarity, 0 to 100. */
export interface Rename {
  from: Bytes;
  to: Bytes;
  score: number;
}

/** A branch by its name upstream (`stable/2025.1`), and the commit that was last fetched. */
export interface UpstreamBranch {
  name: string;
  commit: string;
}

/** Where HEAD is. `branch` is undefined when it is detached, `commit` before the first commit. */
export interface Head {
  commit?: string;
  branch?: string;
  /** The remote branch that the local one follows, such as `origin/stable/2025.1`. */
  upstream?: string;
}

/** A person as git writes them. */
export interface Identity {
  name: string;
  email: string;
}

/** A file of the working tree or the index that differs from HEAD. */
export interface ChangedFile {
  path: Bytes;
  /** Path in HEAD where git sees a rename. */
  from?: Bytes;
}

/** Content and mode of a file in the working tree, the index or a commit. */
export interface FileState {
  mode: string;
  content: Bytes;
}

/** A commit as the history tells it; texts are UTF-8. */
export interface HistoryCommit {
  id: string;
  parents: string[];
  /** The author's name, and when it was written, in epoch seconds. */
  author: Bytes;
  authored: number;
  /** The first paragraph of the message on one line. */
  subject: Bytes;
  message: Bytes;
}

/** A commit and all paths that it changed, both of a renamed file. */
export interface TouchingCommit {
  id: string;
  paths: Bytes[];
}

/** A tag; `commit` is the one that it stands for, undefined where it stands for anything else. */
export interface Tag {
  name: string;
  commit: string | undefined;
}

/** A line of a file, 0-based, and the commit that made it what it is. */
export interface BlamedLine {
  line: number;
  commit: string;
}

/** What git signs in with at one host. `scope` is the host's address, such as `https://review.example.org`. */
export interface Login {
  scope: string;
  user: string;
  secret: string;
}

/**
 * One commit for one ref of another repository; `to` is the name of a remote or an address, `options` are push options. `replaces` is the
 * commit that the ref must have there (empty: none); without it the ref only moves forward. With `login` no other helper is asked for that host.
 */
export interface GitPush {
  to: string;
  commit: string;
  ref: string;
  options: readonly string[];
  replaces?: string;
  login?: Login | undefined;
}

/** One mail with one commit's patch. `prefix` is what stands in the subject's brackets; ids are without angle brackets. */
export interface GitLetter {
  commit: string;
  prefix: string;
  messageId: string;
  inReplyTo?: string;
  from: string;
  to: readonly string[];
  cc: readonly string[];
}

/** What came of sending; `words` is what git send-email said, plain, one line an entry. */
export type GitLetterAnswer = { kind: 'done' } | { kind: 'refused'; words: string[] };

/** What came of a push: `words` is what the other side said, plain, one line an entry; `reason` is git's word for the refusal. */
export type GitPushAnswer =
  | { kind: 'done'; words: string[] }
  | { kind: 'up-to-date'; words: string[] }
  | { kind: 'refused'; reason: string; words: string[] };

/** One ref of another repository, to be kept here as `refs/fishladder/` and `into`. */
export interface GitFetch {
  from: string;
  ref: string;
  into: string;
  login?: Login | undefined;
}

/** One repository. Every verb may also throw `GitError`, whose `args` and `words` are git's own. */
export interface Git extends Disposable {
  /** Top folder of the working tree, absolute; the git folder itself where there is no working tree. */
  readonly root: string;
  /** True where there is no working tree; verbs about working tree and index then fail. */
  readonly bare: boolean;
  /** The folder that all working trees of this repository share, absolute (`.git` in the plain case). */
  readonly commonDir: string;
  /** `[2, 39, 5]`. */
  readonly version: readonly number[];
  readonly objects: Objects;

  /** Full id of the commit that a revision stands for; undefined when there is none. */
  commitId(revision: string): Promise<string | undefined>;
  /** Reads a commit by full id; undefined when it is not in this repository (a shallow clone, say). */
  commit(id: string): Promise<Commit | undefined>;
  head(): Promise<Head>;
  isShallow(): Promise<boolean>;
  /** Tags whose commit is exactly this one. */
  tagsAt(commit: string): Promise<string[]>;
  /** The nearest tag that this commit contains; undefined when there is none. */
  nearestTag(commit: string): Promise<string | undefined>;
  mergeBase(a: string, b: string): Promise<string | undefined>;
  /** Branches of a remote as last fetched; the local ones where no remote is given. */
  branches(remote: string | undefined): Promise<UpstreamBranch[]>;
  /** True when a branch of this remote, as last fetched, contains a commit. */
  remoteContains(remote: string, commit: string): Promise<boolean>;
  /** All tags. */
  tags(): Promise<Tag[]>;
  /** Who wrote HEAD's latest commits (at most so many), each once, the most frequent first. */
  authors(commits: number): Promise<Identity[]>;
  /** The commits that branches, remote ones too, and tags point to, each once. */
  tips(): Promise<string[]>;
  /** Gives every commit that branches and tags reach, and those before `known` do not, newest first, to `take`. */
  history(known: readonly string[], take: (commit: HistoryCommit) => void, signal?: AbortSignal): Promise<void>;
  /** The commits in `from..to` (all of `to` without `from`) that changed one of these paths (any, where none is named), newest first; no merges. */
  commitsTouching(
    paths: readonly Bytes[],
    from: string | undefined,
    to: string,
    signal?: AbortSignal,
  ): Promise<TouchingCommit[]>;
  /**
   * Who made these lines (0-based, half-open) of a file at `to` what they are; those that `from` has already are left out. Nobody, where
   * the file's name is not UTF-8: no argument of a process can say it.
   */
  blame(
    path: Bytes,
    spans: readonly { start: number; end: number }[],
    from: string | undefined,
    to: string,
    signal?: AbortSignal,
  ): Promise<BlamedLine[]>;
  /** All of git's configuration for this repository: the last value of each key, in git's spelling of keys (`remote.origin.url`). */
  configuration(): Promise<Map<string, string>>;
  /** The person git would record; undefined when name or mail is not configured. */
  identity(who: 'author' | 'committer'): Promise<Identity | undefined>;
  /** `Name <mail> <epoch seconds> <zone>` of the committer and now; undefined when not configured. */
  committerLine(): Promise<string | undefined>;
  /**
   * Files that differ between HEAD and the index or the working tree, untracked ones left out unless asked for by path.
   * Throws `unmerged` and `name-not-utf8` where one of them cannot be read.
   */
  changedFiles(where: 'index' | 'worktree', paths?: readonly string[]): Promise<ChangedFile[]>;
  /** Paths of the working tree that git neither tracks nor ignores; a folder without any tracked file is one, with `/` at its end. */
  untracked(): Promise<string[]>;
  /** A path's state in the index; undefined when it is not there. */
  indexFile(path: Bytes): Promise<FileState | undefined>;
  /** A path's state in the working tree, as git would store it (clean filters and line endings applied); undefined when absent. */
  worktreeFile(path: Bytes): Promise<FileState | undefined>;
  /** Renames that git finds between two trees (or commits), at 50 % similarity; with `paths` only of the files at these paths or below them. */
  renames(before: string, after: string, paths?: readonly Bytes[]): Promise<Rename[]>;
  /** Adds a pattern to the repository's private exclude file unless it is there; true when it was added. */
  exclude(pattern: string): Promise<boolean>;
  /** True when git ignores this path. */
  isIgnored(path: string): Promise<boolean>;
  /** True when git tracks a file at or below this path. */
  isTracked(path: string): Promise<boolean>;
  /** Adds a commit object without any ref to it, and gives its id; the same commit always has the same id. */
  writeCommit(commit: Omit<Commit, 'id'>): Promise<string>;
  /**
   * Sends a commit. No hook runs and nothing is asked. A refusal by the other side is an answer; throws `GitError` `remote-forbidden` or
   * `remote-failed` when it did not get so far, `bad-address` and `bad-ref`, or the signal's reason.
   */
  push(request: GitPush, signal: AbortSignal): Promise<GitPushAnswer>;
  /** Brings a ref; gives its commit, undefined where the other side has no such ref. Throws as `push` does. */
  fetchRef(request: GitFetch, signal: AbortSignal): Promise<string | undefined>;
  /** Makes `refs/fishladder/` and `into` name a commit, so that git does not sweep it away. */
  keepCommit(commit: string, into: string): Promise<void>;
  /** The commit that such a ref names; undefined when there is none. */
  keptCommit(into: string): Promise<string | undefined>;
  /**
   * Sends a commit by mail with `git send-email`, to nobody but those who are named; no hook and no other program runs but the one that sends. A
   * failure is an answer; throws `git-failed` for what cannot be part of a mail, or the signal's reason.
   */
  sendMail(letter: GitLetter, signal: AbortSignal): Promise<GitLetterAnswer>;
}
