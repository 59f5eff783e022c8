// A loopback stand-in for a Gerrit server: answers queries from the answers in test/fixtures/gerrit, or fails in a chosen way.
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Change, readAnswer, readChange, type Situation, select } from './gerrit-answers';
import { type Conversation, converse } from './gerrit-conversation';
import { type Failure, fail } from './gerrit-failures';

/** For each Change-Id (`*` stands for any other one), the situation of its review on each branch. */
export type Reviews = Record<string, Record<string, Situation>>;

export interface GerritOptions {
  reviews?: Reviews;
  /** The only project there is; a query for another one finds nothing. */
  project?: string;
  /** Changes a page at most, whatever `n` asks for. */
  pageSize?: number;
  /** Options that are answered with 400, as an older server does. */
  unknownOptions?: string[];
  /** False: the version is told only to those who signed in. */
  tellsVersion?: boolean;
  /** Who may sign in: a password and the account's name by user name. */
  accounts?: Record<string, { secret: string; name: string }>;
  /** What is said on the reviews, and what is said and done while the server runs. */
  conversation?: Conversation;
  failure?: Failure;
  /** Folder of the answers; `test/fixtures/gerrit` below the working directory unless given. */
  fixtures?: string;
  /** 0, the default, takes any free port. */
  port?: number;
}

export interface GerritServer {
  /** `http://127.0.0.1:<port>/`. */
  url: string;
  /** Path and query of each request, in order. */
  requests: string[];
  /** Headers of each request, in the same order. */
  headers: IncomingHttpHeaders[];
  /** Resolves once this many requests have arrived since the start. */
  arrived(count: number): Promise<void>;
  /** Replaces what the reviews are, for the requests to come. */
  setReviews(reviews: Reviews): void;
  /** Fails from now on, or with undefined answers again. */
  setFailure(failure: Failure | undefined): void;
  /** Stops listening and ends every connection. */
  close(): Promise<void>;
}

/** Starts a server on 127.0.0.1. Without `reviews` it knows of none. */
export async function startGerrit(options: GerritOptions = {}): Promise<GerritServer> {
  const fixtures = options.fixtures ?? join(process.cwd(), 'test/fixtures/gerrit');
  const requests: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const arrivals = new EventEmitter();
  const made = new Map<string, Change>();
  const served = new Map<number, () => Change | undefined>();
  let reviews = options.reviews ?? {};
  let failure = options.failure;

  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    headers.push(request.headers);
    arrivals.emit('request');
    if (failure) fail(failure, request, response);
    else answer(request, response);
  });

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const user = signedIn(options.accounts ?? {}, request.headers.authorization);
    if (url.pathname.startsWith('/a/')) url.pathname = url.pathname.slice(2);
    if (request.url?.startsWith('/a/') && user === undefined) plain(response, 401, 'Unauthorized\n');
    else if (url.pathname === '/accounts/self' && user !== undefined)
      json(response, { _account_id: 1000, name: options.accounts?.[user]?.name, username: user });
    else if (url.pathname === '/config/server/version' && options.tellsVersion === false)
      plain(response, 403, 'Authentication required\n');
    else if (url.pathname === '/config/server/version') json(response, readAnswer(fixtures, 'version'));
    else if (url.pathname === '/config/server/info') json(response, readAnswer(fixtures, 'info'));
    else if (url.pathname === '/changes/') query(url.searchParams, response);
    else if (options.conversation && url.pathname.startsWith('/changes/'))
      void converse(options.conversation, served, url.pathname, request).then(({ status, body }) =>
        typeof body === 'string' ? plain(response, status, body) : json(response, body),
      );
    else plain(response, 404, 'Not found\n');
  }

  function query(params: URLSearchParams, response: ServerResponse): void {
    const asked = params.getAll('o');
    const unknown = asked.find((name) => options.unknownOptions?.includes(name));
    if (unknown) {
      plain(response, 400, `"${unknown}" is not a valid value for "-o"\n`);
      return;
    }
    const text = params.get('q') ?? '';
    const start = Number(params.get('S') ?? 0);
    const size = Math.min(Number(params.get('n') ?? 500), options.pageSize ?? 500);
    const found = matches(text);
    const all = found.map((change) => select(change, asked));
    const page = all.slice(start, start + size);
    const last = page.at(-1);
    if (last && start + size < all.length) last._more_changes = true;
    json(response, page);
  }

  /** A change as it is now; it is found by its number from then on. */
  function changeOf(id: string, only: string, branch: string): Change {
    const situation = (reviews[id] ?? reviews['*'])?.[branch] ?? 'abandoned';
    const key = [situation, id, only, branch].join(' ');
    const change = made.get(key) ?? readChange(fixtures, situation, id, only, branch);
    made.set(key, change);
    served.set(Number(change._number), () => changeOf(id, only, branch));
    return change;
  }

  /**
   * Changes that a query finds, as far as Fishladder writes queries: Change-Ids or their beginnings, numbers that were told before,
   * `project:` and `branch:`. Only a whole Change-Id is one that `*` stands for.
   */
  function matches(text: string): Change[] {
    const project = /\bproject:"?([^"\s)]+)/.exec(text)?.[1];
    const branch = /\bbranch:"?([^"\s)]+)/.exec(text)?.[1];
    const only = options.project ?? project ?? 'openstack/nova';
    if (project !== undefined && project !== only) return [];
    const asked = new Set([...text.matchAll(/\b(I[0-9a-f]{4,40})\b/g)].map((match) => match[1] ?? ''));
    const length = [...asked][0]?.length ?? 0;
    const any = reviews['*'] && length === 41 ? asked : [];
    const ids = new Set([...Object.keys(reviews).filter((id) => asked.has(id.slice(0, length))), ...any]);
    const numbered = [...text.matchAll(/\bchange:(\d+)/g)]
      .map((match) => served.get(Number(match[1]))?.())
      .filter((change) => change !== undefined);
    const named = [...ids].flatMap((id) =>
      Object.keys(reviews[id] ?? reviews['*'] ?? {})
        .filter((name) => branch === undefined || name === branch)
        .map((name) => changeOf(id, only, name)),
    );
    return [...named, ...numbered];
  }

  // A test may keep this process busy: an idle connection is not closed under a question that is on its way.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    headers,
    async arrived(count) {
      while (requests.length < count) await once(arrivals, 'request');
    },
    setReviews: (next) => {
      reviews = next;
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

/** The user whose name and password a header has (RFC 7617); undefined when there is none. */
function signedIn(accounts: NonNullable<GerritOptions['accounts']>, header = ''): string | undefined {
  const [user = '', secret] = Buffer.from(header.replace(/^Basic /, ''), 'base64')
    .toString()
    .split(/:(.*)/s);
  return secret !== undefined && accounts[user]?.secret === secret ? user : undefined;
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(`)]}'\n${JSON.stringify(value)}`);
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=UTF-8' });
  response.end(text);
}
