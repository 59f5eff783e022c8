// Accepting what is proposed for a branch: nothing is written before, all of it after, and git takes it.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { MANAGER } from '../../demo/repository';
import { BUG, FIXED } from '../../demo/service';
import { openScene, type Scene } from '../scene';
import { takenByAll } from '../taken';
import { commitUpstream, mergeFix } from '../upstream';

const NAME = 'forget';
const BRANCH = 'unmaintained/2024.1';
const PATCH = `${BRANCH}/${NAME}.patch`;

suite('accept', () => {
  let scene: Scene;
  setup(async () => {
    scene = openScene();
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'Forget a volume', '--name', NAME);
    await scene.run('port');
  });
  teardown(() => scene.dispose());

  const outcome = async () => {
    const { out } = await scene.run('port', NAME, '--to', BRANCH, '--json');
    const [cell] = JSON.parse(out).cells as [{ outcome: string; written: string; files: { hunks: object[] }[] }];
    return cell;
  };

  test('a proposal says how likely it is, and how to accept it', async () => {
    const { out, code } = await scene.run('port', NAME, '--to', BRANCH);
    assert.equal(code, 1);
    assert.match(out, /of hunks like this, \d+ in 100 were what a person wrote, and of files like this as a whole \d+/);
    assert.match(out, new RegExp(`fishladder accept ${NAME} ${BRANCH}`));
    assert.ok(!(PATCH in scene.queue()));
  });

  test('a proposal says where it stands and between which lines, in words and in JSON', async () => {
    const { out } = await scene.run('port', NAME, '--to', BRANCH);
    assert.match(
      out,
      /\n {6}in VolumeManager\.detach, between lines 35 and 40; \d+ other answers, the likeliest: \d+ in 100\n/,
    );
    const [hunk] = (await outcome()).files[0]!.hunks as [Record<string, unknown>];
    assert.deepEqual(hunk.anchors, {
      above: { line: 35, text: '        except exception.BackendError:\n', unique: true },
      below: { line: 40, text: "        LOG.info('Volume %s is detached', volume_id)\n", unique: true },
    });
    assert.deepEqual(hunk.scope, { source: 'VolumeManager.detach', target: 'VolumeManager.detach' });
    assert.deepEqual((hunk.differs as { source: string[] }).source, [
      "            LOG.exception('Volume %s could not be disconnected', volume_id)\n",
    ]);
    assert.equal((hunk.others as unknown[]).length, 3);
  });

  test('yes to every hunk writes the patch; later runs leave it there', async () => {
    rmSync(join(scene.folder, '.fishladder/stable/2025.1'), { recursive: true });
    mergeFix(scene, `12.0.1/${NAME}.patch`, 'stable/2025.1', MANAGER, (text) => text.replace(BUG, FIXED));
    const untouched = scene.untouched();
    const accepted = await scene.runWith(['y'], 'accept', NAME, BRANCH);
    assert.equal(accepted.code, 0, accepted.err);
    assert.match(accepted.err, /Accept this \(1 of 1\)\?/);
    assert.match(
      scene.read(`.fishladder/${PATCH}`),
      /^Conflicts:\n {2}shoal\/volume\/manager\.py\n\nNOTE\(maya\): The conflict is because commit \w{12} \(Drop the lock\naround the backend\) is not in unmaintained\/2024\.1\.\n\nChange-Id: /m,
    );
    assert.match(scene.read(`.fishladder/${PATCH}`), /^\+ +self\.attachments\.pop\(volume_id\)$/m);
    takenByAll(scene);
    assert.deepEqual(scene.untouched(), untouched);
    const before = scene.queue();
    const cell = await outcome();
    assert.deepEqual([cell.outcome, cell.written], ['adapted', 'unchanged']);
    assert.deepEqual(scene.queue(), before);
    assert.match((await scene.run('status', '--offline')).out, /unmaintained\/2024\.1 +.*not submitted/);
  });

  test('each question shows the change among the lines of the file, and the other answers; what is no answer is asked again', async () => {
    const { err, code } = await scene.runWith(['?', 'Yes'], 'accept', NAME, BRANCH);
    assert.equal(code, 0, err);
    assert.match(
      err,
      /\n {6}so the file changes\n {10}[^\n]*\n[\s\S]*\n {8}\+ {9}self\.attachments\.pop\(volume_id\)\n {18}self\.lock\.release\(\)\n/,
    );
    assert.equal(err.match(/\n {6}another answer, \d+ in 100\n {8}/g)?.length, 3);
    assert.match(err, /y: accept this one; [^\n]+\nn, or nothing: end here; [^\n]+\nAccept this \(1 of 1\)\?/);
  });

  test('what the branch lacks, and what came later about the fix, is said before anything is asked', async () => {
    commitUpstream(scene, BRANCH, 'Rename', 'shoal/exception.py', (text) => text.replace('Forbidden', 'NotAllowed'));
    const last = '            self.detach(None, volume_id)\n';
    scene.write(MANAGER, scene.read(MANAGER).replace(last, `${last}        raise exception.Forbidden(volume_id=0)\n`));
    assert.equal((await scene.run('mark', MANAGER, '--amend', NAME)).code, 0);
    const { err } = await scene.runWith(['n'], 'accept', NAME, BRANCH);
    assert.match(
      err,
      /^ {2}\S+: warning: .* uses attachments, .*\n {2}\S+: warning: shoal\/volume\/manager\.py line \d+ uses shoal\.exception\.Forbidden, which the branch does not have\n\n/,
    );
  });

  test('anything but yes, or no answer at all, writes nothing', async () => {
    const before = scene.queue();
    for (const answers of [['n'], [''], []]) {
      const refused = await scene.runWith(answers, 'accept', NAME, BRANCH);
      assert.equal(refused.code, 1);
      assert.match(refused.err, /Nothing was written/);
      assert.deepEqual(scene.queue(), before);
    }
    assert.equal((await outcome()).outcome, 'proposed');
  });

  test('--yes asks nothing', async () => {
    const accepted = await scene.runWith([], 'accept', NAME, BRANCH, '--yes', '--json');
    assert.equal(accepted.code, 0, accepted.err);
    assert.equal(JSON.parse(accepted.out).written, 'created');
    assert.ok(PATCH in scene.queue());
  });

  test('a branch with nothing to accept is one message', async () => {
    const before = scene.queue();
    const none = await scene.runWith(['y'], 'accept', NAME, 'master');
    assert.equal(none.code, 1);
    assert.match(none.err, /no proposal to accept for 'forget' on master: it is clean/);
    assert.deepEqual(scene.queue(), before);
  });
});
