// The shape of GitHub's answers as far as it is used: open to new fields and words, and to parts that it would not give.
import * as z from 'zod/mini';

const actor = z.nullish(z.object({ login: z.optional(z.string()) }));
const nodes = <T extends z.ZodMiniType>(node: T) =>
  z.nullish(z.object({ nodes: z.nullish(z.array(z.nullable(node))) }));

const check = z.object({
  __typename: z.optional(z.string()),
  name: z.optional(z.string()),
  status: z.optional(z.string()),
  conclusion: z.nullish(z.string()),
  detailsUrl: z.nullish(z.string()),
  isRequired: z.optional(z.boolean()),
  checkSuite: z.nullish(
    z.object({
      app: z.nullish(z.object({ name: z.string() })),
      workflowRun: z.nullish(z.object({ workflow: z.object({ name: z.string() }) })),
    }),
  ),
  context: z.optional(z.string()),
  state: z.optional(z.string()),
  targetUrl: z.nullish(z.string()),
});

const pull = z.object({
  number: z.number(),
  title: z.string(),
  url: z.string(),
  state: z.string(),
  isDraft: z.optional(z.boolean()),
  updatedAt: z.optional(z.string()),
  viewerDidAuthor: z.optional(z.boolean()),
  mergeable: z.optional(z.string()),
  reviewDecision: z.nullish(z.string()),
  baseRefName: z.string(),
  headRefOid: z.string(),
  author: actor,
  isInMergeQueue: z.optional(z.boolean()),
  autoMergeRequest: z.nullish(z.object({})),
  latestOpinionatedReviews: nodes(z.object({ state: z.string(), author: actor })),
  reviewRequests: nodes(
    z.object({
      requestedReviewer: z.nullish(z.object({ login: z.optional(z.string()), slug: z.optional(z.string()) })),
    }),
  ),
  reviewThreads: nodes(z.object({ isResolved: z.boolean() })),
  pushes: z.optional(z.object({ filteredCount: z.number() })),
  commits: nodes(
    z.object({ commit: z.object({ statusCheckRollup: z.nullish(z.object({ contexts: nodes(check) })) }) }),
  ),
});

const base = z.nullish(z.object({ nameWithOwner: z.string() }));

const source = z.object({
  number: z.number(),
  title: z.string(),
  headRefName: z.string(),
  baseRefName: z.string(),
  bodyText: z.string(),
  baseRepository: base,
});

const found = z.object({
  number: z.number(),
  baseRefName: z.string(),
  baseRepository: base,
  timelineItems: nodes(z.object({ source: z.unknown() })),
});

const places = z.nullish(
  z.union([
    found,
    z.object({ nodes: z.array(z.nullable(found)) }),
    z.object({ associatedPullRequests: z.object({ nodes: z.array(z.nullable(found)) }) }),
  ]),
);

const comment = z.object({
  id: z.string(),
  body: z.string(),
  createdAt: z.optional(z.string()),
  viewerDidAuthor: z.optional(z.boolean()),
  author: actor,
});

const spot = z.object({
  subjectType: z.optional(z.string()),
  path: z.string(),
  line: z.nullish(z.number()),
  diffSide: z.optional(z.string()),
});

const thread = z.extend(spot, {
  id: z.string(),
  isResolved: z.boolean(),
  startLine: z.nullish(z.number()),
  originalLine: z.nullish(z.number()),
  originalStartLine: z.nullish(z.number()),
  isOutdated: z.optional(z.boolean()),
  viewerCanReply: z.optional(z.boolean()),
  comments: nodes(
    z.extend(comment, {
      commit: z.nullish(z.object({ oid: z.string() })),
      originalCommit: z.nullish(z.object({ oid: z.string() })),
    }),
  ),
});

const detail = z.object({
  id: z.string(),
  state: z.string(),
  isDraft: z.boolean(),
  headRefOid: z.string(),
  viewerDidAuthor: z.boolean(),
  viewerCanClose: z.boolean(),
  viewerCanReopen: z.boolean(),
  viewerCanUpdate: z.boolean(),
  locked: z.boolean(),
  comments: nodes(comment),
  reviews: nodes(z.extend(comment, { state: z.string(), submittedAt: z.nullish(z.string()) })),
  reviewThreads: z.object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.nullish(z.string()) }),
    nodes: z.nullish(z.array(z.nullable(thread))),
  }),
});

const said = nodes(z.object({ body: z.string(), viewerDidAuthor: z.boolean() }));

const pinned = z.object({
  repository: z.nullish(
    z.object({
      pullRequest: z.nullish(
        z.object({
          id: z.string(),
          state: z.string(),
          isDraft: z.boolean(),
          headRefOid: z.string(),
          comments: said,
          reviewThreads: z.optional(nodes(z.extend(spot, { comments: said }))),
          viewerLatestReview: z.nullish(
            z.object({ state: z.string(), commit: z.nullish(z.object({ oid: z.string() })) }),
          ),
        }),
      ),
    }),
  ),
  node: z.nullish(
    z.object({
      id: z.optional(z.string()),
      isResolved: z.optional(z.boolean()),
      pullRequest: z.optional(z.object({ number: z.number() })),
      comments: said,
    }),
  ),
});

