// Carries one request the way that its route says: through a proxy, and with certificates of the person's own authorities.
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { ForgeError } from './error';
import { type NamedProxy, proxyPlace, type Route } from './route';
import { plain } from './text';

/** What is sent, as `fetch` takes it. */
export interface Sending {
  method: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
  signal: AbortSignal;
}

const decoders: Record<string, () => NodeJS.ReadWriteStream> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Sends a request and gives the answer as soon as its head is there; redirects are not followed. An https request goes through a tunnel of the
 * proxy's (RFC 9110, 9.3.6), which sees the host's name only; nothing is sent before the certificate is found good.
 * Throws `forge-unreachable` for a proxy that is not there, `forge-route` for one that refuses, else the system's error.
 */
export async function carry(address: URL, { method, headers, body, signal }: Sending, route: Route): Promise<Response> {
  const { proxy } = route;
  const own = { 'accept-encoding': Object.keys(decoders).join(', '), ...headers };
  if (address.protocol === 'https:') {
    const socket = await openTls(address, route, signal);
    const sent = overHttps(address, { method, headers: own, signal, createConnection: () => socket });
    return answered(sent, body);
  }
  if (!proxy) return answered(overHttp(address, { method, headers: own, signal, agent: false }), body);
  const passed = { ...own, ...authorization(proxy), host: address.host };
  const sent = toProxy(proxy, { method, path: address.href, headers: passed, signal });
  const answer = await answered(sent, body).catch((error: unknown) => {
    throw signal.aborted ? signal.reason : gone(address, proxy, error);
  });
  if (answer.status !== 407) return answer;
  await answer.body?.cancel();
  throw refused(address, proxy, 407);
}

/** Resolves with the head of the answer; its body is read, unpacked, as it is asked for. */
async function answered(sent: ClientRequest, body: string | undefined): Promise<Response> {
  sent.on('error', () => {}).end(body);
  const [message] = (await once(sent, 'response')) as [IncomingMessage];
  const status = message.statusCode ?? 0;
  const isEmpty = status === 204 || status === 205 || status === 304;
  if (isEmpty) message.resume();
  const fields = Object.entries(message.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Response(isEmpty ? null : (Readable.toWeb(unpacked(message)) as ReadableStream), {
    status,
    headers: new Headers(fields),
  });
}

function unpacked(message: IncomingMessage): Readable {
  const decoder = decoders[message.headers['content-encoding']?.trim().toLowerCase() ?? '']?.();
  return decoder ? (pipeline(message, decoder, () => {}) as unknown as Readable) : message;
}

/** A connection whose other end has shown a good certificate for the host's name. */
async function openTls(address: URL, { proxy, authorities }: Route, signal: AbortSignal): Promise<TLSSocket> {
  const host = address.hostname.replace(/^\[|\]$/g, '');
  const under = proxy && (await openTunnel(address, proxy, signal));
  const socket = connect({
    ...(under ? { socket: under } : {}),
    ...(authorities ? { ca: authorities.pem } : {}),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    host,
    port: Number(address.port || 443),
    ALPNProtocols: ['http/1.1'],
  });
  try {
    await once(socket, 'secureConnect', { signal });
    return socket;
  } catch (error) {
    socket.on('error', () => {}).destroy();
    under?.destroy();
    throw error;
  }
}

/** A connection that the proxy makes to the host. */
async function openTunnel(address: URL, proxy: NamedProxy, signal: AbortSignal): Promise<Socket> {
  const place = `${address.hostname}:${address.port || 443}`;
  const headers = { ...authorization(proxy), host: place };
  const asked = toProxy(proxy, { method: 'CONNECT', path: place, headers, signal });
  asked.on('error', () => {}).end();
  const [message, socket] = (await Promise.race([once(asked, 'connect'), once(asked, 'response')]).catch(
    (error: unknown) => {
      throw signal.aborted ? signal.reason : gone(address, proxy, error);
    },
  )) as [IncomingMessage, Socket?];
  if (socket && message.statusCode === 200) return socket;
  (socket ?? message).on('error', () => {}).destroy();
  throw refused(address, proxy, message.statusCode ?? 0);
}

function toProxy({ address }: NamedProxy, about: object): ClientRequest {
  const { hostname, port, protocol } = address;
  const where = {
    protocol,
    hostname: hostname.replace(/^\[|\]$/g, ''),
    ...(port === '' ? {} : { port }),
    agent: false,
  };
  return (protocol === 'https:' ? overHttps : overHttp)({ ...where, ...about });
}

function authorization({ address: { username, password } }: NamedProxy): Record<string, string> {
  if (username === '' && password === '') return {};
  const pair = [username, password].map(decodeURIComponent).join(':');
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

function gone({ host }: URL, proxy: NamedProxy, error: unknown): ForgeError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : plain(String(error), 120);
  return new ForgeError(
    'forge-unreachable',
    host,
    `The proxy ${proxyPlace(proxy)} on the way to ${host} cannot be reached (${code}).`,
    `${proxy.setting} names it: check that, and the network; what was known before is kept.`,
    { cause: error },
  );
}

function refused({ host }: URL, proxy: NamedProxy, status: number): ForgeError {
  const place = proxyPlace(proxy);
  const [message, next] =
    status === 407
      ? [
          `The proxy ${place} wants a user and a password that it knows (407).`,
          `Put them into ${proxy.setting}, as in http://USER:PASSWORD@${place}.`,
        ]
      : [
          `The proxy ${place} does not let anyone through to ${host} (${status}).`,
          `${proxy.setting} names it: ask the people who run it, or list ${host} in no_proxy if it is reached without.`,
        ];
  return new ForgeError('forge-route', host, message, next);
}
