// The pull requests of the GitHub stand-in, as plain objects that its schema can be carried out over.

export interface FakeComment {
  id: string;
  author: string;
  body: string;
  at: string;
}

export interface FakeThread {
  id: string;
  path: string;
  line: number | null;
  originalLine: number;
  startLine?: number;
  side: 'LEFT' | 'RIGHT';
  resolved: boolean;
  outdated: boolean;
  commit: string;
  comments: FakeComment[];
}

export interface FakePull {
  number: number;
  title: string;
  body: string;
  author: string;
  base: string;
  head: string;
  headOwner: string;
  oid: string;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  draft: boolean;
  mergeable: 'MERGEABLE' | 'CONFLICTING' | 'UNKNOWN';
  decision: 'APPROVED' | 'CHANGES_REQUESTED' | 'REVIEW_REQUIRED' | null;
  reviews: { author: string; state: string; body: string; oid: string }[];
  requested: string[];
  checks: { name: string; conclusion: string | null; required: boolean; url?: string }[];
  threads: FakeThread[];
  comments: FakeComment[];
  commits: string[];
  referredBy: number[];
  /** How often its head was pushed anew. */
  pushes: number;
}

/** A pull request with nothing special about it. */
export function pull(number: number, own: Partial<FakePull> = {}): FakePull {
  return {
    ...{
      number,
      title: `Fix ${number}`,
      body: '',
      author: 'alice',
      base: 'main',
      head: `fix-${number}`,
      headOwner: 'alice',
    },
    ...{ oid: `${number}`.padStart(40, 'a'), state: 'OPEN', draft: false, mergeable: 'MERGEABLE', decision: null },
    ...{ reviews: [], requested: [], checks: [], threads: [], comments: [], commits: [], referredBy: [], pushes: 0 },
    ...own,
  };
}

/** What the schema's resolvers need to know besides the pull request itself. */
export interface Around {
  /** The web address, ending in a slash. */
  web: string;
  me: string;
  project: string;
  all: readonly FakePull[];
}

const nodes = (list: readonly unknown[]) => ({ nodes: list, pageInfo: { hasNextPage: false, endCursor: null } });
const actor = (login: string) => ({ __typename: 'User', login, name: login });
const time = '2026-11-20T10:00:00Z';

/** A pull request as the schema's type PullRequest. */
export function pullNode(of: FakePull, around: Around): object {
  const { web, me, project, all } = around;
  const said = ({ id, author, body, at }: FakeComment) => ({
    ...{ __typename: 'IssueComment', id, body, author: actor(author), createdAt: at, viewerDidAuthor: author === me },
  });
  return {
    __typename: 'PullRequest',
    id: `PR_${of.number}`,
    ...{ number: of.number, title: of.title, bodyText: of.body, state: of.state, isDraft: of.draft, updatedAt: time },
    url: `${web}${project}/pull/${of.number}`,
    ...{ viewerDidAuthor: of.author === me, mergeable: of.mergeable, reviewDecision: of.decision, locked: false },
    ...{ baseRefName: of.base, headRefName: of.head, headRefOid: of.oid, author: actor(of.author) },
    ...{ viewerCanClose: of.author === me, viewerCanReopen: of.author === me, viewerCanUpdate: of.author === me },
    ...{ isInMergeQueue: false, autoMergeRequest: null, headRepositoryOwner: actor(of.headOwner) },
    baseRepository: { nameWithOwner: project },
    latestOpinionatedReviews: nodes(of.reviews.map(({ state, author }) => ({ state, author: actor(author) }))),
    viewerLatestReview: of.reviews
      .filter(({ author }) => author === me)
      .map(({ state, oid }) => ({ state, commit: { oid } }))
      .at(-1),
    reviews: nodes(
      of.reviews.map(({ state, author, body }, n) => ({
        ...{
          id: `R_${of.number}_${n}`,
          state,
          body,
          submittedAt: time,
          author: actor(author),
          viewerDidAuthor: author === me,
        },
      })),
    ),
    reviewRequests: nodes(of.requested.map((login) => ({ requestedReviewer: actor(login) }))),
    comments: nodes(of.comments.map(said)),
    reviewThreads: nodes(
      of.threads.map((thread) => ({
        ...{ __typename: 'PullRequestReviewThread', id: thread.id, isResolved: thread.resolved, subjectType: 'LINE' },
        ...{ path: thread.path, line: thread.line, startLine: thread.startLine ?? null, isOutdated: thread.outdated },
        ...{ originalLine: thread.originalLine, originalStartLine: null, diffSide: thread.side, viewerCanReply: true },
        pullRequest: { number: of.number },
        comments: nodes(
          thread.comments.map((each) => ({
            ...said(each),
            ...{ commit: { oid: of.oid }, originalCommit: { oid: thread.commit } },
          })),
        ),
      })),
    ),
    timelineItems: ({ itemTypes }: { itemTypes: string[] }) =>
      itemTypes.includes('HEAD_REF_FORCE_PUSHED_EVENT')
        ? { ...nodes([]), filteredCount: of.pushes }
        : nodes(
            of.referredBy.map((number) => ({
              __typename: 'CrossReferencedEvent',
              source: () => {
                const source = all.find((each) => each.number === number);
                return source && pullNode(source, around);
              },
            })),
          ),
    commits: nodes([
      {
        commit: {
          oid: of.oid,
          statusCheckRollup: of.checks.length > 0 ? { contexts: nodes(of.checks.map(check)) } : null,
        },
      },
    ]),
  };
}

function check({ name, conclusion, required, url }: FakePull['checks'][number]): object {
  return {
    __typename: 'CheckRun',
    ...{
      name,
      conclusion,
      status: conclusion === null ? 'IN_PROGRESS' : 'COMPLETED',
      detailsUrl: url ?? null,
      isRequired: required,
    },
    checkSuite: { app: { name: 'GitHub Actions' }, workflowRun: { workflow: { name: 'build' } } },
  };
}
