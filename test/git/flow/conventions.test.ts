// Whose conventions hold in a repository, and that real git reads the messages that every community's profile composes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeFix } from '../../../src/fix/document';
import { openKnowledge } from '../../../src/flow/knowledge';
import { readPatchText } from '../../../src/language/patch-text';
import { createFilePatch } from '../../../src/patch/create';
import { COMMUNITIES, communityProfile } from '../../../src/profile/detect';
import { MANAGER } from '../../demo/repository';
import { openScene, quietHost, type Scene } from '../scene';

const [a, b] = ['a', 'b'].map((digit) => digit.repeat(40)) as [string, string];
const signer = { name: 'Olive', email: 'o@example.org' };

/** A bug that each community can name. */
function bugOf(id: string): string {
  return { suse: 'bsc#1214727', yocto: 'CVE-2025-12345', rpm: 'RHEL-12345' }[id] ?? '2116852';
}

suite('conventions', () => {
  let scene: Scene;
  setup(() => {
    scene = openScene();
  });
  teardown(() => scene.dispose());

  const conventions = async () => {
    const findings = JSON.parse((await scene.run('doctor', '--json')).out).findings as {
      check: string;
      words: string;
    }[];
    return findings.find(({ check }) => check === 'conventions')?.words;
  };

  test('told by the files; set by name; declared by the repository; set by path', async () => {
    assert.match((await conventions()) ?? '', /^OpenStack, project /);
    scene.write('.fishladder.json', '{"name":"Acme","branches":["master"],"bugTrailer":"Ticket: {bug}"}');
    assert.match((await conventions()) ?? '', /^Acme, project /);
    scene.git('config', 'fishladder.profile', 'linux');
    assert.equal(await conventions(), 'Linux stable');
    mkdirSync(join(scene.folder, 'ops'));
    writeFileSync(join(scene.folder, 'ops/profile.json'), '{"name":"Ops","extends":"yocto"}');
    scene.git('config', 'fishladder.profile', 'ops/profile.json');
    assert.equal(await conventions(), 'Ops');
  });

  test('a profile of one’s own decides the message and the branches', async () => {
    scene.write(
      '.fishladder.json',
      '{"name":"Acme","extends":"generic","branches":["master"],"bugTrailer":"Ticket: ACME-{bug}"}',
    );
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'Fix', '--bug', '7', '--name', 'fix');
    assert.match(scene.read('.fishladder/12.0.1/fix.patch'), /\nTicket: ACME-7\nSigned-off-by: /);
    const cells = JSON.parse((await scene.run('port', '--dry-run', '--json')).out).cells as { branch: string }[];
    assert.deepEqual(
      cells.map(({ branch }) => branch),
      ['master'],
    );
  });

  test('a profile file that was broken is read again once it is mended', async () => {
    const host = quietHost();
    const knowledge = openKnowledge(host, {}, true);
    try {
      const { reading } = readPatchText('');
      const title = async () => (await knowledge.about(join(scene.folder, 'x.patch'), reading)).profile.title;
      scene.write('.fishladder.json', '{"name":');
      await assert.rejects(title(), /is no profile/);
      scene.write('.fishladder.json', '{"name":"Acme"}');
      assert.equal(await title(), 'Acme');
    } finally {
      knowledge.dispose();
    }
  });

  for (const [what, set] of [
    ['a broken profile file', () => scene.write('.fishladder.json', '{"name":')],
    ['a misspelled community', () => scene.git('config', 'fishladder.profile', 'openstak')],
  ] as [string, () => void][])
    test(`${what} is a fault with a next step`, async () => {
      set();
      const run = await scene.run('status', '--json');
      assert.equal(run.code, 3);
      const { error } = JSON.parse(run.err);
      assert.match(error.code, /^(?:bad|no)-profile$/);
      assert.ok(error.next.length > 0);
    });

  for (const id of COMMUNITIES)
    test(`${id}: git reads the trailers of a ported message, and git am gives the message back`, () => {
      const { message, ported } = communityProfile(id);
      const made = message({
        title: 'Mend the leak',
        description: 'It leaked.',
        bugs: [bugOf(id)],
        signer,
        committerLine: 'Olive <o@example.org> 1 +0000',
        source: { message: 'Mend the leak\n\nIt leaked.\n\nAcked-by: A <a@example.org>\n', commit: a },
      });
      const text = ported(made, {
        branch: 'stable/2025.1',
        picked: [a, b],
        conflict: { files: ['shoal/a.py'], note: 'a.py has no lock here.' },
        signer,
      });
      const trailers = execFileSync('git', ['interpret-trailers', '--parse'], { input: text, encoding: 'utf8' });
      assert.match(trailers, /^Acked-by: A <a@example\.org>$/m);
      const wanted = [...made.matchAll(/^[\w-]+: .*$/gm)]
        .map(([line]) => line)
        .filter((line) => !/^Change-Id/.test(line));
      for (const line of wanted) assert.ok(trailers.includes(`${line}\n`), `${line} is no trailer of\n${text}`);

      const patch = composeFix({
        author: { ...signer, epoch: 1_790_856_000, zone: '+0000' },
        message: text,
        life: { origin: 'other', bugs: [], forwarded: 'no', lastUpdate: '2026-10-01' },
        others: [],
        files: [
          createFilePatch({
            newPath: 'new.txt',
            after: { mode: '100644', id: '3367afdbbf91e638efe983616377c60477cc6612', content: 'new\n' },
          }),
        ],
      });
      writeFileSync(join(scene.folder, '../fix.patch'), patch, 'latin1');
      scene.git('am', '-q', '--keep-non-patch', '../fix.patch');
      assert.equal(scene.git('log', '-1', '--format=%B').trimEnd(), text.trimEnd());
    });
});
