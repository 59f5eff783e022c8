// What GitHub is asked in GraphQL; each text is checked against GitHub's published schema by the tests.

/** All that a review is made of. How many there are of each kind is bounded by what one request may cost. */
const PULL = `fragment pull on PullRequest {
  number title url state isDraft updatedAt viewerDidAuthor mergeable reviewDecision
  baseRefName headRefOid
  author { login }
  isInMergeQueue
  autoMergeRequest { enabledAt }
  latestOpinionatedReviews(first: 30) { nodes { state author { login } } }
  reviewRequests(first: 20) {
    nodes { requestedReviewer { __typename ... on User { login } ... on Team { slug } ... on Bot { login } ... on Mannequin { login } } }
  }
  reviewThreads(first: 100) { nodes { isResolved } }
  pushes: timelineItems(first: 1, itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT]) { filteredCount }
}`;

/** The checks of a pull request's newest commit; whether one is required is told for the pull request of this number. */
function checks(number: number): string {
  return `commits(last: 1) { nodes { commit { oid statusCheckRollup { contexts(first: 100) { nodes {
    __typename
    ... on CheckRun { name status conclusion detailsUrl isRequired(pullRequestNumber: ${number})
      checkSuite { app { name } workflowRun { workflow { name } } } }
    ... on StatusContext { context state targetUrl isRequired(pullRequestNumber: ${number}) }
  } } } } } }`;
}

/** Many pull requests at once, as `p<number>`. */
export function pullsQuery(numbers: readonly number[]): string {
  const each = numbers.map((number) => `p${number}: pullRequest(number: ${number}) { ...pull ${checks(number)} }`);
  return `query Pulls($owner: String!, $name: String!) {
  rateLimit { remaining resetAt }
  repository(owner: $owner, name: $name) {
    ${each.join('\n    ')}
  }
}
${PULL}`;
}

/** One place where pull requests of a fix may be found. */
export type Place =
  | { kind: 'number'; number: number }
  | { kind: 'head'; head: string }
  | { kind: 'commit'; commit: string };

const FOUND = `fragment found on PullRequest {
  number title baseRefName state
  baseRepository { nameWithOwner }
  timelineItems(last: 50, itemTypes: [CROSS_REFERENCED_EVENT]) {
    nodes { ... on CrossReferencedEvent { source { ... on PullRequest {
      number title headRefName baseRefName bodyText
      baseRepository { nameWithOwner }
    } } } }
  }
}`;

/** Looks in many places at once; the answer to the place `n` is `f<n>`, and a pull request by its number is there in full. Names go as variables, never as text of the query. */
export function findQuery(places: readonly Place[]): { query: string; variables: Record<string, string> } {
  const variables: Record<string, string> = {};
  const declared: string[] = [];
  const each = places.map((place, n) => {
    if (place.kind === 'number')
      return `f${n}: pullRequest(number: ${place.number}) { ...found ...pull ${checks(place.number)} }`;
    variables[`v${n}`] = place.kind === 'head' ? place.head : place.commit;
    declared.push(`$v${n}: ${place.kind === 'head' ? 'String!' : 'GitObjectID!'}`);
    if (place.kind === 'head') return `f${n}: pullRequests(headRefName: $v${n}, last: 5) { nodes { ...found } }`;
    return `f${n}: object(oid: $v${n}) { ... on Commit { associatedPullRequests(first: 5) { nodes { ...found } } } }`;
  });
  const query = `query Find($owner: String!, $name: String!${declared.map((each) => `, ${each}`).join('')}) {
  rateLimit { remaining resetAt }
  repository(owner: $owner, name: $name) {
    ${each.join('\n    ')}
  }
}
${[FOUND, ...(places.some(({ kind }) => kind === 'number') ? [PULL] : [])].join('\n')}`;
  return { query, variables };
}

/** Who asks, and whether the server answers at all. */
export const VIEWER = 'query Viewer { viewer { login } }';

