// A loopback HTTP proxy: passes plain requests on, makes tunnels, and asks for a password or refuses where a test wants that.
import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface ProxyOptions {
  /** `user:password` that it wants. */
  login?: string;
  /** The status that it answers every request with. */
  refusal?: number;
  /** True: it takes requests and never answers. */
  hangs?: boolean;
}

export interface ProxyServer {
  /** `127.0.0.1:<port>`. */
  place: string;
  /** First line and headers of each request, in order, as they came in. */
  requests: string[];
  /** Everything that went through tunnels from the client, one character a byte. */
  tunneled(): string;
  close(): void;
}

/** Starts a proxy on 127.0.0.1. */
export async function startProxy({ login, refusal, hangs = false }: ProxyOptions = {}): Promise<ProxyServer> {
  const requests: string[] = [];
  const pieces: Buffer[] = [];
  const sockets = new Set<Socket>();
  const statusFor = (asked: IncomingMessage): number => {
    requests.push([`${asked.method} ${asked.url}`, ...pairs(asked.rawHeaders)].join('\n'));
    const wanted = login && `Basic ${Buffer.from(login).toString('base64')}`;
    return wanted && asked.headers['proxy-authorization'] !== wanted ? 407 : (refusal ?? 200);
  };
  const server = createServer((asked, answer) => {
    const status = statusFor(asked);
    if (hangs) return;
    if (status !== 200) {
      answer.writeHead(status, { 'content-type': 'text/html' }).end('<html>of the proxy</html>');
      return;
    }
    const { 'proxy-authorization': _, ...headers } = asked.headers;
    const on = request(asked.url ?? '', { method: asked.method ?? 'GET', headers, agent: false });
    on.on('response', (got) => {
      got.on('error', () => answer.destroy());
      got.on('close', () => got.complete || answer.destroy());
      got.pipe(answer.writeHead(got.statusCode ?? 0, got.headers));
    });
    on.on('error', () => answer.destroy());
    answer.on('close', () => on.destroy());
    asked.pipe(on);
  });
  server.on('connect', (asked: IncomingMessage, near: Socket) => {
    const status = statusFor(asked);
    near.on('error', () => {});
    if (hangs) return;
    if (status !== 200) {
      near.end(`HTTP/1.1 ${status} Of the proxy\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`http://${asked.url}`);
    const far = connect(Number(port), hostname.replace(/^\[|\]$/g, ''), () => near.write('HTTP/1.1 200 OK\r\n\r\n'));
    far.on('error', () => near.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
    near.on('data', (piece: Buffer) => pieces.push(piece));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    place: `127.0.0.1:${port}`,
    requests,
    tunneled: () => Buffer.concat(pieces).toString('latin1'),
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function pairs(raw: readonly string[]): string[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [`${name.toLowerCase()}: ${raw[index + 1]}`] : []));
}
