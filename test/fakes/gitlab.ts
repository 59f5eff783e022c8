// A loopback stand-in for GitLab's REST API, with the calls that are used and the shapes that its documentation shows.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Failure, fail } from './gerrit-failures';

interface Note {
  id: number;
  type: string | null;
  body: string;
  author: { username: string };
  created_at: string;
  system: boolean;
  resolvable: boolean;
  resolved?: boolean;
  position?: object;
}

export interface FakeRequest {
  iid: number;
  title: string;
  description: string;
  state: 'opened' | 'closed' | 'merged';
  author: string;
  source_branch: string;
  target_branch: string;
  source_project_id: number;
  sha: string;
  status: string;
  conflicts: boolean;
  pipeline?: { id: number; status: string };
  reviewers: string[];
  approvers: string[];
  required: number;
  discussions: { id: string; individual_note: boolean; notes: Note[] }[];
  commits: string[];
  versions: number;
}

/** A merge request with nothing special about it. */
export function mergeRequest(iid: number, own: Partial<FakeRequest> = {}): FakeRequest {
  return {
    ...{ iid, title: `Fix ${iid}`, description: '', state: 'opened', author: 'alice', source_branch: `fix-${iid}` },
    ...{
      target_branch: 'main',
      source_project_id: 1,
      sha: `${iid}`.padStart(40, 'a'),
      status: 'mergeable',
      conflicts: false,
    },
    ...{ reviewers: [], approvers: [], required: 0, discussions: [], commits: [], versions: 1 },
    ...own,
  };
}

export interface GitlabServer {
  url: string;
  requests: { method: string; path: string; headers: IncomingHttpHeaders }[];
  all: FakeRequest[];
  /** The branches of each fork, by its owner. */
  forks: Map<string, { id: number; branches: Map<string, string> }>;
  jobs: { name: string; status: string; web_url: string; allow_failure: boolean }[];
  setFailure(failure: Failure | undefined): void;
  close(): Promise<void>;
}

const DIFF = '@@ -1,3 +1,3 @@\n one\n-two\n+zwei\n three\n';

