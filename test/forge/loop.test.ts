// The whole loop in the terminal against a real Gerrit: a fix is marked, ported, put up for review, changed by a reviewer, and merged on three branches.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operatorEnv } from '../demo/repository';
import { type RealGerrit, startRealGerrit } from '../gerrit/real';
import { putOnGerrit, SHOAL } from '../gerrit/scene';
import { passwordOf, type User } from '../gerrit/seed';
import { runnable } from '../gerrit/versions';
import { openScene, type Scene } from '../git/scene';

const FILE = 'shoal/exception.py';
const LINE = "    message = 'Volume %(volume_id)s is not yours to change.'\n";
const FIXED = "    message = 'Volume %(volume_id)s belongs to %(owner)s.'\n";
const REVIEWED = "    message = 'Volume %(volume_id)s is owned by %(owner)s.'\n";

/** A review as `fishladder status --json` has it. */
interface Row {
  branch: string;
  state: string;
  patch: string;
  review?: { key: { number: number }; url: string; commit: string; patchSet: number };
}

for (const version of runnable())
  suite(`the whole loop on Gerrit ${version.gerrit}`, () => {
    let server: RealGerrit;
    let scene: Scene;
    let host: string;

    suiteSetup(async function () {
      this.timeout(300_000);
      server = await startRealGerrit(version);
      host = new URL(server.url).host;
      scene = openScene({
        ...operatorEnv(),
        FISHLADDER_HOST: host,
        FISHLADDER_USER: 'alice',
        FISHLADDER_SECRET: passwordOf('alice'),
      });
      await putOnGerrit(scene, server);
    });

    suiteTeardown(() => scene?.dispose());

    async function run(...args: string[]): Promise<string> {
      const { code, out, err } = await scene.run(...args);
      assert.equal(code, 0, `fishladder ${args.join(' ')}: ${out}${err}`);
      assert.doesNotMatch(out + err, /alice-secret/);
      return out;
    }

    async function row(branch: string): Promise<Row> {
      const { fixes } = JSON.parse(await run('status', '--json')) as { fixes: { branches: Row[] }[] };
      return fixes[0]!.branches.find((each) => each.branch === branch)!;
    }

    const change = (user: User, number: number, path: string, body: object = {}) =>
      server.rest(user, path.startsWith('edit/') ? 'PUT' : 'POST', `changes/${number}/${path}`, body);

    async function merge(branch: string): Promise<string> {
      const { review } = await row(branch);
      const { number } = review!.key;
      const labels = { 'Code-Review': 2, Verified: 2, Workflow: 1 };
      await change('bob', number, 'revisions/current/review', { labels });
      await change('bob', number, 'submit');
      scene.git('fetch', '--quiet');
      return review!.commit;
    }

    const patch = (folder: string) => scene.read(`.fishladder/${folder}/owner.patch`);
    const field = (folder: string, name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(patch(folder))?.[1];

    test('mark, port, submit, review, adopt, merge; on three branches, one after the other', async function () {
      this.timeout(300_000);
      scene.write(FILE, scene.read(FILE).replace(LINE, FIXED));
      await run('mark', FILE, '--title', 'Name the owner', '--name', 'owner');
      await run('port');

      const dry = await run('submit', 'owner', '--dry-run');
      assert.match(dry, new RegExp(`To ${host} as Alice Brook \\(alice\\)`));
      assert.match(dry, /Push 1 commit to refs\/for\/master/);
      assert.match(dry, /Set the topic owner\./);
      assert.match(dry, /^\+ {4}message = 'Volume %\(volume_id\)s belongs to/m);
      assert.equal((await row('master')).state, 'not-submitted', 'a dry run sends nothing');
      const unasked = await scene.run('submit', 'owner');
      assert.deepEqual([unasked.code, /needs a confirmation/.test(unasked.err)], [2, true]);
      const no = await scene.runWith(['n'], 'submit', 'owner');
      assert.deepEqual([no.code, (await row('master')).state], [1, 'not-submitted']);
      assert.match(no.err, new RegExp(`Send this to ${host} as Alice Brook \\(alice\\), for master\\?`));

      const good = patch('master');
      scene.write('.fishladder/master/owner.patch', good.replace(/^Signed-off-by: /m, 'Change-Id: I0\n$&'));
      const wrong = await scene.run('submit', 'owner', '--yes');
      assert.match(wrong.out, /^\.fishladder\/master\/owner\.patch:\d+: error: .* \[change-id-duplicate\]$/m);
      assert.deepEqual([wrong.code, /has 2 errors.*--no-verify/.test(wrong.out)], [1, true]);
      scene.write('.fishladder/master/owner.patch', good);

      await run('submit', 'owner', '--yes', '--topic', 'names', '--hashtag', 'night shift', '--hashtag', 'owner');
      const first = (await row('master')).review!;
      assert.equal(field('master', 'Forwarded'), first.url);
      assert.equal(field('12.0.1', 'Forwarded'), first.url);
      assert.match(await run('submit', 'owner', '--yes'), /up to date: /);
      assert.equal((await row('master')).review?.patchSet, 1, 'the same patch is not sent twice');
      assert.equal((await row('stable/2026.1')).state, 'not-submitted', 'later branches wait');

      const { number } = first.key;
      const seen = (await server.rest('alice', 'GET', `changes/${number}`)) as { topic: string; hashtags: string[] };
      assert.deepEqual([seen.topic, seen.hashtags.sort()], ['names', ['night shift', 'owner']]);
      const reviewed = scene.git('show', `${first.commit}:${FILE}`);
      const line = reviewed.split('\n').findIndex((text) => `${text}\n` === FIXED) + 1;
      await change('bob', number, 'revisions/current/review', {
        comments: { [FILE]: [{ line, message: 'Say owned\u001b[31m by.', unresolved: true }] },
        labels: { 'Code-Review': -1 },
      });
      const shown = await run('review', 'owner', 'master');
      const live =
        scene
          .read(FILE)
          .split('\n')
          .findIndex((text) => `${text}\n` === FIXED) + 1;
      assert.match(shown, new RegExp(`^ {2}${FILE}:${live} \\[`, 'm'));
      assert.match(shown, /Bob Weir, just now:\n {6}Say owned \[31m by\./);
      assert.match(shown, /Code-Review −1/);
      const thread = /^ {2}\S+ \[(.+)\]$/m.exec(shown)?.[1] ?? '';
      await run('review', 'owner', 'master', '--comment', 'Right.', '--reply', thread, '--resolve', '--yes');
      assert.match(
        await run('review', 'owner', 'master'),
        /\(resolved\) \[[^\n]+\n {4}Bob Weir.*\n.*\n {4}Alice Brook, just now:\n {6}Right\./,
      );

      const text = Buffer.from(reviewed.replace(FIXED, REVIEWED)).toString('base64');
      await change('bob', number, `edit/${encodeURIComponent(FILE)}`, {
        binary_content: `data:text/plain;base64,${text}`,
      });
      await change('bob', number, 'edit:publish');
      const foreign = await scene.run('submit', 'owner', '--yes', '--to', 'master');
      assert.deepEqual([foreign.code, /patch set 2 of .* was not made here/.test(foreign.out)], [1, true]);
      const difference = await run('adopt', 'owner', 'master', '--dry-run');
      assert.match(difference, /^-.*belongs to[^\n]*\n\+.*is owned by/m);
      assert.match(patch('master'), /belongs to/);
      await run('adopt', 'owner', 'master', '--yes');
      assert.match(patch('master'), /^\+.*is owned by/m);
      assert.match(await run('adopt', 'owner', 'master', '--yes'), /in the queue already/);
      await run('port');
      assert.match(patch('master'), /^\+.*is owned by/m, 'a port leaves what was adopted');
      assert.match(await run('submit', 'owner', '--yes', '--to', 'master'), /up to date: /);

      const commits = [await merge('master')];
      assert.equal((await row('master')).state, 'merged');
      for (const branch of ['stable/2026.1', 'stable/2025.2']) {
        await run('port');
        await run('submit', 'owner', '--yes');
        const commit = (await row(branch)).review!.commit;
        const picks = scene.git('log', '-1', '--format=%B', commit).match(/(?<=picked from commit )\w+/g);
        assert.deepEqual(picks, commits, `${branch} names each commit that it came by`);
        commits.push(await merge(branch));
        assert.equal((await row(branch)).state, 'merged');
      }

      const said = await run('sync');
      for (const [at, folder] of ['master', 'stable/2026.1', 'stable/2025.2'].entries()) {
        assert.equal(field(folder, 'Applied-Upstream'), `commit:${commits[at]}`);
        assert.match(field(folder, 'Forwarded') ?? '', new RegExp(`^${server.url}c/${SHOAL}/\\+/\\d+$`));
        assert.ok(said.includes(`.fishladder/${folder}/owner.patch`));
      }
      assert.equal(field('12.0.1', 'Applied-Upstream'), `commit:${commits[0]}`);
      assert.match(await run('sync'), /says already/);
      assert.equal((await row('stable/2025.1')).state, 'not-submitted');
      noSecretIn(scene.folder);
    });
  });

/** No file of the repository holds a secret. */
function noSecretIn(folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files)
    assert.ok(!readFileSync(join(file.parentPath, file.name)).includes(passwordOf('alice')), file.name);
}
