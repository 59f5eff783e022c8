// What a refresh of tracked reviews costs: requests, bytes on the wire and time, at a real Gerrit and at a stand-in.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { cpus, loadavg } from 'node:os';
import { anonymous } from '../../src/review/credentials';
import type { Forge } from '../../src/review/forge';
import { createGerrit } from '../../src/review/gerrit/client';
import { createHttp } from '../../src/review/http';
import type { Knowledge } from '../../src/review/types';
import { startGerrit } from '../fakes/gerrit';
import { newChangeId, openClone } from '../gerrit/clone';
import { type RealGerrit, startRealGerrit } from '../gerrit/real';
import { older } from '../gerrit/versions';
import { someSought } from '../unit/review/reviews';
import { median, printTable } from './table';

const never = new AbortController().signal;
const rounds = 5;

/** Prints a row for each number of reviews, and what else the machine had to do. */
export async function measureForge(): Promise<void> {
  const heads = [
    ...['reviews', 'requests', 'KB', 'ms', 'no news: requests', 'KB', 'ms', '10 news: requests', 'KB', 'ms'],
    ...['next start: requests', 'KB', 'ms'],
  ];
  const server = await startRealGerrit(older);
  const project = `bench/p${randomBytes(4).toString('hex')}`;
  await server.addProject(project, ['master']);
  const ids = await pushChain(server, project, 500);
  for (const id of ids) await reportCi(server, project, id);
  const touch = async (some: readonly string[]) => {
    for (const id of some.slice(0, 10)) await reportCi(server, project, id);
  };
  const real = [];
  for (const count of [1, 50, 500]) real.push(await measure(server.url, project, ids.slice(0, count), touch));
  const load = loadavg()[0]?.toFixed(1);
  const title = `Refresh of tracked reviews, Gerrit ${older.gerrit} on loopback, a fix on one branch each; load ${load} of ${cpus().length}`;
  printTable(title, heads, real);
  const branches = ['master', 'stable/2026.1', 'stable/2025.2', 'stable/2025.1', 'stable/2024.2'];
  const many = Array.from({ length: 2000 }, () => newChangeId());
  const reviews = Object.fromEntries(
    many.map((id) => [id, Object.fromEntries(branches.map((name) => [name, 'ci-failed' as const]))]),
  );
  const fake = await startGerrit({ reviews });
  try {
    const rows = [await measure(fake.url, 'openstack/nova', many, async () => {})];
    printTable('The same at a stand-in, 2,000 fixes on five branches each, in fixes', heads, rows);
  } finally {
    await fake.close();
  }
}

/** Counts what passes between a client and a server. */
async function meter(url: string): Promise<{ url: string; bytes: () => number; close: () => void }> {
  let bytes = 0;
  const count = (chunk: Buffer) => {
    bytes += chunk.length;
  };
  const { port, hostname } = new URL(url);
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.on('data', count).pipe(far).on('data', count).pipe(near);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${own}/`, bytes: () => bytes, close: () => server.close() };
}

/** One row: first refresh, one without news, one after news, and the first one of a later run, which has the cache. */
async function measure(
  url: string,
  project: string,
  ids: readonly string[],
  touch: (ids: readonly string[]) => Promise<void>,
): Promise<string[]> {
  const wire = await meter(url);
  let requests = 0;
  const plainHttp = createHttp({ userAgent: 'fishladder/bench' });
  const http: typeof plainHttp = {
    ...plainHttp,
    json: (...question) => {
      requests++;
      return plainHttp.json(...question);
    },
  };
  const open = () => createGerrit({ address: wire.url, project, http, credentials: anonymous, pushTo: '' });
  let read: Knowledge[] = [];
  const refresh = async (forge: Forge): Promise<number[]> => {
    const [count, bytes, start] = [requests, wire.bytes(), performance.now()];
    const found = await forge.find(someSought(...ids), never);
    read = [...found].map(([id, reviews]) => ({ id, reviews, asOf: 1 }));
    if (ids.some((id) => found.get(id)?.length === 0)) throw new Error('A review was not found.');
    return [requests - count, (wire.bytes() - bytes) / 1024, performance.now() - start];
  };
  const typical = (all: number[][]) => [0, 1, 2].map((column) => median(all.map((row) => row[column] ?? 0)));
  const [first, quiet, news, next]: [number[][], number[][], number[][], number[][]] = [[], [], [], []];
  try {
    for (let round = 0; round < rounds; round++) {
      const forge = open();
      first.push(await refresh(forge));
      quiet.push(await refresh(forge));
      await touch(ids);
      news.push(await refresh(forge));
      const later = open();
      later.remember(read);
      next.push(await refresh(later));
    }
  } finally {
    wire.close();
  }
  return [`${ids.length}`, ...[first, quiet, news, next].flatMap(typical).map((figure) => figure.toFixed(0))];
}

/** Pushes patches that stand on each other, a hundred at once; gives their Change-Ids. */
async function pushChain(server: RealGerrit, project: string, count: number): Promise<string[]> {
  const clone = await openClone(server, project);
  const ids = Array.from({ length: count }, () => newChangeId());
  const who = 'Alice Brook <alice@example.org>';
  let parent = `from ${clone.tip('master')}\n`;
  const commits = ids.map((id, index) => {
    const message = `Release lock ${index}\n\nIt was held too long.\n\nChange-Id: ${id}\nSigned-off-by: ${who}\n`;
    const text = `commit refs/heads/chain\ncommitter ${who} ${1_790_000_000 + index} +0000\ndata ${message.length}\n${message}${parent}M 644 inline lock.py\ndata ${`${index}`.length}\n${index}\n`;
    parent = '';
    return text;
  });
  spawnSync('git', ['fast-import', '--quiet'], { cwd: clone.folder, input: commits.join('') });
  for (let left = count - 100; left > -100; left -= 100) {
    const commit = clone.git('rev-parse', `refs/heads/chain~${Math.max(left, 0)}`);
    const request = { to: `${server.url}a/${project}`, commit, ref: 'refs/for/master', options: [] };
    const answer = await clone.push('alice')(request, never);
    if (answer.kind !== 'done') throw new Error(`The push was refused: ${answer.words.join(' ')}`);
  }
  clone.dispose();
  return ids;
}

/** What Zuul says of nova: twenty jobs. */
async function reportCi(server: RealGerrit, project: string, id: string): Promise<void> {
  const jobs = Array.from({ length: 20 }, (_, job) => {
    const address = `https://zuul.opendev.org/t/openstack/build/${randomBytes(16).toString('hex')}`;
    return `- nova-tempest-job-${job} ${address} : SUCCESS in 1h 02m 03s`;
  });
  const message = ['Build succeeded (check pipeline).', '', ...jobs].join('\n');
  const path = `changes/${encodeURIComponent(project)}~master~${id}/revisions/current/review`;
  await server.rest('zuul', 'POST', path, { tag: 'autogenerated:zuul:check', labels: { Verified: 1 }, message });
}
