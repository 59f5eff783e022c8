// A git repository served over HTTP on loopback by git's own http-backend, for one user only.
import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A running server. */
export interface GitServer {
  /** `http://127.0.0.1:<port>`, below which the repositories are. */
  url: string;
  /** The `authorization` header of each request, empty where there was none. */
  authorizations: string[];
  close(): Promise<void>;
}

/** Serves the bare repositories below a folder to whoever signs in as `user`; with `redirect` it sends everybody there instead. */
export async function startGitServer(
  folder: string,
  user: { user: string; secret: string },
  redirect?: string,
): Promise<GitServer> {
  const authorizations: string[] = [];
  const backend = `${execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim()}/git-http-backend`;
  const wanted = `Basic ${Buffer.from(`${user.user}:${user.secret}`).toString('base64')}`;
  const server = createServer((request, response) => {
    const given = request.headers.authorization ?? '';
    authorizations.push(given);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (redirect !== undefined) {
      response.writeHead(302, { location: `${redirect}${request.url}` }).end();
      return;
    }
    if (given !== wanted) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="test"' }).end();
      return;
    }
    const child = spawn(backend, [], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: folder,
        GIT_HTTP_EXPORT_ALL: '1',
        REMOTE_USER: user.user,
        PATH_INFO: pathname,
        QUERY_STRING: searchParams.toString(),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        ...(request.headers['content-encoding'] ? { HTTP_CONTENT_ENCODING: request.headers['content-encoding'] } : {}),
        ...(request.headers['git-protocol'] ? { GIT_PROTOCOL: String(request.headers['git-protocol']) } : {}),
      },
    });
    request.pipe(child.stdin);
    child.stdin.on('error', () => {});
    const pieces: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    child.once('close', () => {
      const answer = Buffer.concat(pieces);
      const end = answer.indexOf('\r\n\r\n');
      const headers = answer.subarray(0, end).toString('latin1').split('\r\n');
      for (const [name = '', value = ''] of headers.map((header) => header.split(/: (.*)/)))
        if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
        else if (name !== '') response.setHeader(name, value);
      response.end(answer.subarray(end + 4));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    authorizations,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
