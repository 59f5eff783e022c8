// The only place that talks to the network, with limits on time, size, redirects and requests at once.
import { faultOfPage, faultOfStatus } from './answer';
import { createBreaker } from './breaker';
import type { Sending } from './carry';
import { ForgeError } from './error';
import { createLanes } from './lanes';
import { direct, type Routes } from './route';
import { plain } from './text';

/** How to ask. `userAgent` is `product/version (contact)`; without `routes` every way is direct; limits are in milliseconds, bytes and requests at once for a host. */
export interface HttpOptions {
  userAgent: string;
  routes?: Routes;
  timeout?: number;
  maxBytes?: number;
  width?: number;
}

/** What is asked besides the address. A `body` is sent as JSON, or as it is if it is text; `headers` may hold the credential, which goes to this address's origin only. */
export interface Question {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  /** The `tag` of an earlier answer: if nothing has changed, the forge need not send it again. */
  since?: string;
}

/** What came back. `unchanged`: the answer that had the tag still holds, and `data` is undefined, as it is for an empty answer. */
export interface Answer {
  data: unknown;
  unchanged: boolean;
  tag?: string;
  /** The next page (RFC 8288 `Link`), on the same origin. */
  next?: URL;
}

/** Asks forges, and tells them. Nothing that identifies the user is sent but what the question brings. */
export interface Http {
  /**
   * The JSON at an address, as the forge gave it. Throws `ForgeError` for whatever goes wrong, or the signal's reason when it was
   * aborted. Redirects are followed only for GET, and only within the same scheme, host and port.
   */
  json(address: URL, signal: AbortSignal, question?: Question): Promise<Answer>;
  /** The same for an answer that is text of one of these media types. */
  text(address: URL, signal: AbortSignal, types: readonly string[], question?: Question): Promise<string>;
}

const maxRedirects = 5;

/** Makes a door to the network for forges; the limit on requests at once holds across everything asked through this one. */
export function createHttp(options: HttpOptions): Http {
  const { userAgent, routes = direct, timeout = 30_000, maxBytes = 20 * 1024 * 1024, width = 4 } = options;
  const lanes = createLanes(width);
  const breaker = createBreaker({ now: () => performance.now(), random: Math.random });

  async function reach(
    address: URL,
    accept: string,
    question: Question,
    signal: AbortSignal,
  ): Promise<[URL, Response]> {
    const { method = 'GET', body, since } = question;
    const headers = {
      accept,
      'user-agent': userAgent,
      ...(body === undefined ? {} : { 'content-type': 'application/json; charset=UTF-8' }),
      ...(since === undefined ? {} : { 'if-none-match': since }),
      ...question.headers,
    };
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const send = await sender(address, signal);
    let url = address;
    for (let hop = 0; hop <= maxRedirects; hop++) {
      const response = await send(url, { method, headers, signal, ...sent });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) return [url, response];
      await response.body?.cancel();
      if (method !== 'GET') throw redirectError(address, 'it redirects what was to be written');
      url = target(url, location);
    }
    throw redirectError(address, `it redirected more than ${maxRedirects} times`);
  }

  /** What sends to an address's origin; what goes through proxies is loaded only where there is one. */
  async function sender(address: URL, signal: AbortSignal): Promise<(url: URL, what: Sending) => Promise<Response>> {
    const route = await routes(address, signal);
    if (!route.proxy && !route.authorities)
      return (url, what) => fetch(url, { ...what, redirect: 'manual', credentials: 'omit' });
    const { carry } = await import('./carry');
    return (url, what) => carry(url, what, route);
  }

  function within<T>({ host }: URL, signal: AbortSignal, job: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return lanes(host, signal, async () => {
      breaker.check(host);
      const limit = AbortSignal.timeout(timeout);
      try {
        const answer = await job(AbortSignal.any([signal, limit]));
        breaker.report(host, undefined);
        return answer;
      } catch (error) {
        signal.throwIfAborted();
        const late = limit.aborted ? timeoutError(host, timeout) : unreachable(host, error);
        const fault = error instanceof ForgeError ? error : late;
        breaker.report(host, fault);
        throw fault;
      }
    });
  }

  return {
    json: (address, signal, question = {}) =>
      within(address, signal, async (both) => {
        const [url, response] = await reach(address, 'application/json', question, both);
        const tag = response.headers.get('etag');
        const next = nextPage(url, response.headers.get('link'));
        const about = { ...(tag === null ? {} : { tag }), ...(next ? { next } : {}) };
        if (response.status === 304) return { data: undefined, unchanged: true, ...about };
        const type = mediaType(response);
        const body = await read(url, response, maxBytes);
        if (body === '') return { data: undefined, unchanged: false, ...about };
        if (!/^application\/(\S+\+)?json$/.test(type)) {
          throw badAnswer(url, `it is ${type === '' ? 'of no type' : plain(type, 60)}, not JSON`);
        }
        return { data: parse(url, body), unchanged: false, ...about };
      }),
    text: (address, signal, types, question = {}) =>
      within(address, signal, async (both) => {
        const [url, response] = await reach(address, types.join(', '), question, both);
        const type = mediaType(response);
        const body = await read(url, response, maxBytes);
        if (types.includes(type)) return body;
        throw badAnswer(url, `it is ${type === '' ? 'of no type' : plain(type, 60)}, not ${types.join(' or ')}`);
      }),
  };
}

