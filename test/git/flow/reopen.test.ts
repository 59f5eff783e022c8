// A settlement taken back: what was settled by hand is open again, and what is made of it now takes its place.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANAGER } from '../../demo/repository';
import { openScratchScene, type ScratchScene } from '../settling';
import { takenByAll } from '../taken';
import { commitUpstream } from '../upstream';

const NAME = 'forget';
const FILE = 'shoal/exception.py';
const [NEWER, OLDER] = ['unmaintained/2024.1', 'unmaintained/2023.1'];

suite('resolve again', () => {
  let scene: ScratchScene;
  setup(async () => {
    scene = openScratchScene();
    scene.git('update-ref', `refs/remotes/origin/${OLDER}`, `origin/${NEWER}`);
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'Forget a volume', '--name', NAME);
  });
  teardown(() => scene.dispose());

  const begin = () => scene.begin(NAME, NEWER);
  const take = (folder: string) => scene.take(NAME, NEWER, folder);

  /** Settles what is open with this text in the conflict's place, and gives what came of it. */
  async function settle(line: string) {
    const { folder, files, ...begun } = await begin();
    const before = readFileSync(files[0]!.result, 'latin1');
    const above = 'except exception.BackendError:\n';
    const from = before.indexOf(above) + above.length;
    const end = before.indexOf("        LOG.info('Volume %s is detached'", from);
    writeFileSync(files[0]!.result, `${before.slice(0, from)}            ${line}\n${before.slice(end)}`, 'latin1');
    const { code, err } = await take(folder);
    assert.equal(code, 0, err);
    return { ...begun, files, before };
  }

  const patch = (branch: string) => scene.read(`.fishladder/${branch}/${NAME}.patch`);

  test('the last settlement is filled in and marked, and another one replaces it on all branches', async () => {
    assert.equal((await settle('raise  # first')).settled, false);
    await scene.run('port');
    assert.match(patch(OLDER), /^\+ +raise {2}# first$/m);
    assert.match(
      (await scene.run('resolve', NAME, NEWER)).out,
      /^Settled by hand before, and open again for forget on .*:\n[\s\S]*filled in as it was settled by hand before\n/,
    );
    const again = await settle('raise  # second');
    assert.equal(again.settled, true);
    assert.match(again.before, /^ +raise {2}# first$/m);
    assert.doesNotMatch(again.before, /<<<<<<</);
    assert.deepEqual(
      again.files[0]!.places.map(({ filled, confidence }) => [filled, confidence]),
      [[true, 1]],
    );
    assert.match(patch(NEWER), /^\+ +raise {2}# second$/m);
    await scene.run('port');
    for (const branch of [NEWER, OLDER]) {
      assert.match(patch(branch), /^\+ +raise {2}# second$/m);
      assert.doesNotMatch(patch(branch), /# first/);
    }
    takenByAll(scene);
    const settled = scene.queue();
    await scene.run('port');
    assert.deepEqual(scene.queue(), settled);
  });

  test('what is remembered of a whole file is filled in and replaced, too', async () => {
    await settle('raise  # first');
    const { folder, files } = await begin();
    const text = readFileSync(files[0]!.result, 'latin1');
    writeFileSync(files[0]!.result, text.replace('# first', '# whole').replace('def shutdown', 'def stop'), 'latin1');
    assert.equal((await take(folder)).code, 0);
    assert.match(patch(NEWER), /^\+ +def stop/m);
    const again = await settle('raise  # third');
    assert.match(again.before, /# whole[\s\S]*def stop/);
    const last = await begin();
    writeFileSync(
      last.files[0]!.result,
      readFileSync(last.files[0]!.result, 'latin1').replace('def stop', 'def shutdown'),
      'latin1',
    );
    assert.equal((await take(last.folder)).code, 0);
    await scene.run('port');
    assert.match(patch(NEWER), /^\+ +raise {2}# third$/m);
    assert.doesNotMatch(patch(NEWER), /stop|# first|# whole/);
  });

  test('of two results that would replace one settlement, the second comes too late', async () => {
    await settle('raise  # first');
    const begun = [await begin(), await begin()];
    const runs = [];
    for (const [number, { folder, files }] of begun.entries()) {
      const text = readFileSync(files[0]!.result, 'latin1');
      writeFileSync(files[0]!.result, text.replace('# first', `# other ${number}`), 'latin1');
      runs.push(await take(folder));
    }
    assert.deepEqual(
      runs.map(({ code }) => code),
      [0, 3],
    );
    assert.equal(JSON.parse(runs[1]!.err).error.code, 'ground-changed');
    assert.match(patch(NEWER), /# other 0/);
  });

  test('what was accepted is filled in, and may be settled otherwise', async () => {
    assert.equal((await scene.run('accept', NAME, NEWER, '--yes')).code, 0);
    assert.match((await scene.run('resolve', NAME, NEWER)).out, /^Accepted before, and open again for forget on /);
    const { settled, before, files } = await settle('raise  # otherwise');
    assert.deepEqual([settled, files[0]!.places.map(({ filled }) => filled)], [false, [true]]);
    assert.match(before, /^ +self\.attachments\.pop\(volume_id\)$/m);
    assert.match(patch(NEWER), /^\+ +raise {2}# otherwise$/m);
    await scene.run('port');
    assert.match(patch(NEWER), /^\+ +raise {2}# otherwise$/m);
  });

  test('what was adapted by nobody is filled in, and may be settled otherwise', async () => {
    const line = "    message = 'Volume %(volume_id)s is not yours to change.'\n";
    const polite = line.replace('Volume', 'Sorry, volume');
    commitUpstream(scene, NEWER, 'Be polite', FILE, (text) => text.replace(line, polite));
    scene.write(FILE, scene.read(FILE).replace(line, `${line}    code = 403\n`));
    assert.equal((await scene.run('mark', FILE, '--title', 'Say a code', '--name', 'coded')).code, 0);
    const outcomeOf = async (branch: string) =>
      JSON.parse((await scene.run('port', 'coded', '--to', branch, '--json')).out).cells[0].outcome as string;
    assert.equal(await outcomeOf(NEWER), 'adapted');
    assert.match(
      (await scene.run('resolve', 'coded', NEWER)).out,
      /^Adapted, and open to be settled otherwise for coded on .*:\n[\s\S]*filled in as adapted \(\d+ in 100 are right\); read it\n/,
    );
    const { folder, files, ...begun } = await scene.begin('coded', NEWER);
    assert.deepEqual(
      [begun.settled, begun.accepted, begun.adapted, files.map(({ path }) => path)],
      [false, false, true, [FILE]],
    );
    const draft = readFileSync(files[0]!.result, 'utf8');
    assert.ok(draft.includes(`${polite}    code = 403\n`), draft);
    assert.equal(readFileSync(join(folder, 'ours', FILE), 'utf8').includes('code = 403'), false);
    writeFileSync(files[0]!.result, draft.replace('403', '410'));
    const taken = await scene.take('coded', NEWER, folder);
    assert.equal(taken.code, 0, taken.err);
    const coded = () => scene.read(`.fishladder/${NEWER}/coded.patch`);
    assert.match(coded(), /^\+ {4}code = 410$/m);
    takenByAll(scene);
    const queue = scene.queue();
    assert.equal(await outcomeOf(NEWER), 'adapted');
    assert.deepEqual(scene.queue(), queue);
    const clean = await scene.run('resolve', 'coded', 'master', '--json');
    assert.equal(JSON.parse(clean.err).error.code, 'nothing-to-resolve', 'git merges it');
  });

  test('the status says to read what was adapted, until a person has settled it', async () => {
    const line = "    message = 'Volume %(volume_id)s is not yours to change.'\n";
    const polite = line.replace('Volume', 'Sorry, volume');
    commitUpstream(scene, 'master', 'Be polite', FILE, (text) => text.replace(line, polite));
    scene.write(FILE, scene.read(FILE).replace(line, `${line}    code = 403\n`));
    await scene.run('mark', FILE, '--title', 'Say a code', '--name', 'coded');
    await scene.run('port', 'coded', '--to', 'master');
    const master = async () =>
      /^ {2}master +(.*?) *$/m.exec((await scene.run('status', 'coded', '--offline')).out)?.[1]?.replace(/ +/g, ' ');
    assert.equal(await master(), 'not submitted you: read what was adapted, and submit it');
    const { folder } = await scene.begin('coded', 'master');
    assert.equal((await scene.take('coded', 'master', folder)).code, 0);
    assert.equal(await master(), 'not submitted you: submit it');
  });

  test('a patch that a person edited since stays', async () => {
    await settle('raise  # first');
    const path = `.fishladder/${NEWER}/${NAME}.patch`;
    scene.write(path, `${scene.read(path)}-- \nMaya\n`);
    const run = await scene.run('resolve', NAME, NEWER, '--json');
    assert.equal(JSON.parse(run.err).error.code, 'patch-edited');
  });
});
