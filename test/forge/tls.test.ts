// Whom the network trusts: no certificate that is self-made, of another name or of an unknown authority, unless the person names it.
import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type SecureServer, startSecure } from './secure-server';

const run = promisify(execFile);

suite('forge/tls', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fishladder-tls-'));
  const servers: SecureServer[] = [];

  async function serve(name: string): Promise<SecureServer> {
    const server = await startSecure(folder, name);
    servers.push(server);
    return server;
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
    const { port, asked } = await serve('localhost');
    const answer = await ask(port);
    assert.equal(answer.code, 'forge-unreachable');
    assert.equal(answer.message, `The certificate of localhost:${port} is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT).`);
    assert.match(answer.next ?? '', /NODE_EXTRA_CA_CERTS/);
    assert.deepEqual(asked, []);
  });

  test('a certificate for another name is not trusted, even of an authority that is', async () => {
    const { port, certificate, asked } = await serve('review.example.org');
    const answer = await ask(port, { NODE_EXTRA_CA_CERTS: certificate });
    assert.match(answer.message ?? '', /not trusted \(ERR_TLS_CERT_ALTNAME_INVALID\)/);
    assert.deepEqual(asked, []);
  });

  test('the authority that the person names is trusted', async () => {
    const { port, certificate } = await serve('localhost');
    assert.deepEqual(await ask(port, { NODE_EXTRA_CA_CERTS: certificate }), { data: '3.10.9' });
  });
});
