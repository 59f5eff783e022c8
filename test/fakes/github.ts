// A loopback stand-in for GitHub: GraphQL carried out over GitHub's published schema, and the few REST calls that are used.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Failure, fail } from './gerrit-failures';
import { answerQuery } from './github-schema.mjs';
import { type FakePull, pull, pullNode } from './github-world';

export interface GithubWorld {
  /** `owner/name`; the token of an account is `token-of-<name>`. */
  project: string;
  pulls: FakePull[];
  /** `owner/name`s that are forks of the project, each with its branches. */
  forks: Map<string, Map<string, string>>;
  template: string;
}

export interface GithubServer {
  /** `http://127.0.0.1:<port>/`. */
  url: string;
  world: GithubWorld;
  requests: {
    method: string;
    path: string;
    headers: IncomingHttpHeaders;
    body: { query?: string; variables?: Record<string, unknown> };
  }[];
  /** Fails from now on, or with undefined answers again; an object is answered as JSON with this status. */
  setFailure(failure: Failure | { status: number; body: object } | undefined): void;
  /** From now on a question with more than so many places or pull requests is answered so. */
  setLimit(most: number, failure: { status: number; body: object }): void;
  close(): Promise<void>;
}

/** Starts it on 127.0.0.1 as a GitHub Enterprise server. */
export async function startGithub(own: Partial<GithubWorld> = {}): Promise<GithubServer> {
  const world: GithubWorld = { project: 'acme/store', pulls: [], forks: new Map(), template: '', ...own };
  const requests: GithubServer['requests'] = [];
  let limit: { most: number; failure: { status: number; body: object } } | undefined;
  let failure: Parameters<GithubServer['setFailure']>[0];

  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const path = request.url ?? '';
    requests.push({ method: request.method ?? '', path, headers: request.headers, body });
    if (failure && typeof failure === 'object' && 'status' in failure)
      return json(response, failure.status, failure.body);
    if (failure) return fail(failure, request, response);
    const me = /^Bearer token-of-(\w+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (request.headers.authorization && !me) return json(response, 401, { message: 'Bad credentials' });
    if (path === '/api/graphql') {
      if (!me) return json(response, 401, { message: 'This endpoint requires you to be authenticated.' });
      const { query = '', variables = {} } = body;
      const size = query.match(/\b[fp]\d+: /g)?.length ?? 0;
      if (limit && size > limit.most) return json(response, limit.failure.status, limit.failure.body);
      return json(
        response,
        200,
        await answerQuery(query, variables, rootOf(world, me, `http://${request.headers.host}/`)),
      );
    }
    return rest(request, response, body as Record<string, unknown>, me ?? '');
  });

  function rest(request: IncomingMessage, response: ServerResponse, body: Record<string, unknown>, me: string): void {
    const path = (request.url ?? '').replace(/\?.*/, '');
    const [, number, what] = /\/pulls\/(\d+)(?:\/(\w+))?$/.exec(path) ?? [];
    const found = world.pulls.find((each) => each.number === Number(number));
    if (path === `/api/v3/repos/${world.project}/forks` && request.method === 'POST') {
      world.forks.set(`${me}/store`, new Map());
      json(response, 202, { full_name: `${me}/store` });
    } else if (path === `/api/v3/repos/${world.project}`) json(response, 200, { full_name: world.project });
    else if (path.endsWith('/pulls')) {
      const list = [...world.pulls].reverse().map((each) => ({ number: each.number, head: { ref: each.head } }));
      const etag = `"${list.length}"`;
      if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
      else json(response, 200, list, { etag });
    } else if (!found) json(response, 404, { message: 'Not Found' });
    else if (what === 'requested_reviewers')
      json(response, 422, { message: 'Reviews may only be requested from collaborators.' });
    else if (what === 'comments' && request.method === 'GET') json(response, 200, found.threads.map(restRemark));
    else if (what === 'comments') {
      const comment = { id: 'C1', author: me, body: String(body.body), at: '2026-11-20T11:00:00Z' };
      const thread = { id: 'T_file', path: String(body.path), line: null, originalLine: 0, side: 'RIGHT' as const };
      found.threads.push({ ...thread, resolved: false, outdated: false, commit: found.oid, comments: [comment] });
      json(response, 201, {});
    } else if (request.headers['if-none-match'] === `"${found.oid}"`) response.writeHead(304).end();
    else json(response, 200, restPull(found), { etag: `"${found.oid}"` });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    world,
    requests,
    setLimit: (most, failure) => {
      limit = { most, failure };
    },
    setFailure: (next) => {
      failure = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<GithubServer['requests'][number]['body']> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
}

function json(response: ServerResponse, status: number, value: object, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(value));
}

function restPull({ title, state, draft, oid, base, author, requested }: FakePull): object {
  const merged_at = state === 'MERGED' ? '2026-11-20T10:00:00Z' : null;
  return {
    ...{
      title,
      state: state === 'OPEN' ? 'open' : 'closed',
      draft,
      merged_at,
      mergeable: true,
      updated_at: '2026-11-20T10:00:00Z',
    },
    ...{
      user: { login: author },
      requested_reviewers: requested.map((login) => ({ login })),
      head: { sha: oid },
      base: { ref: base },
    },
  };
}

function restRemark({ path, line, side, commit, comments }: FakePull['threads'][number], n: number): object {
  const { author, body, at } = comments[0] ?? {};
  return { id: n + 1, path, line, side, commit_id: commit, user: { login: author }, body, created_at: at };
}

interface Input {
  input: Partial<
    Record<
      | 'subjectId'
      | 'body'
      | 'pullRequestId'
      | 'event'
      | 'commitOID'
      | 'pullRequestReviewThreadId'
      | 'threadId'
      | 'baseRefName'
      | 'headRefName'
      | 'title',
      string
    >
  > & { draft?: boolean; threads?: { path: string; line: number; side: 'LEFT' | 'RIGHT'; body: string }[] };
}

