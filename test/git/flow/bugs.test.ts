// What is remembered of bugs and reviews is shown where fixes name them; nobody is asked without being told to.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openKnowledge } from '../../../src/flow/knowledge';
import { complete } from '../../../src/language/complete';
import { hover } from '../../../src/language/hover';
import { readPatchText } from '../../../src/language/patch-text';
import { writeCache } from '../../../src/review/schema';
import { MANAGER } from '../../demo/repository';
import { aReview } from '../../unit/review/reviews';
import { openScene, quietHost, type Scene } from '../scene';

const address = 'https://bugs.launchpad.net/bugs/2116852';
const bug = { address, asOf: Date.UTC(2026, 10, 20), title: 'Lock *leaks*', state: 'Fix Released', open: true };
const series = [{ name: 'nova/2025.1', state: 'In Progress' }];

const host = quietHost();

suite('bugs of fixes', () => {
  let scene: Scene;
  setup(async () => {
    scene = openScene();
    scene.fixBug();
    const { code } = await scene.run('mark', MANAGER, '--title', 'Mend it', '--name', 'mend', '--bug', '2116852');
    assert.equal(code, 0);
    const folder = join(scene.folder, '.git/fishladder');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'bugs.json'), JSON.stringify({ version: 1, bugs: [{ ...bug, series }] }));
  });
  teardown(() => scene.dispose());

  test('in the status, as text and as JSON', async () => {
    const json = JSON.parse((await scene.run('status', '--offline', '--json')).out);
    assert.deepEqual(json.fixes[0].bugs, [{ ...bug, series, asOf: '2026-11-20T00:00:00.000Z' }]);
    const { out } = await scene.run('status', '--offline');
    assert.match(out, /^ {2}bug 2116852: Lock \*leaks\* \(Fix Released; nova\/2025\.1: In Progress\)$/m);
  });

  test('a cache that is broken is as good as none', async () => {
    writeFileSync(join(scene.folder, '.git/fishladder/bugs.json'), '{"version":1,"bugs":[{}]}');
    const { code, out } = await scene.run('status', '--offline', '--json');
    assert.deepEqual([code, JSON.parse(out).fixes[0].bugs], [0, []]);
  });

  test('over the trailer that names it, with its signs as text', async () => {
    const release =
      scene
        .git('ls-files', '-o', '.fishladder')
        .split('\n')
        .find((path) => path.endsWith('mend.patch')) ?? '';
    const text = scene.read(release);
    const knowledge = openKnowledge(host, {}, true);
    try {
      const document = readPatchText(text);
      const { facts, profile } = await knowledge.about(join(scene.folder, release), document.reading);
      const line = document.lines.findIndex((each) => each.startsWith('Closes-Bug:'));
      const words = hover(document, line, facts, []);
      assert.ok(
        words.some((each) => each.includes('Lock \\*leaks\\* (Fix Released')),
        words.join('\n'),
      );
      const known = {
        people: [],
        branches: [],
        today: '',
        bugs: facts.knownBugs ?? [],
        bugAddresses: profile.bugAddresses,
      };
      const proposals = complete(document, line, 'Closes-Bug: '.length, known);
      assert.deepEqual(
        proposals.slice(-1).map(({ text, from, detail }) => [text, from, detail?.slice(0, 23)]),
        [['#2116852', 12, '2116852: Lock \\*leaks\\*']],
      );
      assert.deepEqual(complete(document, line + 1, 'Change-Id: '.length, known), []);
    } finally {
      knowledge.dispose();
    }
  });

  test('the reviews that are remembered are known beside the Change-Id, as long as they are of this host', async () => {
    const file =
      scene
        .git('ls-files', '-o', '.fishladder')
        .split('\n')
        .find((path) => path.endsWith('mend.patch')) ?? '';
    const { reading } = readPatchText(scene.read(file));
    const id = reading.entries.find(({ name }) => name === 'Change-Id')?.value ?? '';
    const remember = (server: string) => {
      const reviews = [aReview({ branch: 'master', changeId: id })];
      const cache = writeCache(server, host.userAgent, [{ id, reviews, asOf: Date.now() }]);
      writeFileSync(join(scene.folder, '.git/fishladder/reviews.json'), cache);
    };
    const told = async () => {
      const knowledge = openKnowledge(host, {}, true);
      try {
        const { facts } = await knowledge.about(join(scene.folder, file), reading);
        return facts.reviews?.get(`Change-Id: ${id}`);
      } finally {
        knowledge.dispose();
      }
    };
    assert.equal(await told(), undefined);
    remember('elsewhere.example.org');
    assert.equal(await told(), undefined);
    remember('review.example.org');
    assert.match((await told()) ?? '', /^master: .* \(just now\)$/);
  });
});
