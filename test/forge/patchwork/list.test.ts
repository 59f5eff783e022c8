// Patches are sent to a real list with git send-email, followed in its archive, and taken back from it with b4.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Git } from '../../../src/git/git';
import { openGit } from '../../../src/git/open';
import { ForgeError } from '../../../src/review/error';
import type { Forge, Push } from '../../../src/review/forge';
import { createHttp } from '../../../src/review/http';
import { createMail } from '../../../src/review/patchwork/client';
import { messageIdOf } from '../../../src/review/patchwork/message-id';
import { createOutbox } from '../../../src/review/patchwork/outbox';
import type { Proposal } from '../../../src/review/submission';
import type { Review } from '../../../src/review/types';
import { type RealList, startList } from './real-list';

const never = new AbortController().signal;
const noPush: Push = async () => assert.fail('nothing is pushed');
const sought = { id: 'leak', title: 'driver: mend a leak', addresses: [], commits: [], heads: [], changes: [] };

suite('forge/mail on a real list', () => {
  let list: RealList;
  let folder: string;
  let repository: Git;
  let forge: Forge;
  let sent: number;
  let outbox: string;

  /** The forge as a process has it. `step` comes before and after each mail, and before each write of the outbox; `lags`: the archive shows no mail yet. */
  function open({ step = () => {}, lags = false }: { step?: () => void; lags?: boolean } = {}): Forge {
    const http = createHttp({ userAgent: 'fishladder/0 (test)' });
    const storage = {
      read: async () => outbox,
      write: async (text: string) => {
        step();
        outbox = text;
        step();
      },
    };
    return createMail({
      ...{ host: '127.0.0.1', project: '', list: list.address, archive: list.archive },
      ...{ branches: ['master', 'linux-6.12.y'], sender: 'ada@example.org', from: 'Ada Örn <ada@example.org>' },
      http: lags ? { ...http, text: async (at) => Promise.reject(absent(at.host)) } : http,
      outbox: createOutbox(storage, () => Date.parse('2026-11-21T10:00:00Z')),
      send: async (letter, signal) => {
        step();
        sent++;
        const answer = await repository.sendMail(letter, signal);
        step();
        return answer;
      },
    });
  }

  const absent = (host: string) => new ForgeError('forge-absent', host, 'Not found.', 'Wait.');

  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      env: list.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();

  function commit(content: string, title = sought.title): string {
    writeFileSync(join(folder, 'driver.c'), content);
    git('commit', '-qam', `${title}\n\nIt dripped.\n\nSigned-off-by: Ada Örn <ada@example.org>`);
    return git('rev-parse', 'HEAD');
  }

  function proposal(id: string, branch = 'linux-6.12.y', review?: Review): Proposal {
    const patch = {
      fix: 'leak',
      commit: id,
      title: sought.title,
      message: `${sought.title}\n\nIt dripped.\n`,
      changeId: '',
    };
    const patches = [review ? { ...patch, review } : patch];
    return {
      branch,
      base: git('rev-parse', 'HEAD~1'),
      patches,
      topic: 'leak',
      hashtags: [],
      force: false,
      wip: false,
      reviewers: ['bob@example.com'],
    };
  }

  async function reviews(): Promise<Review[]> {
    return (await forge.find([sought], never)).get('leak') ?? [];
  }

  setup(async () => {
    list = await startList();
    folder = mkdtempSync(join(tmpdir(), 'fishladder-mail-test-'));
    git('init', '-q', '-b', 'master');
    git('config', 'user.name', 'Ada Örn');
    git('config', 'user.email', 'ada@example.org');
    git('config', 'sendemail.smtpServer', list.sendmail);
    writeFileSync(join(folder, 'driver.c'), 'one\ntwo\nthree\n');
    git('add', '.');
    git('commit', '-qm', 'start');
    repository = await openGit({ command: 'git', folder, environment: list.environment });
    sent = 0;
    outbox = '';
    forge = open();
  });
  teardown(async () => {
    repository.dispose();
    rmSync(folder, { recursive: true, force: true });
    await list.close();
  });

  test('sent once, found by its title, with the branch in the brackets', async () => {
    const id = commit('one\nzwei\nthree\n');
    const [made] = await forge.submit(proposal(id), noPush, never);
    const [review, ...more] = await reviews();
    assert.deepEqual(more, []);
    assert.deepEqual(
      [review?.url, review?.branch, review?.subject, review?.patchSet, review?.owner, review?.state, review?.next.who],
      [made?.url, 'linux-6.12.y', sought.title, 1, 'Ada Örn', 'in-review', 'reviewers'],
    );
    const [again] = await forge.submit(proposal(id), noPush, never);
    assert.deepEqual([again, sent], [{ ...made, changed: false }, 1]);
    const mail = await (await fetch(`${made?.url}raw`)).text();
    assert.match(mail, /^Subject: \[PATCH 6\.12\.y\] driver: mend a leak$/m);
    assert.match(mail, /^To: stable@vger\.kernel\.org$/m);
    assert.match(mail, /^Cc: list@example\.org,\s+bob@example\.com$/m);
    assert.deepEqual(git('status', '--porcelain'), '');
  });

  test('a second version answers the first; replies are threads on their lines, with their trailers as votes', async () => {
    const first = commit('one\nzwei\nthree\n');
    await forge.submit(proposal(first), noPush, never);
    const [before] = await reviews();
    assert.ok(before);
    git('reset', '-q', '--hard', 'HEAD~1');
    const second = commit('one\nzwo\nthree\n');
    const [made] = await forge.submit(proposal(second, 'linux-6.12.y', before), noPush, never);
    const [after] = await reviews();
    assert.deepEqual([after?.patchSet, after?.url], [2, made?.url]);
    const msgid = messageIdOf(made?.url ?? '');
    const head = (n: number, name: string) =>
      `From: ${name} <${name.toLowerCase()}@example.com>\nTo: ${list.address}\nSubject: Re: [PATCH 6.12.y v2] ${sought.title}\nDate: Sat, 21 Nov 2026 10:0${n}:00 +0000\nMessage-ID: <reply${n}@example.com>\nIn-Reply-To: <${msgid}>\n\n`;
    list.deliver(
      `${head(1, 'Bob')}On Sat, Ada wrote:\n> @@ -1,3 +1,3 @@\n>  one\n> -two\n> +zwo\n\nWhy German?\n\n>  three\n`,
    );
    list.deliver(`${head(2, 'Cleo')}Reviewed-by: Cleo <cleo@example.com>\n`);
    const [answered] = await reviews();
    assert.deepEqual(answered?.votes, [{ label: 'Reviewed-by', value: 1, text: 'Reviewed-by', by: ['Cleo'] }]);
    assert.equal(answered?.state, 'approved');
    const { threads } = await forge.detail(answered ?? assert.fail(), never);
    assert.deepEqual(
      threads.map(({ place, resolved, comments }) => [comments[0]?.author, comments[0]?.text, place, resolved]),
      [
        ['Bob', 'Why German?', { path: 'driver.c', side: 'after', line: 2 }, false],
        ['Cleo', 'Reviewed-by: Cleo <cleo@example.com>', undefined, true],
      ],
    );
    const out = join(list.folder, 'b4');
    mkdirSync(out);
    const b4 = ['-c', `b4.midmask=${list.archive}%s`];
    for (const setting of b4.slice(1)) git('config', ...(setting.split('=') as [string, string]));
    execFileSync('b4', ['am', '-o', out, msgid ?? ''], { cwd: folder, env: list.environment, stdio: 'pipe' });
    git('reset', '-q', '--hard', 'HEAD~1');
    execFileSync('sh', ['-c', `git am -q "${out}"/*.mbx`], { cwd: folder, env: list.environment, stdio: 'pipe' });
    assert.match(
      git('log', '-1', '--format=%an %B'),
      /^Ada Örn driver: mend a leak\n\nIt dripped\.\n[\s\S]*Reviewed-by: Cleo/,
    );
    assert.equal(git('show', 'HEAD:driver.c'), 'one\nzwo\nthree');
  });

  test('a mail that was sent is not sent again while the archive does not show it yet', async () => {
    const id = commit('one\nzwei\nthree\n');
    const [made] = await forge.submit(proposal(id), noPush, never);
    const [again] = await open({ lags: true }).submit(proposal(id), noPush, never);
    assert.deepEqual([again, sent], [{ ...made, changed: false }, 1]);
    await open({ lags: true }).submit({ ...proposal(id), force: true }, noPush, never);
    assert.equal(sent, 2);
  });

  test('killed at any step, it is sent once, and nothing is sent without being sure or being told to', async () => {
    const whole: number[] = [];
    const id = commit('one\nzwei\nthree\n');
    for (let last = 1; ; last++) {
      [outbox, sent] = ['', 0];
      let steps = 0;
      const step = () => {
        if (++steps >= last) throw new Error('killed');
      };
      const killed = await open({ step, lags: true })
        .submit(proposal(id, `linux-6.${last}.y`), noPush, never)
        .then(
          () => false,
          (error: Error) => error.message === 'killed',
        );
      const before = sent;
      const repeat = (force: boolean) =>
        open({ lags: true }).submit({ ...proposal(id, `linux-6.${last}.y`), force }, noPush, never);
      const told = await repeat(false).catch((error: ForgeError) => error);
      if (told instanceof ForgeError) {
        assert.match(told.message, /was cut off at 2026-11-21T10:00:00.000Z; it may have been sent/);
        assert.match(told.next, /submit --force/);
        assert.equal(sent, before);
        await repeat(true);
        assert.equal(sent, before + 1);
      } else assert.equal(sent, 1);
      whole.push(before);
      if (!killed) break;
    }
    assert.deepEqual(whole, [0, 0, 0, 1, 1, 1, 1]);
  });

  test('a mail that cannot be sent is told with the words of git send-email; a program that adds recipients is not run', async () => {
    const id = commit('one\nzwei\nthree\n');
    git('config', 'sendemail.smtpServer', '/nonexistent/sendmail');
    await assert.rejects(forge.submit(proposal(id), noPush, never), { code: 'forge-refused' });
    git('config', 'sendemail.smtpServer', list.sendmail);
    git('config', 'sendemail.toCmd', `touch ${join(list.folder, 'ran')}; echo`);
    await assert.rejects(forge.submit(proposal(id), noPush, never), /may add recipients/);
    git('config', '--unset', 'sendemail.toCmd');
    git('config', 'sendemail.cc', 'everyone@example.net');
    git('config', 'sendemail.bcc', 'spy@example.net');
    const [made] = await forge.submit(proposal(id, 'master'), noPush, never);
    const mail = await (await fetch(`${made?.url}raw`)).text();
    assert.doesNotMatch(mail, /everyone@|spy@/);
    assert.match(mail, /^Subject: \[PATCH\] driver: mend a leak$/m);
  });

  test('the plan says who gets what; a list that has nothing has nothing', async () => {
    const plan = forge.plan(proposal(commit('one\nzwei\nthree\n')));
    assert.equal(plan.to, list.address);
    assert.match(
      plan.steps[0] ?? '',
      /^Send "\[PATCH 6\.12\.y\] driver: mend a leak" from Ada Örn <ada@example\.org> to stable@vger\.kernel\.org, with copies to list@example\.org, bob@example\.com\.$/,
    );
    assert.deepEqual(await reviews(), []);
    assert.equal((await forge.check(never)).reachable, true);
  });
});
