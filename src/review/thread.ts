// What people say on a review and what may be done to it, in our own words.

/**
 * Where a comment stands, in the files of its patch set. Lines are 1-based, characters 0-based UTF-16 units, the end exclusive.
 * Without `line` it is about the whole file. `before`: the lines are those of the file as it was. The path `/COMMIT_MSG` is the commit's
 * message, whose title is line 1.
 */
export interface Place {
  path: string;
  side: 'before' | 'after';
  line?: number;
  range?: { startLine: number; startCharacter: number; endLine: number; endCharacter: number };
}

/** The lines that a place touches, 1-based, both included; for forges that comment on whole lines. */
export function wholeLines(line: number, range: Place['range']): { first: number; last: number } {
  if (!range) return { first: line, last: line };
  const { startLine, endLine, endCharacter } = range;
  return { first: startLine, last: endCharacter === 0 && endLine > startLine ? endLine - 1 : endLine };
}

/** One comment. `text` is the forge's text as it came, which is shown as text only; `at` is epoch milliseconds. */
export interface Comment {
  id: string;
  author: string;
  mine: boolean;
  text: string;
  at: number;
}

/** Comments that answer each other, the oldest first. Without `place` they are about the patch set as a whole. */
export interface Thread {
  id: string;
  place?: Place;
  /** 1-based number and full commit id of the patch set that the place is in; empty where the forge did not say. */
  patchSet: number;
  commit: string;
  resolved: boolean;
  comments: Comment[];
}

/** A label that the person may vote on, with the forge's own word for each value. */
export interface Votable {
  label: string;
  values: { value: number; text: string }[];
}

/** Something a person does to a review. A reply without text settles its thread, or opens it again, without words where the forge can. */
export type Act =
  | { kind: 'reply'; thread: string; text: string; resolved: boolean }
  | { kind: 'comment'; place?: Place; text: string; resolved: boolean }
  | { kind: 'vote'; label: string; value: number }
  | { kind: 'recheck' }
  | { kind: 'ready' }
  | { kind: 'abandon'; text: string }
  | { kind: 'restore' };

/** What is known of one review besides the review itself. Anonymous readers may do nothing: `acts` and `votes` are empty. */
export interface ReviewDetail {
  threads: Thread[];
  votes: Votable[];
  acts: Act['kind'][];
}
