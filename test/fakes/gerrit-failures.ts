// The ways in which a review server, or what stands before it, fails.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

type Handler = (response: ServerResponse, request: IncomingMessage) => void;

const html = '<!doctype html><html><head><title>Sign in</title></head><body>Checking your browser</body></html>';
const endless = { project: 'openstack/nova', branch: 'master', change_id: `I${'0'.repeat(40)}`, _more_changes: true };

/** One a failure (`no-prefix` is none, but what a proxy may make of an answer). `hang` never answers; `slow` trickles a body without end; `drop` and `cut` end the connection early; `bomb` is 200 MB of nothing in a small body. */
const handlers = {
  html: page(200),
  'html-403': page(403),
  'html-503': page(503),
  'status-400': status(400, '"SUBMIT_REQUIREMENTS" is not a valid value for "-o"\n'),
  'status-401': status(401, 'Unauthorized'),
  'status-403': status(403, 'Authentication required\n'),
  'status-404': status(404, 'Not found\n'),
  'status-429': status(429, 'Quota limit reached: \u001b[31mslow down\u001b[0m\n'),
  'status-500': status(500, 'Internal server error\n'),
  'status-503': status(503, 'Server overloaded\n', { 'retry-after': '120' }),
  hang: () => {},
  slow: trickle,
  drop: (_, request) => request.socket.destroy(),
  cut: (response, request) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write(")]}'\n[", () => request.socket.destroy());
  },
  'broken-json': json(')]}\'\n[{"_number": 1,'),
  'no-prefix': json('"3.10.9"'),
  'wrong-prefix': json('while(1);[]'),
  'wrong-type': (response) => send(response, 200, 'application/octet-stream', ")]}'\n[]"),
  'not-a-list': json(')]}\'\n{"changes": []}'),
  huge: flood,
  bomb: (response) => {
    const body = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '));
    response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8', 'content-encoding': 'gzip' });
    response.end(body);
  },
  endless: json(`)]}'\n${JSON.stringify([{ ...endless, _number: 1 }])}`),
  'redirect-loop': (response, request) => redirect(response, request.url ?? '/'),
  'redirect-file': (response) => redirect(response, 'file:///etc/passwd'),
  'redirect-sign-in': (response, request) =>
    request.url === '/login/' ? page(200)(response) : redirect(response, '/login/'),
} satisfies Record<string, Handler>;

/** A failure by name, or a redirect to any address. */
export type Failure = keyof typeof handlers | { redirect: string };

/** Answers a request with a failure. */
export function fail(failure: Failure, request: IncomingMessage, response: ServerResponse): void {
  if (typeof failure === 'object') redirect(response, failure.redirect);
  else handlers[failure](response, request);
}

function send(response: ServerResponse, code: number, type: string, body: string, headers = {}): void {
  response.writeHead(code, { 'content-type': type, ...headers });
  response.end(body);
}

function page(code: number): (response: ServerResponse) => void {
  return (response) => send(response, code, 'text/html; charset=utf-8', html);
}

function status(code: number, words: string, headers = {}): Handler {
  return (response) => send(response, code, 'text/plain; charset=UTF-8', words, headers);
}

function json(body: string): Handler {
  return (response) => send(response, 200, 'application/json; charset=UTF-8', body);
}

function redirect(response: ServerResponse, location: string): void {
  send(response, 302, 'text/plain', '', { location });
}

function trickle(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' });
  response.write(")]}'\n");
  const timer = setInterval(() => response.write(' '), 20);
  response.once('close', () => clearInterval(timer));
}

/** Sends zeros for as long as anyone reads them, up to 200 MB. */
function flood(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' });
  const chunk = `[${'0,'.repeat(512 * 1024)}0],\n`;
  let left = 200;
  const write = () => {
    while (!response.destroyed && left-- > 0) {
      if (response.write(chunk)) continue;
      response.once('drain', write);
      return;
    }
    response.end();
  };
  write();
}
