// A server's site, made and seeded once for each version, and copied for each run.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached } from './cache';
import { freePort, initialise, type Java, startDaemon } from './daemon';
import { rest } from './rest';
import { requests } from './seed';

/** Http and ssh listen on this machine's own address only; a site whose configuration is there before `init` keeps it. */
function configuration(url: string, ssh: string): string {
  const sections: [string, string[]][] = [
    ['gerrit', ['basePath = git', `canonicalWebUrl = ${url}`]],
    ['httpd', [`listenUrl = ${url}`]],
    ['sshd', [`listenAddress = ${ssh}`, 'threads = 2']],
    ['auth', ['type = DEVELOPMENT_BECOME_ANY_ACCOUNT']],
    ['sendemail', ['enable = false']],
    ['index', ['type = LUCENE']],
    ['cache', ['directory = cache']],
    ['receive', ['enableSignedPush = false']],
  ];
  return sections.map(([name, lines]) => `[${name}]\n${lines.map((line) => `\t${line}\n`).join('')}`).join('');
}

async function makeSite(java: Java, site: string): Promise<void> {
  const url = `http://127.0.0.1:${await freePort()}/`;
  mkdirSync(join(site, 'etc'));
  writeFileSync(join(site, 'etc/gerrit.config'), configuration(url, `127.0.0.1:${await freePort()}`));
  await initialise(java, site);
  const daemon = await startDaemon(java, site);
  try {
    for (const request of requests) await rest(url, 'admin', ...request);
  } finally {
    await daemon.stop();
  }
  for (const name of ['bin', 'logs', 'tmp']) rmSync(join(site, name), { recursive: true, force: true });
}

/** A fresh site of this version in a new folder, set to answer at the address that is given with it. */
export async function copySite(version: string, java: Java): Promise<{ site: string; url: string }> {
  const digest = createHash('sha1')
    .update(JSON.stringify([requests, configuration('', '')]))
    .digest('hex')
    .slice(0, 12);
  const template = await cached(`${version}-site-${digest}`, (folder) => makeSite(java, folder));
  const site = mkdtempSync(join(tmpdir(), 'fishladder-gerrit-'));
  cpSync(template, site, { recursive: true });
  for (const name of ['logs', 'tmp']) mkdirSync(join(site, name));
  const url = `http://127.0.0.1:${await freePort()}/`;
  writeFileSync(join(site, 'etc/gerrit.config'), configuration(url, `127.0.0.1:${await freePort()}`));
  return { site, url };
}
