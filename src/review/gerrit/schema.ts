// The shape of Gerrit's answers as far as it is used (rest-api-changes, "Query Changes"): open to new fields and to missing ones.
import * as z from 'zod/mini';

const account = z.object({
  _account_id: z.optional(z.number()),
  name: z.optional(z.string()),
  display_name: z.optional(z.string()),
  email: z.optional(z.string()),
  username: z.optional(z.string()),
  tags: z.optional(z.array(z.string())),
});

const approval = z.extend(account, { value: z.optional(z.number()) });

const label = z.object({
  all: z.optional(z.array(approval)),
  values: z.optional(z.record(z.string(), z.string())),
  optional: z.optional(z.boolean()),
});

const expression = z.object({
  expression: z.optional(z.string()),
});

const requirement = z.object({
  name: z.string(),
  status: z.string(),
  submittability_expression_result: z.optional(expression),
});

const message = z.object({
  author: z.optional(account),
  date: z.string(),
  message: z.string(),
  tag: z.optional(z.string()),
  _revision_number: z.optional(z.number()),
});

const attention = z.object({
  account,
  reason: z.optional(z.string()),
  reason_account: z.optional(account),
});

const identity = {
  project: z.string(),
  branch: z.string(),
  change_id: z.string(),
  _number: z.int().check(z.positive()),
};

const change = z.object({
  ...identity,
  subject: z.string(),
  status: z.string(),
  updated: z.optional(z.string()),
  meta_rev_id: z.optional(z.string()),
  owner: z.optional(account),
  work_in_progress: z.optional(z.boolean()),
  mergeable: z.optional(z.boolean()),
  submittable: z.optional(z.boolean()),
  contains_git_conflicts: z.optional(z.boolean()),
  unresolved_comment_count: z.optional(z.number()),
  labels: z.optional(z.record(z.string(), label)),
  submit_requirements: z.optional(z.array(requirement)),
  attention_set: z.optional(z.record(z.string(), attention)),
  messages: z.optional(z.array(message)),
  current_revision: z.optional(z.string()),
  current_revision_number: z.optional(z.number()),
  revisions: z.optional(
    z.record(
      z.string(),
      z.object({
        _number: z.optional(z.union([z.number(), z.string()])),
        ref: z.optional(z.string()),
        commit: z.optional(z.object({ message: z.optional(z.string()) })),
      }),
    ),
  ),
  reviewers: z.optional(z.object({ REVIEWER: z.optional(z.array(account)) })),
  actions: z.optional(z.record(z.string(), z.unknown())),
  permitted_labels: z.optional(z.record(z.string(), z.array(z.string()))),
});

const range = z.object({
  start_line: z.number(),
  start_character: z.number(),
  end_line: z.number(),
  end_character: z.number(),
});

const comment = z.object({
  id: z.string(),
  patch_set: z.optional(z.number()),
  commit_id: z.optional(z.string()),
  side: z.optional(z.string()),
  line: z.optional(z.number()),
  range: z.optional(range),
  in_reply_to: z.optional(z.string()),
  message: z.optional(z.string()),
  updated: z.optional(z.string()),
  author: z.optional(account),
  unresolved: z.optional(z.boolean()),
});

const element = z.object({ ...identity, _more_changes: z.optional(z.boolean()) });

/** A person or a machine; Gerrit leaves out what the account has not set. */
export type Account = z.infer<typeof account>;
/** A label with every vote on it and the words for its values; a vote without value may not be given. */
export type Label = z.infer<typeof label>;
/** A submit requirement (3.5 and newer) with the expression that decides it. */
export type SubmitRequirement = z.infer<typeof requirement>;
/** A message on a change; `date` is UTC, `tag` says which program left it. */
export type Message = z.infer<typeof message>;
/** A change, as far as it is used. Booleans are absent when false. */
export type ChangeInfo = z.infer<typeof change>;
/** A comment with its file's path (rest-api-changes, CommentInfo); comments of robots (before 3.13) have the same shape. */
export type CommentInfo = z.infer<typeof comment> & { path: string };
/** What tells a change from others; a change of which only this can be read is shown as unknown. */
export type ChangeIdentity = z.infer<typeof element>;

/** One element of a page: read whole, or only by its identity with the reason why. */
export type ReadChange =
  | { kind: 'whole'; change: ChangeInfo }
  | { kind: 'broken'; identity: ChangeIdentity; reason: string };

/** One page of a query's answer. `more` says that the server has further changes after these. */
export interface Page {
  changes: ReadChange[];
  more: boolean;
}

/** Reads one page; undefined when it is no array of changes at all. */
export function readPage(answer: unknown): Page | undefined {
  const page = z.array(z.looseObject(element.shape)).safeParse(answer);
  if (!page.success) return undefined;
  return { changes: page.data.map(readChange), more: page.data.at(-1)?._more_changes === true };
}

function readChange(raw: ChangeIdentity): ReadChange {
  const read = change.safeParse(raw);
  if (read.success) return { kind: 'whole', change: read.data };
  const issue = read.error.issues[0];
  return { kind: 'broken', identity: raw, reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` };
}

/** Reads one change; undefined when the answer is something else. */
export function readOne(answer: unknown): ChangeInfo | undefined {
  return change.safeParse(answer).data;
}

/** Reads comments by file, leaving out any that cannot be read; undefined when the answer is something else. */
export function readComments(answer: unknown): CommentInfo[] | undefined {
  const files = z.record(z.string(), z.array(z.unknown())).safeParse(answer).data;
  if (!files) return undefined;
  return Object.entries(files).flatMap(([path, list]) =>
    list.flatMap((each) => {
      const read = comment.safeParse(each).data;
      return read ? [{ ...read, path }] : [];
    }),
  );
}

/** Reads an account; undefined when the answer is something else. */
export function readAccount(answer: unknown): Account | undefined {
  return account.safeParse(answer).data;
}

/** The `d.d.d` of a version answer such as `"3.10.9-12-gabc"`, empty for one without a number; undefined when it is something else. */
export function readVersion(answer: unknown): string | undefined {
  return typeof answer === 'string' ? (/^\d+(\.\d+)+/.exec(answer)?.[0] ?? '') : undefined;
}
