// Whom the network trusts: no certificate that is self-made, of another name or of an unknown authority, unless the person names it.
import { strict as assert } from 'node:assert';
import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

suite('forge/tls', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fishladder-tls-'));
  const servers: Server[] = [];
  let asked = 0;

  /** An https server with a certificate of its own making for this name. */
  async function serve(name: string): Promise<{ port: number; certificate: string }> {
    const [key, certificate] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
    const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-days', '2'];
    const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    execFileSync('openssl', ['req', ...kind, ...subject, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
    const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (_, response) => {
      asked++;
      response.writeHead(200, { 'content-type': 'application/json' }).end('"3.10.9"');
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return { port: (server.address() as AddressInfo).port, certificate };
  }

  async function ask(port: number, env: NodeJS.ProcessEnv = {}): Promise<Record<string, string>> {
    const { stdout } = await run(process.execPath, ['out/test/forge/ask.js', `https://localhost:${port}/`], { env });
    return JSON.parse(stdout);
  }

  suiteTeardown(() => {
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a certificate of its own making is not trusted, and the person is told what to do', async () => {
    const { port } = await serve('localhost');
    const answer = await ask(port);
    assert.equal(answer.code, 'forge-unreachable');
    assert.equal(answer.message, `The certificate of localhost:${port} is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT).`);
    assert.match(answer.next ?? '', /NODE_EXTRA_CA_CERTS/);
    assert.equal(asked, 0);
  });

  test('a certificate for another name is not trusted, even of an authority that is', async () => {
    const { port, certificate } = await serve('review.example.org');
    const answer = await ask(port, { NODE_EXTRA_CA_CERTS: certificate });
    assert.match(answer.message ?? '', /not trusted \(ERR_TLS_CERT_ALTNAME_INVALID\)/);
    assert.equal(asked, 0);
  });

  test('the authority that the person names is trusted', async () => {
    const { port, certificate } = await serve('localhost');
    assert.deepEqual(await ask(port, { NODE_EXTRA_CA_CERTS: certificate }), { data: '3.10.9' });
  });
});