const fork = z.object({ name: z.string(), owner: z.object({ login: z.string() }) });

const ground = z.object({
  viewer: z.object({ login: z.string() }),
  repository: z.object({
    id: z.string(),
    pullRequestTemplates: z.nullish(z.array(z.object({ body: z.nullish(z.string()) }))),
    forks: nodes(fork),
  }),
});

const head = z.object({
  target: z.nullish(z.object({ ref: z.nullish(z.object({ target: z.nullish(z.object({ oid: z.string() })) })) })),
  repository: z.object({
    pullRequests: nodes(
      z.object({
        number: z.number(),
        headRepositoryOwner: z.nullish(z.object({ login: z.string() })),
      }),
    ),
  }),
});

const errors = z.array(
  z.object({
    type: z.optional(z.string()),
    message: z.optional(z.string()),
    path: z.optional(z.array(z.union([z.string(), z.number()]))),
  }),
);

const envelope = z.object({ data: z.nullish(z.record(z.string(), z.unknown())), errors: z.optional(errors) });

/** A pull request as `pullsQuery` asks for it. */
export type Pull = z.infer<typeof pull>;
/** One check of a commit: a CheckRun, or a StatusContext. */
export type Check = z.infer<typeof check>;
/** A pull request that was found, with those that refer to it. */
export type Found = z.infer<typeof found>;
/** The talk on a pull request. */
export type Detail = z.infer<typeof detail>;
/** One thread of the talk. */
export type ReviewThread = z.infer<typeof thread>;
/** What a person said outside of the threads. */
export type Remark = z.infer<typeof comment>;

/** The nodes of a connection that are there. */
export function nodesOf<T>(connection: { nodes?: (T | null)[] | null | undefined } | null | undefined): T[] {
  return (connection?.nodes ?? []).filter((node) => node !== null);
}

/** GraphQL's envelope; undefined when the answer is none. */
export function readEnvelope(answer: unknown): z.infer<typeof envelope> | undefined {
  const read = envelope.safeParse(answer);
  return read.success ? read.data : undefined;
}

/** One answer by its form; undefined when it does not fit. */
function reader<T>(shape: z.ZodMiniType<T>): (answer: unknown) => T | undefined {
  return (answer) => {
    const read = shape.safeParse(answer);
    return read.success ? read.data : undefined;
  };
}

/** A pull request of `pullsQuery`. */
export const readPull = reader(pull);
/** The answer to `DETAIL`, without what is around the pull request. */
export const readDetail = reader(detail);
/** The answer to `PINNED`. */
export const readPinned = reader(pinned);
/** The answer to `GROUND`. */
export const readGround = reader(ground);
/** The answer to `HEAD`. */
export const readHead = reader(head);
/** The login that `VIEWER` answers. */
export const readViewer = reader(z.object({ viewer: z.object({ login: z.string() }) }));
/** A pull request that refers to another. */
export const readSource = reader(source);

/** A pull request as REST gives it (docs.github.com, "Get a pull request"). */
export const readRestPull = reader(
  z.object({
    title: z.string(),
    state: z.string(),
    draft: z.optional(z.boolean()),
    merged_at: z.nullish(z.string()),
    mergeable: z.nullish(z.boolean()),
    updated_at: z.optional(z.string()),
    user: actor,
    requested_reviewers: z.nullish(z.array(z.object({ login: z.optional(z.string()) }))),
    head: z.object({ sha: z.string() }),
    base: z.object({ ref: z.string() }),
  }),
);

/** An issue as REST gives it. */
export const readRestIssue = reader(
  z.object({ title: z.string(), state: z.string(), state_reason: z.nullish(z.string()) }),
);

const newest = z.object({ number: z.number(), head: z.object({ ref: z.string() }) });

/** Those elements of REST's list of pull requests that can be read. */
export function readNewest(answer: unknown): z.infer<typeof newest>[] {
  const read = z.array(z.unknown()).safeParse(answer);
  return read.success ? read.data.flatMap((each) => newest.safeParse(each).data ?? []) : [];
}

const restRemark = z.object({
  id: z.number(),
  in_reply_to_id: z.nullish(z.number()),
  path: z.string(),
  line: z.nullish(z.number()),
  side: z.optional(z.string()),
  commit_id: z.nullish(z.string()),
  user: actor,
  body: z.string(),
  created_at: z.optional(z.string()),
});

/** Remarks on a pull request's lines as REST gives them; those that can be read. */
export function readRestRemarks(answer: unknown): z.infer<typeof restRemark>[] {
  const read = z.array(z.unknown()).safeParse(answer);
  return read.success ? read.data.flatMap((each) => restRemark.safeParse(each).data ?? []) : [];
}

/** The pull requests that one place of `findQuery` has. */
export function readFound(answer: unknown): Found[] {
  const read = places.safeParse(answer);
  if (!read.success || !read.data) return [];
  if ('number' in read.data) return [read.data];
  return nodesOf('nodes' in read.data ? read.data : read.data.associatedPullRequests);
}
