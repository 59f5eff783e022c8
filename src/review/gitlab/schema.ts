// The shape of GitLab's answers as far as it is used (docs.gitlab.com/api): open to new fields and words.
import * as z from 'zod/mini';

const user = z.nullish(z.object({ username: z.string() }));

const pipeline = z.nullish(
  z.object({
    id: z.number(),
    project_id: z.optional(z.number()),
    status: z.string(),
    web_url: z.optional(z.string()),
  }),
);

const mergeRequest = z.object({
  iid: z.number(),
  title: z.string(),
  state: z.string(),
  draft: z.optional(z.boolean()),
  source_branch: z.string(),
  target_branch: z.string(),
  source_project_id: z.nullish(z.number()),
  sha: z.nullish(z.string()),
  author: user,
  reviewers: z.nullish(z.array(user)),
  detailed_merge_status: z.optional(z.string()),
  has_conflicts: z.optional(z.boolean()),
  blocking_discussions_resolved: z.optional(z.boolean()),
  merge_when_pipeline_succeeds: z.optional(z.boolean()),
  updated_at: z.optional(z.string()),
  diff_refs: z.nullish(z.object({ base_sha: z.string(), head_sha: z.string(), start_sha: z.string() })),
  head_pipeline: pipeline,
  user: z.optional(z.object({ can_merge: z.optional(z.boolean()) })),
});

const position = z.object({
  head_sha: z.nullish(z.string()),
  position_type: z.optional(z.string()),
  old_path: z.nullish(z.string()),
  new_path: z.nullish(z.string()),
  old_line: z.nullish(z.number()),
  new_line: z.nullish(z.number()),
  line_range: z.nullish(
    z.object({
      start: z.optional(z.object({ old_line: z.nullish(z.number()), new_line: z.nullish(z.number()) })),
    }),
  ),
});

const note = z.object({
  id: z.number(),
  body: z.string(),
  author: user,
  created_at: z.optional(z.string()),
  system: z.optional(z.boolean()),
  resolvable: z.optional(z.boolean()),
  resolved: z.optional(z.boolean()),
  position: z.nullish(position),
});

const discussion = z.object({ id: z.string(), notes: z.array(note) });

/** A merge request, as lists have it or alone; only alone it has its pipeline and `diff_refs`. */
export type MergeRequest = z.infer<typeof mergeRequest>;
/** Comments that answer each other. */
export type Discussion = z.infer<typeof discussion>;
/** Where a comment stands. */
export type Position = z.infer<typeof position>;

function reader<T>(shape: z.ZodMiniType<T>): (answer: unknown) => T | undefined {
  return (answer) => {
    const read = shape.safeParse(answer);
    return read.success ? read.data : undefined;
  };
}

/** A merge request. */
export const readMergeRequest = reader(mergeRequest);
/** A list of anything, to be read one by one. */
export const readList = reader(z.array(z.unknown()));
/** What names an element of a list of merge requests, of which the rest may be broken. */
export const readNumber = reader(z.object({ iid: z.number() }));
/** Who approved (`GET …/approvals`). */
export const readApprovals = reader(
  z.object({
    approved: z.optional(z.boolean()),
    approvals_required: z.optional(z.number()),
    approved_by: z.optional(z.array(z.object({ user }))),
    user_can_approve: z.optional(z.boolean()),
    user_has_approved: z.optional(z.boolean()),
  }),
);
/** Jobs of a pipeline. */
export const readJobs = reader(
  z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      web_url: z.optional(z.string()),
      allow_failure: z.optional(z.boolean()),
    }),
  ),
);
/** Discussions of a merge request. */
export const readDiscussions = reader(z.array(discussion));
/** One discussion. */
export const readDiscussion = reader(discussion);
/** Files of a merge request with their diffs. */
export const readDiffs = reader(
  z.array(z.object({ old_path: z.string(), new_path: z.string(), diff: z.optional(z.string()) })),
);
/** The account that is signed in. */
export const readUser = reader(z.object({ username: z.string() }));
/** A project. */
export const readProject = reader(
  z.object({
    id: z.number(),
    path_with_namespace: z.string(),
    import_status: z.optional(z.string()),
  }),
);
/** A branch's commit. */
export const readBranch = reader(z.object({ commit: z.object({ id: z.string() }) }));
/** The accounts that a name stands for. */
export const readUsers = reader(z.array(z.object({ id: z.number(), username: z.string() })));
/** GitLab's version. */
export const readVersion = reader(z.object({ version: z.string() }));

const issue = z.object({ iid: z.number(), title: z.string(), state: z.string() });

/** Issues of a list that can be read. */
export function readIssues(answer: unknown): z.infer<typeof issue>[] {
  return (readList(answer) ?? []).flatMap((each) => issue.safeParse(each).data ?? []);
}