/** The media type without parameters, in lower case; empty when there is none. */
function mediaType(response: Response): string {
  return (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** The body of a good answer; anything else is thrown as the fault that it is. */
async function read(url: URL, response: Response, maxBytes: number): Promise<string> {
  const isPage = mediaType(response) === 'text/html';
  if (isPage && response.status < 500 && response.status !== 404 && response.status !== 429) {
    await response.body?.cancel();
    throw faultOfPage(url, response.status);
  }
  const body = await text(url, response, response.ok ? maxBytes : 4096);
  if (!response.ok) throw faultOfStatus(url.host, response.status, response.headers, body);
  return body;
}

/** JSON, without the line that Gerrit puts before it against script inclusion. */
function parse(url: URL, body: string): unknown {
  try {
    return JSON.parse(body.replace(/^\)\]\}'\r?\n/, ''));
  } catch (error) {
    throw badAnswer(url, 'it is not JSON', error);
  }
}

/** The address of `rel="next"` in a `Link` header; undefined when there is none on the same origin. */
function nextPage(url: URL, link: string | null): URL | undefined {
  const found = /<([^<>]+)>\s*;[^,<]*\brel="?next"?/.exec(link ?? '')?.[1];
  if (found === undefined || !URL.canParse(found, url.href)) return undefined;
  const next = new URL(found, url);
  return next.origin === url.origin ? next : undefined;
}

/** The body as text. A longer one than the limit is an error when it was to be used, and cut when it only explains an error. */
async function text(url: URL, response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    chunks.push(chunk);
    if (size <= maxBytes) continue;
    if (!response.ok) break;
    throw new ForgeError(
      'forge-too-large',
      url.host,
      `The answer of ${url.host} is larger than ${Math.round(maxBytes / 1048576)} MB.`,
      'Ask for fewer fixes at once, or check that the address is the review server.',
      { status: response.status },
    );
  }
  return Buffer.concat(chunks).toString('utf8');
}

function target(from: URL, location: string): URL {
  if (!URL.canParse(location, from.href)) throw redirectError(from, 'it redirects to an address that cannot be read');
  const to = new URL(location, from);
  if (to.origin !== from.origin || to.protocol !== from.protocol) {
    throw redirectError(from, `it redirects to ${plain(to.host === '' ? to.protocol : to.origin, 100)}`);
  }
  return to;
}

function redirectError(url: URL, why: string): ForgeError {
  return new ForgeError(
    'forge-redirect',
    url.host,
    `${url.host} did not answer itself: ${why}.`,
    'Set the review server address to the one it should be asked at.',
  );
}

function badAnswer(url: URL, why: string, cause?: unknown): ForgeError {
  return new ForgeError(
    'forge-answer',
    url.host,
    `The answer of ${url.host} cannot be used: ${why}.`,
    'Check that the address is that of the review server, with its path if it has one.',
    { status: 200, cause },
  );
}

function timeoutError(host: string, timeout: number): ForgeError {
  return new ForgeError(
    'forge-timeout',
    host,
    `${host} did not answer within ${Math.round(timeout / 100) / 10} seconds.`,
    'Try again later; what was known before is kept.',
  );
}

function unreachable(host: string, error: unknown): ForgeError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : plain(String(cause), 120);
  const isCertificate = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|ALTNAME/.test(code);
  return new ForgeError(
    'forge-unreachable',
    host,
    isCertificate ? `The certificate of ${host} is not trusted (${code}).` : `${host} cannot be reached (${code}).`,
    isCertificate
      ? 'Check the address; if it has a certificate authority of its own, name its file in http.sslCAInfo of git or NODE_EXTRA_CA_CERTS.'
      : 'Check the network and the review server address; what was known before is kept.',
    { cause: error },
  );
}