/** The talk on one pull request, and what the viewer may do. */
export const DETAIL = `query Detail($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) { pullRequest(number: $number) {
    id state isDraft headRefOid viewerDidAuthor viewerCanClose viewerCanReopen viewerCanUpdate locked
    comments(last: 100) { nodes { id body createdAt viewerDidAuthor author { login } } }
    reviews(last: 100) { nodes { id body state submittedAt viewerDidAuthor author { login } } }
    reviewThreads(first: 50, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes {
        id isResolved subjectType path line startLine originalLine originalStartLine diffSide isOutdated
        viewerCanReply
        comments(first: 100) { nodes {
          id body createdAt viewerDidAuthor author { login } commit { oid } originalCommit { oid }
        } }
      }
    }
  } }
}`;

/** What an act needs: the pull request as it is now, and the thread that is answered, if any. */
export const PINNED = `query Pinned($owner: String!, $name: String!, $number: Int!, $thread: ID!, $threaded: Boolean!, $placed: Boolean!) {
  repository(owner: $owner, name: $name) { pullRequest(number: $number) {
    id state isDraft headRefOid
    comments(last: 20) { nodes { body viewerDidAuthor } }
    reviewThreads(last: 100) @include(if: $placed) {
      nodes { path line diffSide subjectType comments(first: 1) { nodes { body viewerDidAuthor } } }
    }
    viewerLatestReview { state commit { oid } }
  } }
  node(id: $thread) @include(if: $threaded) {
    ... on PullRequestReviewThread {
      id isResolved pullRequest { number }
      comments(last: 20) { nodes { body viewerDidAuthor } }
    }
  }
}`;

/** Where a submit pushes to: the project, the viewer's forks of it, and the pull requests' template. */
export const GROUND = `query Ground($owner: String!, $name: String!) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    id
    pullRequestTemplates { body }
    forks(first: 5, affiliations: [OWNER], ownerAffiliations: [OWNER]) { nodes { name owner { login } } }
  }
}`;

/** A branch of the repository that is pushed to, and the pull requests that were made of it. */
export const HEAD = `query Head($owner: String!, $name: String!, $project: String!, $in: String!, $ref: String!, $head: String!, $base: String!) {
  target: repository(owner: $owner, name: $project) { ref(qualifiedName: $ref) { target { oid } } }
  repository(owner: $in, name: $name) {
    pullRequests(headRefName: $head, baseRefName: $base, states: [OPEN], last: 10) {
      nodes { number headRepositoryOwner { login } }
    }
  }
}`;

/** The writes, each by the name of its mutation. */
export const MUTATIONS = {
  addComment: 'mutation M($input: AddCommentInput!) { addComment(input: $input) { subject { id } } }',
  addPullRequestReview:
    'mutation M($input: AddPullRequestReviewInput!) { addPullRequestReview(input: $input) { pullRequestReview { id } } }',
  addPullRequestReviewThreadReply:
    'mutation M($input: AddPullRequestReviewThreadReplyInput!) { addPullRequestReviewThreadReply(input: $input) { comment { id } } }',
  resolveReviewThread:
    'mutation M($input: ResolveReviewThreadInput!) { resolveReviewThread(input: $input) { thread { id } } }',
  unresolveReviewThread:
    'mutation M($input: UnresolveReviewThreadInput!) { unresolveReviewThread(input: $input) { thread { id } } }',
  markPullRequestReadyForReview:
    'mutation M($input: MarkPullRequestReadyForReviewInput!) { markPullRequestReadyForReview(input: $input) { pullRequest { id } } }',
  closePullRequest:
    'mutation M($input: ClosePullRequestInput!) { closePullRequest(input: $input) { pullRequest { id } } }',
  reopenPullRequest:
    'mutation M($input: ReopenPullRequestInput!) { reopenPullRequest(input: $input) { pullRequest { id } } }',
  createPullRequest:
    'mutation M($input: CreatePullRequestInput!) { createPullRequest(input: $input) { pullRequest { number } } }',
} as const;
