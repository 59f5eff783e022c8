// What an HTTP answer that is no data means, as the one fault to show.
import { type ForgeCode, ForgeError } from './error';
import { plain } from './text';

/** The fault of a web page that came where data was asked for. */
export function faultOfPage({ host, origin }: URL, status: number): ForgeError {
  return new ForgeError(
    'forge-web-page',
    host,
    `${host} answered with a web page instead of data: a sign-in page, a crawler check or a proxy.`,
    `Open ${origin}/ in a browser to see it, and check the review server address.`,
    { status },
  );
}

/** The fault of an HTTP status outside 200 to 399. `words` is the body, which Gerrit writes as plain text. */
export function faultOfStatus(host: string, status: number, headers: Headers, words: string): ForgeError {
  const [code, next] = meaning(status);
  const said = words.trimStart().startsWith('<') ? '' : plain(words, 200);
  const wait = pauseOf(headers);
  const message = `${host} answered ${status}${said === '' ? '' : `: ${said}`}.`.replace(/\.\.$/, '.');
  return new ForgeError(code, host, message, next, { status, ...(wait === undefined ? {} : { retryAfter: wait }) });
}

function meaning(status: number): [ForgeCode, string] {
  switch (status) {
    case 400:
    case 422:
      return ['forge-rejected', 'The server may be older than this question needs; see the log for what was asked.'];
    case 401:
    case 403:
      return ['forge-forbidden', 'Sign in to this server, or ask its people for the right to do this.'];
    case 404:
      return ['forge-absent', 'Check the review server address; it may need a path such as /r/.'];
    case 409:
    case 412:
      return ['forge-moved', 'The review has changed meanwhile: read it again, then repeat what you did.'];
    case 429:
    case 503:
      return ['forge-busy', 'The server asks for a pause; it will be asked again later.'];
    default:
      return ['forge-failed', 'Try again later; if it stays, tell the people who run the server.'];
  }
}

/**
 * How many milliseconds to leave the host alone: `Retry-After` in seconds (RFC 9110, 10.2.3), or the end of a used-up limit in epoch seconds
 * (`x-ratelimit-reset` of GitHub, `ratelimit-reset` of GitLab) from the answer's own time. Undefined where it does not say.
 */
function pauseOf(headers: Headers): number | undefined {
  const after = headers.get('retry-after') ?? '';
  if (/^\d{1,6}$/.test(after)) return Number(after) * 1000;
  const left = headers.get('x-ratelimit-remaining') ?? headers.get('ratelimit-remaining');
  const reset = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset')) * 1000;
  const wait = reset - Date.parse(headers.get('date') ?? '');
  return left === '0' && wait > 0 && wait < 86_400_000 ? wait : undefined;
}
