// Settling by hand what porting leaves open: into a scratch folder, back into the queue, and remembered from then on.
import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { exitOf } from '../../../src/cli/exit-codes';
import { git, MANAGER } from '../../demo/repository';
import { openScratchScene, type ScratchScene } from '../settling';
import { takenByAll } from '../taken';

const NAME = 'forget';
const BRANCH = 'unmaintained/2024.1';
const TWIN = 'unmaintained/2023.2';
const PATCH = `${BRANCH}/${NAME}.patch`;
/** What the operator makes of the conflict on the branch with the lock. */
const SETTLED = `            LOG.exception('Volume %s could not be disconnected', volume_id)
            self.lock.release()
            raise
        self.connections.pop(volume_id)
        self.lock.release()
`;

suite('resolve', () => {
  let scene: ScratchScene;
  setup(async () => {
    scene = openScratchScene();
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'Forget a volume', '--name', NAME);
  });
  teardown(() => scene.dispose());

  /** Puts a commit on top of a branch of the remote, under this or another name. */
  function commit(branch: string, path: string, text: string, name = branch): void {
    const tree = join(scene.folder, '..', 'tree');
    scene.git('worktree', 'add', '--quiet', '--detach', tree, `origin/${branch}`);
    writeFileSync(join(tree, path), text, 'latin1');
    git(tree, 'add', '--', path);
    git(tree, 'commit', '--quiet', '--message', `Change ${path}`);
    scene.git('update-ref', `refs/remotes/origin/${name}`, git(tree, 'rev-parse', 'HEAD').trim());
    scene.git('worktree', 'remove', '--force', tree);
  }

  const show = (branch: string, path: string) => scene.git('show', `origin/${branch}:${path}`);

  const begin = (branch = BRANCH) => scene.begin(NAME, branch);

  /** The region of a draft replaced by the operator's lines. */
  function settle(path: string): void {
    const text = readFileSync(path, 'latin1');
    const [start, end] = ["            LOG.error('Lost", "        LOG.info('Volume %s is detached'"].map((line) =>
      text.indexOf(line),
    );
    const from = text.lastIndexOf('<<<<<<<', start);
    writeFileSync(path, text.slice(0, from < 0 ? start : from) + SETTLED + text.slice(end), 'latin1');
  }

  const read = (folder: string, path = MANAGER) => readFileSync(join(folder, 'result', path), 'latin1');
  const take = (folder: string, branch = BRANCH) => scene.take(NAME, branch, folder);

  async function cellOf(branch = BRANCH) {
    const { out } = await scene.run('port', NAME, '--to', branch, '--json');
    const { cells, notes } = JSON.parse(out);
    return {
      ...(cells[0] as {
        outcome: string;
        written: string;
        files: { reason: string; hunks: { strategies: string[]; confidence: number }[] }[];
      }),
      notes: notes as string[],
    };
  }

  /** A call that must fail with this code and leave the queue, the folder and the repository as they are. */
  async function refuses(code: string, words: RegExp, ...args: string[]): Promise<void> {
    const before = [scene.queue(), scene.untouched(), scene.scratches()];
    const run = await scene.run('resolve', ...args, '--json');
    assert.equal(run.code, exitOf(code), run.out);
    const { error } = JSON.parse(run.err);
    assert.equal(error.code, code);
    assert.match(`${error.message} ${error.next}`, words);
    assert.deepEqual([scene.queue(), scene.untouched(), scene.scratches()], before);
  }

  test('the settled files become the patch, which git and quilt take, and nothing else changes', async () => {
    const untouched = scene.untouched();
    const { folder, files } = await begin();
    assert.deepEqual(
      files.map(({ path }) => path),
      [MANAGER],
    );
    assert.ok(!folder.startsWith(scene.folder));
    assert.equal(readFileSync(join(folder, 'ours', MANAGER), 'utf8'), show(BRANCH, MANAGER));
    assert.equal(readFileSync(join(folder, 'base', MANAGER), 'utf8'), show('stable/2025.1', MANAGER));
    assert.equal(readFileSync(join(folder, 'theirs', MANAGER), 'utf8'), scene.read(MANAGER));
    assert.ok(!(PATCH in scene.queue()));
    settle(files[0]!.result);
    const taken = await take(folder);
    assert.equal(taken.code, 0, taken.err);
    assert.equal(JSON.parse(taken.out).written, 'created');
    assert.deepEqual(scene.untouched(), untouched);
    assert.deepEqual(scene.scratches(), []);
    assert.match(scene.read(`.fishladder/${PATCH}`), /^\+ {8}self\.connections\.pop\(volume_id\)$/m);
    takenByAll(scene);
  });

  test('later ports settle it the same way and leave the patch as it is', async () => {
    const { folder, files } = await begin();
    settle(files[0]!.result);
    await take(folder);
    await scene.run('port');
    const before = scene.queue();
    const {
      outcome,
      written,
      files: [file],
    } = await cellOf();
    assert.deepEqual([outcome, written], ['adapted', 'unchanged']);
    assert.match(file!.reason, /resolved before by hand/);
    assert.deepEqual(
      file!.hunks.map(({ strategies, confidence }) => [strategies, confidence]),
      [[['resolved before by hand'], 1]],
    );
    assert.equal((await scene.run('port')).code, 0);
    assert.deepEqual(scene.queue(), before);
    assert.match((await scene.run('status', '--offline')).out, /unmaintained\/2024\.1 +.*not submitted/);
  });

  test('a result that takes lines from the branch which the fix does not touch is said to', async () => {
    const { folder, files } = await begin();
    settle(files[0]!.result);
    const whole = read(folder);
    writeFileSync(files[0]!.result, whole.replace('    def list_connections(self, context):\n', ''), 'latin1');
    const taken = await scene.run('resolve', NAME, BRANCH, '--from', folder);
    const line = show(BRANCH, MANAGER).split('\n').indexOf('    def list_connections(self, context):') + 1;
    assert.match(
      taken.out,
      new RegExp(
        `\\nwarning: ${MANAGER} has lost line ${line} of ${BRANCH}, which the fix does not touch\\.\\nSettle it again`,
      ),
    );
    const again = await begin();
    writeFileSync(again.files[0]!.result, whole, 'latin1');
    assert.deepEqual(JSON.parse((await take(again.folder)).out).lost, []);
  });

  test('another branch with the same conflict is settled by what is remembered', async () => {
    const text = show(BRANCH, MANAGER);
    commit(BRANCH, MANAGER, `# Of another year.\n${text}`, TWIN);
    assert.equal((await cellOf(TWIN)).outcome, 'proposed');
    const { folder, files } = await begin();
    settle(files[0]!.result);
    await take(folder);
    const { outcome, written } = await cellOf(TWIN);
    assert.deepEqual([outcome, written], ['adapted', 'created']);
    assert.match(scene.read(`.fishladder/${TWIN}/${NAME}.patch`), /^\+ {8}self\.connections\.pop\(volume_id\)$/m);
    takenByAll(scene);
  });

  test('what a person settled is not replaced by the form that the fix has on another branch', async () => {
    commit(BRANCH, MANAGER, `# Of another year.\n${show(BRANCH, MANAGER)}`, TWIN);
    const { folder, files } = await begin();
    settle(files[0]!.result);
    await take(folder);
    await cellOf(TWIN);
    const twin = `.fishladder/${TWIN}/${NAME}.patch`;
    scene.write(twin, scene.read(twin).replace('+            raise\n', '+            raise SystemExit\n'));
    const { out } = await scene.run('port', NAME, '--to', TWIN, '--to', BRANCH, '--json');
    assert.deepEqual(
      JSON.parse(out).cells.map(({ written, outcome }: { written: string; outcome: string }) => [outcome, written]),
      [
        ['adapted', 'kept'],
        ['adapted', 'unchanged'],
      ],
    );
  });

  test('a marker that was left is named by file and line, longer ones where the text has such lines itself', async () => {
    const heading = 'Shoal\n=======\n\n';
    commit(BRANCH, 'README.rst', `${heading}Nobody knows what it was about.\n`);
    scene.write('README.rst', 'Shoal\n=====\n\nIt forgets the blocks that you detach.\n');
    await scene.run('mark', 'README.rst', '--title', 'Say what it is', '--name', 'readme');
    const { out } = await scene.run('resolve', 'readme', BRANCH, '--json');
    const { folder, files } = JSON.parse(out);
    assert.deepEqual(files[0].places, [{ line: 4, filled: false }]);
    assert.equal(
      read(folder, 'README.rst'),
      `${heading}<<<<<<<< ${BRANCH}\nNobody knows what it was about.\n|||||||| before the fix\n` +
        'A small block-storage service (2025.1).\n========\nIt forgets the blocks that you detach.\n>>>>>>>> readme\n',
    );
    await refuses(
      'markers-left',
      /README\.rst:4, README\.rst:6, README\.rst:8, README\.rst:10/,
      'readme',
      BRANCH,
      '--from',
      folder,
    );
    writeFileSync(files[0].result, `${heading}It forgets.\n========\n`);
    await refuses('markers-left', /README\.rst:5\./, 'readme', BRANCH, '--from', folder);
    writeFileSync(files[0].result, `${heading}It forgets.\n`);
    assert.equal((await scene.run('resolve', 'readme', BRANCH, '--from', folder)).code, 0);
    takenByAll(scene);
  });

  test('a branch that has moved since is not given a result for what it was', async () => {
    const { folder, files } = await begin();
    settle(files[0]!.result);
    commit(BRANCH, MANAGER, show(BRANCH, MANAGER).replace('Lost the', 'We lost the'));
    await refuses('ground-changed', /Begin again/, NAME, BRANCH, '--from', folder);
    await refuses('ground-changed', /Begin again/, NAME, BRANCH, '--from', folder);
  });

  test('a file that is gone, a folder that is none of ours, and a result without the fix are refused', async () => {
    const { folder, files } = await begin();
    writeFileSync(files[0]!.result, show(BRANCH, MANAGER));
    await refuses('nothing-changed', /changes nothing/, NAME, BRANCH, '--from', folder);
    writeFileSync(files[0]!.result, 'a\0b');
    await refuses('binary-file', /binary/, NAME, BRANCH, '--from', folder);
    rmSync(files[0]!.result);
    await refuses('file-missing', /manager\.py/, NAME, BRANCH, '--from', folder);
    await refuses('no-scratch', /no folder of fishladder resolve/, NAME, BRANCH, '--from', '.');
  });

  test('where nothing is open, or a person has edited the patch, there is no folder', async () => {
    await refuses('nothing-to-resolve', /it is clean/, NAME, 'master');
    await scene.run('accept', NAME, BRANCH, '--yes');
    appendFileSync(join(scene.folder, '.fishladder', PATCH), '-- \nMaya\n');
    await refuses('patch-edited', /edited by hand/, NAME, BRANCH);
  });

  test('options that exclude each other are a wrong call', async () => {
    const run = await scene.run('resolve', NAME, BRANCH, '--edit', '--from', '.');
    assert.equal(run.code, 2);
    assert.deepEqual(scene.scratches(), []);
  });

  test('a temporary folder that cannot be written leaves nothing', async () => {
    process.env.TMPDIR = join(scene.folder, '..', 'nowhere');
    await refuses('cannot-write', /nowhere cannot be written/, NAME, BRANCH);
  });

  test('of results that come back at the same time one is taken, and a port beside it ends well', async () => {
    const folders = [(await begin()).folder, (await begin()).folder];
    for (const folder of folders) settle(join(folder, 'result', MANAGER));
    const runs = await Promise.all([...folders.map((folder) => take(folder)), scene.run('port', NAME)]);
    assert.deepEqual(
      runs
        .slice(0, 2)
        .map(({ code }) => code)
        .sort(),
      [0, 3],
    );
    assert.match(runs.map(({ err }) => err).join(''), /ground-changed/);
    assert.equal(scene.scratches().length, 1);
    assert.equal((await cellOf()).written, 'unchanged');
    assert.ok(!existsSync(join(scene.folder, '.fishladder/.lock')));
    takenByAll(scene);
  });

  test('memory that is damaged is a note, and the conflict is open again', async () => {
    const { folder, files } = await begin();
    settle(files[0]!.result);
    await take(folder);
    const memory = join(scene.folder, '.fishladder/.resolutions');
    const [key = '', ...others] = readdirSync(memory);
    const patch = scene.queue()[PATCH];
    for (const each of [key, ...others]) appendFileSync(join(memory, each), '<<<<<<< HEAD\n');
    const { outcome, written, notes } = await cellOf();
    assert.deepEqual([outcome, written], ['proposed', 'nothing']);
    assert.match(notes.join('\n'), new RegExp(`${key} is not used: it is damaged`));
    rmSync(join(memory, key));
    symlinkSync('/etc/passwd', join(memory, key));
    assert.match((await cellOf()).notes.join('\n'), /it is no file/);
    rmSync(memory, { recursive: true });
    writeFileSync(memory, '');
    assert.match((await cellOf()).notes.join('\n'), /\.resolutions is not used: not a directory/);
    assert.equal(scene.queue()[PATCH], patch);
  });

  test('a file that the branch does not have is named and left out', async () => {
    scene.write('setup.cfg', scene.read('setup.cfg').replace('small', 'forgetful'));
    await scene.run('mark', MANAGER, 'setup.cfg', '--title', 'Two files', '--name', 'two', '--release', '12.0.0');
    const tree = join(scene.folder, '..', 'tree');
    scene.git('worktree', 'add', '--quiet', '--detach', tree, `origin/${BRANCH}`);
    git(tree, 'rm', '--quiet', 'setup.cfg');
    git(tree, 'commit', '--quiet', '--message', 'Drop setup.cfg');
    scene.git('update-ref', `refs/remotes/origin/${BRANCH}`, git(tree, 'rev-parse', 'HEAD').trim());
    const text = await scene.run('resolve', 'two', BRANCH);
    assert.match(
      text.out,
      /answers\.txt\n {4}setup\.cfg: .*does not have this file; look whether it has elsewhere .*\n {6}keep: /,
    );
    const folder = /--from (.*)$/m.exec(text.out)?.[1] ?? '';
    settle(join(folder, 'result', MANAGER));
    assert.equal((await scene.run('resolve', 'two', BRANCH, '--from', folder)).code, 0);
    const { cells } = JSON.parse((await scene.run('port', 'two', '--to', BRANCH, '--json')).out);
    assert.deepEqual([cells[0].outcome, cells[0].written], ['adapted', 'unchanged']);
  });

  test('what no answer settles is named, with what to do; brought by hand, the patch stays', async () => {
    mkdirSync(join(scene.folder, 'extra'));
    scene.write('extra/notes.py', 'NOTES = 1\n');
    await scene.run('mark', 'extra/notes.py', '--title', 'Notes', '--name', 'notes', '--release', '12.0.0');
    commit(BRANCH, 'extra', 'a file where the fix has a folder\n');
    const path = join(scene.folder, '.fishladder', BRANCH, 'notes.patch');
    const { error } = JSON.parse((await scene.run('resolve', 'notes', BRANCH, '--json')).err);
    assert.equal(error.code, 'nothing-to-resolve');
    assert.match(error.message, /extra\/notes\.py \(the fix adds the file, .*: give the new file another place, or/);
    const marked = join(scene.folder, '.fishladder/12.0.0/notes.patch');
    assert.ok(error.next.includes(`run git am -3 ${marked}, settle it`));
    assert.ok(error.next.includes(`git format-patch -1 --stdout > ${path}, and name notes.patch in the series`));
    const tree = join(scene.folder, '..', 'tree');
    scene.git('worktree', 'add', '--quiet', '--detach', tree, `origin/${BRANCH}`);
    writeFileSync(join(tree, 'notes.py'), 'NOTES = 1\n');
    git(tree, 'add', 'notes.py');
    git(tree, 'commit', '--quiet', '--message', 'Notes\n\nIn another place.');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, git(tree, 'format-patch', '-1', '--stdout'));
    writeFileSync(join(dirname(path), 'series'), 'notes.patch\n');
    const { cells } = JSON.parse((await scene.run('port', 'notes', '--to', BRANCH, '--json')).out);
    assert.equal(cells[0].outcome, 'conflict');
    assert.match((await scene.run('show', 'notes', BRANCH)).out, /^\+\+\+ b\/notes\.py$/m);
  });

  test('beside a file that is settled, what stays open is named with what to do', async () => {
    mkdirSync(join(scene.folder, 'extra'));
    scene.write('extra/notes.py', 'NOTES = 1\n');
    const paths = [MANAGER, 'extra/notes.py'];
    await scene.run('mark', ...paths, '--title', 'Two files', '--name', 'two', '--release', '12.0.0');
    commit(BRANCH, 'extra', 'a file where the fix has a folder\n');
    const { out } = await scene.run('resolve', 'two', BRANCH);
    assert.match(out, /These stay as the branch has them:\n {2}extra\/notes\.py: .*\nTo change that, edit the patch/);
  });

  test('where the branch keeps its lines, the rest is the patch; where nothing is left, none is written', async () => {
    const setup = scene.read('setup.cfg').replace('small', 'forgetful');
    scene.write('setup.cfg', setup);
    await scene.run('mark', MANAGER, 'setup.cfg', '--title', 'Two files', '--name', 'two', '--release', '12.0.0');
    commit(BRANCH, 'setup.cfg', setup, TWIN);
    const { folder, files } = JSON.parse((await scene.run('resolve', 'two', BRANCH, '--json')).out);
    writeFileSync(files[0].result, show(BRANCH, MANAGER));
    assert.equal((await scene.run('resolve', 'two', BRANCH, '--from', folder)).code, 0);
    assert.ok(!scene.read(`.fishladder/${BRANCH}/two.patch`).includes(`diff --git a/${MANAGER}`));
    const { cells } = JSON.parse((await scene.run('port', 'two', '--to', BRANCH, '--to', TWIN, '--json')).out);
    assert.deepEqual(
      cells.map(({ outcome, written }: { outcome: string; written: string }) => [outcome, written]),
      [
        ['adapted', 'unchanged'],
        ['conflict', 'nothing'],
      ],
    );
  });

  test('a file that both sides added is settled and remembered', async () => {
    commit(BRANCH, 'NEWS', 'Old news.\n');
    scene.write('NEWS', 'Good news.\n');
    await scene.run('mark', 'NEWS', '--title', 'Tell the news', '--name', 'news');
    const { folder, files } = JSON.parse((await scene.run('resolve', 'news', BRANCH, '--json')).out);
    assert.ok(!existsSync(join(folder, 'base')));
    writeFileSync(files[0].result, 'Old news.\nGood news.\n');
    assert.equal((await scene.run('resolve', 'news', BRANCH, '--from', folder)).code, 0);
    const { cells } = JSON.parse((await scene.run('port', 'news', '--to', BRANCH, '--json')).out);
    assert.deepEqual([cells[0].outcome, cells[0].written], ['adapted', 'unchanged']);
    takenByAll(scene);
  });
});
