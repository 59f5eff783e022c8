// The Gerrit client over a real connection: batches, pages, older servers, and what it says of a server.
import { strict as assert } from 'node:assert';
import { anonymous } from '../../../src/review/credentials';
import { ForgeError } from '../../../src/review/error';
import type { Forge } from '../../../src/review/forge';
import { gerritAddress } from '../../../src/review/gerrit/address';
import { createGerrit } from '../../../src/review/gerrit/client';
import { createHttp } from '../../../src/review/http';
import { type GerritOptions, type GerritServer, type Reviews, startGerrit } from '../../fakes/gerrit';
import type { Failure } from '../../fakes/gerrit-failures';
import { someSought } from '../../unit/review/reviews';

const never = new AbortController().signal;
const idOf = (index: number) => `I${index.toString(16).padStart(40, '0')}`;
const branches = {
  master: 'merged',
  'stable/2026.1': 'approved',
  'stable/2025.2': 'ci-failed',
  'stable/2025.1': 'new',
} as const;

suite('forge/gerrit', () => {
  let server: GerritServer;
  let forge: Pick<Forge, 'host' | 'find' | 'check'>;
  async function start(options: GerritOptions): Promise<void> {
    server = await startGerrit(options);
    forge = open();
  }
  /** A client as it starts; `me` is the person's mail address. */
  function open(me?: string): Forge {
    const address = gerritAddress({ host: 'review.example.org', override: server.url });
    const http = createHttp({ userAgent: 'fishladder/0 (test)', timeout: 20_000 });
    const options = { address, project: 'openstack/nova', http, credentials: anonymous, pushTo: 'gerrit' };
    return createGerrit({ ...options, ...(me !== undefined && { me }) });
  }
  teardown(() => server.close());

  test('one Change-Id on several branches, in one request', async () => {
    await start({ reviews: { '*': branches } });
    const found = await forge.find(someSought(idOf(1)), never);
    assert.deepEqual(
      found.get(idOf(1))?.map((review) => [review.branch, review.state, review.changeId]),
      [
        ['master', 'merged', idOf(1)],
        ['stable/2026.1', 'approved', idOf(1)],
        ['stable/2025.2', 'needs-you', idOf(1)],
        ['stable/2025.1', 'in-review', idOf(1)],
      ],
    );
    assert.equal(server.requests.length, 1);
    const { searchParams } = new URL(server.requests[0] ?? '', server.url);
    assert.equal(searchParams.get('q'), `project:"openstack/nova" (${idOf(1)})`);
    assert.deepEqual(searchParams.getAll('o').sort(), [
      'CURRENT_REVISION',
      'DETAILED_ACCOUNTS',
      'DETAILED_LABELS',
      'LABELS',
      'MESSAGES',
      'SKIP_DIFFSTAT',
      'SUBMIT_REQUIREMENTS',
    ]);
    assert.equal(new URL(found.get(idOf(1))?.[0]?.url ?? '').origin, new URL(server.url).origin);
  });

  test('what the server has not is an empty list; what is no Change-Id is not asked for', async () => {
    await start({ reviews: { [idOf(1)]: { master: 'new' } } });
    const found = await forge.find(someSought(idOf(1), idOf(2), 'I1) OR (status:open', ''), never);
    assert.deepEqual(
      [...found].map(([id, reviews]) => [id, reviews.length]),
      [
        [idOf(1), 1],
        [idOf(2), 0],
        ['I1) OR (status:open', 0],
        ['', 0],
      ],
    );
    assert.ok(!server.requests[0]?.includes('status'));
  });

  test('nothing to ask for asks nothing', async () => {
    await start({});
    assert.equal((await forge.find(someSought(), never)).size, 0);
    assert.deepEqual(server.requests, []);
  });

  test('another project on the same server does not count', async () => {
    await start({ reviews: { '*': branches }, project: 'openstack/cinder' });
    assert.deepEqual((await forge.find(someSought(idOf(1)), never)).get(idOf(1)), []);
  });

  test('500 reviews are three requests, each with an address below 8 KB, and one where nothing has changed', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => `I${`${index}`.padStart(4, '0')}${idOf(index).slice(5)}`);
    const reviews: Reviews = Object.fromEntries(ids.map((id) => [id, { master: 'ci-passed' }]));
    await start({ reviews });
    const find = async () => {
      const before = server.requests.length;
      const found = await forge.find(someSought(...ids), never);
      assert.ok(ids.every((id) => found.get(id)?.length === 1));
      const asked = server.requests.slice(before);
      assert.ok(asked.every((request) => request.length < 8000));
      return { found, asked };
    };
    assert.equal((await find()).asked.length, 3);
    const again = await find();
    assert.equal(again.asked.length, 1);
    assert.ok(!again.asked[0]?.includes('MESSAGES'));
    server.setReviews({ ...reviews, [ids[7]!]: { master: 'merged' } });
    const moved = await find();
    assert.deepEqual([moved.asked.length, moved.found.get(ids[7]!)?.[0]?.state], [2, 'merged']);
    assert.deepEqual((await find()).found, moved.found);
  });

  test('what an earlier run has read is not read again, unless it is another person, or something has happened', async () => {
    const ids = [idOf(1), idOf(2)];
    await start({ reviews: { '*': branches } });
    const first = await open('nobody@example.org').find(someSought(...ids), never);
    const read = [...first].map(([id, reviews]) => ({ id, reviews, asOf: 1 }));
    const find = async (me: string) => {
      const next = open(me);
      next.remember(read);
      const before = server.requests.length;
      const found = await next.find(someSought(...ids), never);
      return { found, asked: server.requests.slice(before).map((each) => each.includes('MESSAGES')) };
    };
    assert.deepEqual(await find('nobody@example.org'), { found: first, asked: [false] });
    assert.deepEqual((await find('somebody@example.org')).asked, [false, true]);
    server.setReviews({ '*': { ...branches, master: 'ci-failed' } });
    const moved = await find('nobody@example.org');
    const onMaster = moved.found.get(idOf(1))?.find(({ branch }) => branch === 'master');
    assert.deepEqual([moved.asked, onMaster?.state], [[false, true], 'needs-you']);
  });

  test('10,000 reviews are found, a page at a time', async function () {
    this.timeout(180_000);
    const ids = Array.from({ length: 2000 }, (_, index) => `I${`${index}`.padStart(4, '0')}${idOf(index).slice(5)}`);
    const names = [...Object.keys(branches), 'stable/2024.2'];
    const five = Object.fromEntries(names.map((name) => [name, 'new' as const]));
    await start({ reviews: Object.fromEntries(ids.map((id) => [id, five])) });
    const count = async () => {
      const found = await forge.find(someSought(...ids), never);
      return ids.reduce((sum, id) => sum + (found.get(id)?.length ?? 0), 0);
    };
    assert.equal(await count(), 10_000);
    assert.ok(server.requests.every((request) => request.length < 8000));
    assert.ok(server.requests.length <= 65, `${server.requests.length} requests`);
  });

  test('all pages are read', async () => {
    await start({ reviews: { '*': branches }, pageSize: 3 });
    const found = await forge.find(someSought(idOf(1), idOf(2)), never);
    assert.deepEqual([found.get(idOf(1))?.length, found.get(idOf(2))?.length], [4, 4]);
    assert.deepEqual(
      server.requests.map((request) => new URL(request, server.url).searchParams.get('S')),
      [null, '3', '6'],
    );
  });

  test('a review that a patch names by its address is found whatever its Change-Id', async () => {
    await start({ reviews: { [idOf(1)]: { master: 'approved' } } });
    const [fix] = someSought('fix-name');
    const { url } = (await forge.find(someSought(idOf(1)), never)).get(idOf(1))![0]!;
    const elsewhere = url.replace('127.0.0.1', 'review.example.org');
    const find = async (address: string) =>
      (await forge.find([{ ...fix!, addresses: [address] }], never)).get('fix-name')?.map(({ changeId }) => changeId);
    const short = url.replace('c/openstack/nova/+/', '');
    for (const address of [url, `${url}/2`, short, url.replace('c/openstack/nova/+/', '#/c/')]) {
      assert.deepEqual(await find(address), [idOf(1)], address);
    }
    for (const address of [elsewhere, 'no address', `${server.url}dashboard/1`])
      assert.deepEqual(await find(address), []);
  });

  test('an older server is asked again without what it does not know, and that is remembered', async () => {
    await start({ reviews: { '*': branches }, unknownOptions: ['SUBMIT_REQUIREMENTS'] });
    const found = await forge.find(someSought(idOf(1)), never);
    assert.deepEqual(
      found.get(idOf(1))?.map((review) => review.state),
      ['merged', 'approved', 'needs-you', 'in-review'],
    );
    await forge.find(someSought(idOf(1)), never);
    assert.equal(server.requests.length, 3);
  });

  test('a 400 that stays is a fault', async () => {
    await start({ failure: 'status-400' });
    await assert.rejects(
      forge.find(someSought(idOf(1)), never),
      (error) => error instanceof ForgeError && error.code === 'forge-rejected',
    );
    assert.equal(server.requests.length, 2);
  });

  for (const failure of ['endless', 'not-a-list'] as Failure[]) {
    test(`${failure} is a fault, after few requests`, async () => {
      await start({ failure });
      await assert.rejects(
        forge.find(someSought(idOf(1)), never),
        (error) => error instanceof ForgeError && error.code === 'forge-answer',
      );
      assert.ok(server.requests.length <= 2);
    });
  }

  test('a server that answers is told with its version', async () => {
    await start({});
    assert.deepEqual(await forge.check(never), { host: forge.host, reachable: true, version: '3.10.9' });
  });

  test('a server that keeps its version to itself still answers', async () => {
    await start({ tellsVersion: false });
    assert.deepEqual(await forge.check(never), { host: forge.host, reachable: true, version: '' });
  });

  test('a server that cannot be used is told with the fault', async () => {
    await start({ failure: 'html-403' });
    const health = await forge.check(never);
    assert.equal(health.reachable, false);
    assert.equal(health.reachable ? '' : health.fault.code, 'forge-web-page');
    server.setFailure('status-404');
    const absent = await forge.check(never);
    assert.equal(absent.reachable ? '' : absent.fault.code, 'forge-absent');
    await server.close();
    const gone = await forge.check(never);
    assert.equal(gone.reachable ? '' : gone.fault.code, 'forge-unreachable');
  });

  test('an abort is passed on', async () => {
    await start({ failure: 'hang' });
    const controller = new AbortController();
    const asked = [forge.find(someSought(idOf(1)), controller.signal), forge.check(controller.signal)];
    await server.arrived(2);
    controller.abort(new Error('closed'));
    for (const each of asked) await assert.rejects(each, /closed/);
  });
});
