// The only place that talks to the network: anonymous GET of JSON with limits on time, size, redirects and requests at once.
import { faultOfPage, faultOfStatus } from './answer';
import { ForgeError } from './error';
import { createLanes } from './lanes';
import { plain } from './text';

/** How to ask. `userAgent` is `product/version (contact)`; limits are in milliseconds, bytes and requests at once for a host. */
export interface HttpOptions {
  userAgent: string;
  timeout?: number;
  maxBytes?: number;
  width?: number;
}

/** Asks forges for JSON. Nothing that identifies the user is ever sent. */
export interface Http {
  /**
   * The JSON at an address, as the forge gave it. Throws `ForgeError` for whatever goes wrong, or the signal's reason when it was
   * aborted. Redirects are followed only within the same scheme, host and port.
   */
  getJson(address: URL, signal: AbortSignal): Promise<unknown>;
}

const maxRedirects = 5;

/** Makes a door to the network for forges; the limit on requests at once holds across everything asked through this one. */
export function createHttp(options: HttpOptions): Http {
  const { userAgent, timeout = 30_000, maxBytes = 20 * 1024 * 1024, width = 4 } = options;
  const lanes = createLanes(width);
  const headers = { accept: 'application/json', 'user-agent': userAgent };

  async function ask(address: URL, signal: AbortSignal): Promise<unknown> {
    let url = address;
    for (let hop = 0; hop <= maxRedirects; hop++) {
      const response = await fetch(url, { headers, redirect: 'manual', credentials: 'omit', signal });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) return read(url, response, maxBytes);
      await response.body?.cancel();
      url = target(url, location);
    }
    throw redirectError(address, `it redirected more than ${maxRedirects} times`);
  }

  return {
    getJson: (address, signal) =>
      lanes(address.host, signal, async () => {
        const limit = AbortSignal.timeout(timeout);
        try {
          return await ask(address, AbortSignal.any([signal, limit]));
        } catch (error) {
          signal.throwIfAborted();
          if (error instanceof ForgeError) throw error;
          if (limit.aborted) throw timeoutError(address.host, timeout);
          throw unreachable(address.host, error);
        }
      }),
  };
}

async function read(url: URL, response: Response, maxBytes: number): Promise<unknown> {
  const type = (response.headers.get('content-type') ?? '').toLowerCase();
  if (type.startsWith('text/html') && response.status < 500 && response.status !== 404 && response.status !== 429) {
    await response.body?.cancel();
    throw faultOfPage(url, response.status);
  }
  const body = await text(url, response, response.ok ? maxBytes : 4096);
  if (!response.ok) throw faultOfStatus(url.host, response.status, response.headers.get('retry-after'), body);
  if (!/^application\/(\S+\+)?json\b/.test(type)) {
    throw badAnswer(url, `it is ${type === '' ? 'of no type' : plain(type, 60)}, not JSON`);
  }
  try {
    return JSON.parse(body.replace(/^\)\]\}'\r?\n/, ''));
  } catch (error) {
    throw badAnswer(url, 'it is not JSON', error);
  }
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
  return new ForgeError(
    'forge-unreachable',
    host,
    `${host} cannot be reached (${code}).`,
    'Check the network and the review server address; what was known before is kept.',
    { cause: error },
  );
}