/** What the schema's root fields give; mutations change the world. */
function rootOf(world: GithubWorld, me: string, web: string): object {
  const { project } = world;
  const around = { web, me, project, all: world.pulls };
  const node = (each: FakePull) => pullNode(each, around);
  const list = (pulls: FakePull[]) => ({ nodes: pulls.map(node) });
  const of = (id: string) => world.pulls.find((each) => id === `PR_${each.number}`) ?? absent(id);
  const threadOf = (id: string) =>
    world.pulls.flatMap(({ threads }) => threads).find((each) => each.id === id) ?? absent(id);
  const comment = (body: string) => ({ id: `C${Date.now()}`, author: me, body, at: '2026-11-20T11:00:00Z' });
  const repository = ({ owner, name }: { owner: string; name: string }) => {
    const full = `${owner}/${name}`;
    const refs = world.forks.get(full);
    if (full !== project && !refs) return null;
    return {
      id: `R_${full}`,
      url: `${web}${full}`,
      viewerPermission: full === project ? 'READ' : 'ADMIN',
      pullRequestTemplates: world.template === '' ? [] : [{ body: world.template }],
      forks: {
        nodes: [...world.forks.keys()].map((fork) => ({
          name: fork.split('/')[1],
          url: `${web}${fork}`,
          owner: { __typename: 'User', login: fork.split('/')[0] },
        })),
      },
      ref: ({ qualifiedName }: { qualifiedName: string }) => {
        const oid = refs?.get(qualifiedName);
        return oid && { target: { __typename: 'Commit', oid } };
      },
      pullRequest: ({ number }: { number: number }) => {
        const found = world.pulls.find((each) => each.number === number);
        return found ? node(found) : absent(`PullRequest ${number}`);
      },
      pullRequests: ({
        headRefName,
        baseRefName,
        states,
      }: {
        headRefName: string;
        baseRefName?: string;
        states?: string[];
      }) =>
        list(
          world.pulls.filter(
            (each) =>
              each.head === headRefName &&
              (baseRefName ?? each.base) === each.base &&
              (states ?? [each.state]).includes(each.state),
          ),
        ),
      object: ({ oid }: { oid: string }) => ({
        __typename: 'Commit',
        associatedPullRequests: list(world.pulls.filter(({ commits }) => commits.includes(oid))),
      }),
    };
  };
  return {
    rateLimit: { remaining: 4999, resetAt: '2026-11-20T12:00:00Z' },
    viewer: { login: me, name: 'Alice' },
    repository,
    node: ({ id }: { id: string }) =>
      world.pulls
        .map((each) => node(each) as { reviewThreads: { nodes: { id: string }[] } })
        .flatMap(({ reviewThreads }) => reviewThreads.nodes)
        .find((thread) => thread.id === id),
    addComment: ({ input }: Input) => {
      of(input.subjectId ?? '').comments.push(comment(input.body ?? ''));
      return { subject: null };
    },
    addPullRequestReview: ({ input }: Input) => {
      const { pullRequestId = '', event = '', commitOID = '', threads = [] } = input;
      const at = of(pullRequestId);
      if (commitOID !== at.oid) throw new Error('commitOID is not part of the pull request');
      at.reviews.push({ author: me, state: event === 'APPROVE' ? 'APPROVED' : 'COMMENTED', body: '', oid: commitOID });
      for (const { path, line, side, body } of threads)
        at.threads.push({
          id: `T_new${at.number}_${at.threads.length}`,
          path,
          line,
          originalLine: line,
          side,
          resolved: false,
          outdated: false,
          commit: at.oid,
          comments: [comment(body)],
        });
      return { pullRequestReview: { id: 'R_new' } };
    },
    addPullRequestReviewThreadReply: ({ input }: Input) => {
      threadOf(input.pullRequestReviewThreadId ?? '').comments.push(comment(input.body ?? ''));
      return { comment: { id: 'C_new' } };
    },
    resolveReviewThread: ({ input }: Input) => setResolved(threadOf(input.threadId ?? ''), true),
    unresolveReviewThread: ({ input }: Input) => setResolved(threadOf(input.threadId ?? ''), false),
    markPullRequestReadyForReview: ({ input }: Input) => change(of(input.pullRequestId ?? ''), { draft: false }),
    closePullRequest: ({ input }: Input) => change(of(input.pullRequestId ?? ''), { state: 'CLOSED' }),
    reopenPullRequest: ({ input }: Input) => change(of(input.pullRequestId ?? ''), { state: 'OPEN' }),
    createPullRequest: ({ input }: Input) => {
      const { baseRefName = '', headRefName = '', title = '', body = '', draft = false } = input;
      const [, owner = project.split('/')[0] ?? '', head = ''] = /^(?:([^:]+):)?(.+)$/.exec(headRefName) ?? [];
      const oid = world.forks.get(`${owner}/store`)?.get(`refs/heads/${head}`);
      if (!oid) return absent(headRefName);
      const made = pull(100 + world.pulls.length, {
        title,
        body,
        draft,
        head,
        headOwner: owner,
        base: baseRefName,
        author: me,
        oid,
      });
      world.pulls.push(made);
      return { pullRequest: node(made) };
    },
  };
}

function absent(what: string): never {
  throw new Error(`Could not resolve to ${what}.`);
}

function setResolved(thread: { id: string; resolved: boolean }, resolved: boolean): object {
  thread.resolved = resolved;
  return { thread: { id: thread.id } };
}

function change(found: FakePull, to: Partial<FakePull>): object {
  Object.assign(found, to);
  return { pullRequest: { id: `PR_${found.number}` } };
}