/** Starts it on 127.0.0.1 with the project acme/store. The token of an account is `token-of-<name>`. */
export async function startGitlab(): Promise<GitlabServer> {
  const requests: GitlabServer['requests'] = [];
  const all: FakeRequest[] = [];
  const forks: GitlabServer['forks'] = new Map();
  const jobs: GitlabServer['jobs'] = [];
  let failure: Failure | undefined;
  let ids = 100;
  let url = '';

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', headers } = request;
    requests.push({ method, path: request.url ?? '', headers });
    if (failure) return fail(failure, request, response);
    const me = /^Bearer token-of-(\w+)$/.exec(headers.authorization ?? '')?.[1];
    if (headers.authorization && !me) return json(response, 401, { message: '401 Unauthorized' });
    if (method !== 'GET' && !me) return json(response, 401, { message: '401 Unauthorized' });
    const { pathname, searchParams } = new URL(request.url ?? '', url);
    const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {};
    const [status, data] = answer(
      `${method} ${decodeURIComponent(pathname.replace(/^\/api\/v4\//, ''))}`,
      searchParams,
      body,
      me,
    );
    return json(response, status, data);
  });

  function show(each: FakeRequest): object {
    const { author, reviewers, status, conflicts, pipeline, approvers, required, discussions, commits, ...plain } =
      each;
    const open = discussions.some(({ notes }) => notes.some((note) => note.resolvable && !note.resolved));
    return {
      ...plain,
      ...{
        draft: /^draft:/i.test(each.title),
        author: { username: author },
        reviewers: reviewers.map((username) => ({ username })),
      },
      ...{ detailed_merge_status: status, has_conflicts: conflicts, blocking_discussions_resolved: !open },
      ...{ web_url: `${url}acme/store/-/merge_requests/${each.iid}`, updated_at: '2026-11-20T10:00:00.000Z' },
    };
  }

  function note(body: string, author: string, own: Partial<Note> = {}): Note {
    return {
      id: ids++,
      type: null,
      body,
      author: { username: author },
      created_at: '2026-11-20T10:00:00.000Z',
      system: false,
      resolvable: false,
      ...own,
    };
  }

  function project(owner: string, id: number): object {
    return {
      id,
      path_with_namespace: `${owner}/store`,
      http_url_to_repo: `${url}${owner}/store.git`,
      import_status: 'finished',
    };
  }

  // biome-ignore lint/suspicious/noExplicitAny: the body of a request is whatever was sent
  function answer(asked: string, query: URLSearchParams, body: any, me: string | undefined): [number, unknown] {
    const gone: [number, unknown] = [404, { message: '404 Not found' }];
    const path = asked.replace(/ projects\/acme\/store/, ' P');
    if (path === 'GET user')
      return me ? [200, { id: 1, username: me, name: me }] : [401, { message: '401 Unauthorized' }];
    if (path === 'GET version') return [200, { version: '18.5.1', revision: 'abc' }];
    if (path === 'GET P') return [200, project('acme', 1)];
    if (path === 'GET users') return [200, [{ id: 7, username: query.get('username') }]];
    if (path === 'GET P/forks')
      return [200, [...forks].filter(([owner]) => owner === me).map(([owner, { id }]) => project(owner, id))];
    if (path === 'POST P/fork') {
      forks.set(me ?? '', { id: 2, branches: new Map() });
      return [201, project(me ?? '', 2)];
    }
    const fork = [...forks.values()].find(
      ({ id }) => path.includes(`projects/${id}/`) || path.endsWith(`projects/${id}`),
    );
    if (/^GET projects\/\d+$/.test(path)) return fork ? [200, project(me ?? '', fork.id)] : gone;
    const branch = /^GET projects\/\d+\/repository\/branches\/(.+)$/.exec(path)?.[1];
    if (branch !== undefined) {
      const id = fork?.branches.get(branch);
      return id ? [200, { name: branch, commit: { id } }] : gone;
    }
    if (fork && path === `POST projects/${fork.id}/merge_requests`) {
      const sha = fork.branches.get(body.source_branch);
      if (!sha) return [400, { message: ['Source branch does not exist'] }];
      const { title, description, source_branch, target_branch } = body;
      const made = mergeRequest(ids++, {
        title,
        description,
        source_branch,
        target_branch,
        sha,
        author: me ?? '',
        source_project_id: fork.id,
      });
      all.push(made);
      return [201, show(made)];
    }
    const commit = /^GET P\/repository\/commits\/(\w+)\/merge_requests$/.exec(path)?.[1];
    if (commit) return [200, all.filter(({ commits }) => commits.includes(commit)).map(show)];
    if (path === 'GET P/merge_requests') {
      const iids = query.getAll('iids[]').map(Number);
      const has = (name: string, value: string) => (query.get(name) ?? value) === value;
      const found = all.filter(
        (each) =>
          (iids.length === 0 || iids.includes(each.iid)) &&
          (query.get('scope') === 'all' || each.author === me) &&
          (query.get('state') === 'all' || query.get('state') === each.state) &&
          has('source_branch', each.source_branch) &&
          has('target_branch', each.target_branch),
      );
      return [200, found.map(show)];
    }
    if (/^GET P\/pipelines\/\d+\/jobs$/.test(path)) return [200, jobs];
    if (/^POST (?:P|projects\/\d+)\/pipelines\/\d+\/retry$/.test(path)) {
      for (const each of all) if (each.pipeline) each.pipeline.status = 'running';
      return [201, {}];
    }
    const [, verb, number, rest = ''] = /^(\w+) P\/merge_requests\/(\d+)\/?(.*)$/.exec(path) ?? [];
    const found = all.find(({ iid }) => iid === Number(number));
    return found && verb ? one(found, `${verb} ${rest}`.trim(), body, me) : gone;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the body of a request is whatever was sent
  function one(found: FakeRequest, path: string, body: any, me: string | undefined): [number, unknown] {
    const alone = {
      user: { can_merge: false },
      diff_refs: { base_sha: 'b'.repeat(40), start_sha: 'b'.repeat(40), head_sha: found.sha },
    };
    const shown = () => ({
      ...show(found),
      ...alone,
      head_pipeline: found.pipeline ? { ...found.pipeline, project_id: 1 } : null,
    });
    if (path === 'GET') return [200, shown()];
    if (path === 'PUT') {
      if (body.title !== undefined) found.title = body.title;
      if (body.state_event) found.state = body.state_event === 'close' ? 'closed' : 'opened';
      return [200, shown()];
    }
    if (path === 'GET approvals') {
      const mine = found.approvers.includes(me ?? '');
      const approved = found.approvers.length >= found.required;
      const may = { user_has_approved: mine, user_can_approve: me !== undefined && me !== found.author && !mine };
      return [
        200,
        {
          approved,
          approvals_required: found.required,
          approved_by: found.approvers.map((username) => ({ user: { username } })),
          ...may,
        },
      ];
    }
    if (path === 'POST approve') {
      if (body.sha !== found.sha) return [409, { message: 'SHA does not match HEAD of source branch' }];
      if (found.approvers.includes(me ?? '')) return [401, { message: '401 Unauthorized' }];
      found.approvers.push(me ?? '');
      return [201, {}];
    }
    if (path === 'POST unapprove') {
      if (!found.approvers.includes(me ?? '')) return [404, { message: '404 Not Found' }];
      found.approvers = found.approvers.filter((name) => name !== me);
      return [201, {}];
    }
    if (path === 'GET versions') return [200, Array.from({ length: found.versions }, (_, id) => ({ id }))];
    if (path === 'GET diffs') return [200, [{ old_path: 'a.c', new_path: 'a.c', diff: DIFF }]];
    if (path === 'GET discussions') return [200, found.discussions];
    if (path === 'POST discussions') {
      const position = body.position;
      const made = {
        id: `d${ids++}`,
        individual_note: false,
        notes: [note(body.body, me ?? '', { type: 'DiffNote', position, resolvable: true, resolved: false })],
      };
      found.discussions.push(made);
      return [201, made];
    }
    if (path === 'POST notes') {
      found.discussions.push({ id: `d${ids++}`, individual_note: true, notes: [note(body.body, me ?? '')] });
      return [201, {}];
    }
    const [, verb, id, notes] = /^(\w+) discussions\/(\w+)(\/notes)?$/.exec(path) ?? [];
    const discussion = found.discussions.find((each) => each.id === id);
    if (!discussion) return [404, { message: '404 Discussion Not Found' }];
    if (verb === 'POST' && notes) discussion.notes.push(note(body.body, me ?? ''));
    if (verb === 'PUT') for (const each of discussion.notes) if (each.resolvable) each.resolved = body.resolved;
    return [200, discussion];
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    ...{ url, requests, all, forks, jobs },
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

function json(response: ServerResponse, status: number, data: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(data));
}
