// A real Gerrit server for tests: one of each version, shared by all test files of a run, seeded, and gone with the run.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Forge } from '../../src/review/forge';
import { createGerrit } from '../../src/review/gerrit/client';
import { createHttp, type Http } from '../../src/review/http';
import { startDaemon } from './daemon';
import { classPath } from './jars';
import { findJdk } from './java';
import { addKey, rest } from './rest';
import { passwordOf, project, projectRequests, type User } from './seed';
import { copySite } from './site';
import type { Version } from './versions';

/** A server that answers. */
export interface RealGerrit {
  version: string;
  /** `http://127.0.0.1:<port>/`. */
  url: string;
  /** One request below `/a/` as one of its people; gives the answer's JSON. */
  rest(user: User, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<unknown>;
  /** Has the server know a person's public ssh key. */
  addKey(user: User, key: string): Promise<void>;
  /** Our client as one of its people, or as nobody. */
  forge(user?: User, name?: string, change?: (http: Http) => Http): Forge;
  /** Makes a project with these branches, so that a test is alone in it; its rules are OpenStack's. */
  addProject(name: string, branches: readonly string[]): Promise<void>;
}

/**
 * Addresses by version. Test files are bundled apart, each with its own classes, so nothing but an address is shared between them.
 */
const servers = Symbol.for('fishladder.gerrit');
type Shared = typeof globalThis & { [servers]?: Map<string, Promise<string>> };

/**
 * The server of this version; the first call starts it (10 s; 1 to 2 minutes the first time on a machine, when it is downloaded and
 * seeded), and it ends with the process. Rejects with what to install where something is missing.
 */
export async function startRealGerrit(version: Version): Promise<RealGerrit> {
  const shared = globalThis as Shared;
  shared[servers] ??= new Map();
  const running = shared[servers].get(version.gerrit) ?? start(version);
  shared[servers].set(version.gerrit, running);
  const url = await running;
  return {
    version: version.gerrit,
    url,
    rest: (user, method, path, body) => rest(url, user, method, path, body),
    addKey: (user, key) => addKey(url, user, key),
    forge: (user, name = project, change = (same) => same) =>
      createGerrit({
        address: url,
        project: name,
        http: change(createHttp({ userAgent: 'fishladder/test' })),
        credentials: { get: async () => user && { user, secret: passwordOf(user) } },
        pushTo: `${url}a/${name}`,
      }),
    async addProject(name, branches) {
      for (const request of projectRequests(name, branches)) await rest(url, 'admin', ...request);
    },
  };
}

/** Starts the server; gives its address. */
async function start({ gerrit: version, java: atLeast }: Version): Promise<string> {
  const jdk = findJdk(atLeast);
  if (!jdk)
    throw new Error(`Gerrit ${version} needs a JDK ${atLeast} or newer (Debian's openjdk-17-jdk-headless is 17).`);
  const java = { program: join(jdk.home, 'bin/java'), classPath: await classPath(version, jdk) };
  const { site, url } = await copySite(version, java);
  await startDaemon(java, site);
  process.once('exit', () => rmSync(site, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));
  return url;
}
