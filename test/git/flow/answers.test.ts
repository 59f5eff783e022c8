// Files that no markers can settle: asked about in a small form, answered for one branch, and kept from then on.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { openScratchScene, type ScratchScene } from '../settling';
import { takenByAll } from '../taken';
import { commitFilesUpstream } from '../upstream';

const FILE = 'shoal/exception.py';
const EXTRA = 'setup.cfg';
const LINE = "    message = 'Volume %(volume_id)s is not yours to change.'\n";
const NAME = 'owner';
const [BRANCH, TWIN] = ['stable/2025.2', 'unmaintained/2024.1'];

suite('answers about files', () => {
  let scene: ScratchScene;
  setup(() => {
    scene = openScratchScene();
  });
  teardown(() => scene.dispose());

  const named = (text: string) => text.replace(LINE, `${LINE}    code = 403\n`);

  /** Marks upstream's commit that changes one file, which all branches take, and does this to another one. */
  async function mark(extra: (text: string) => string | undefined): Promise<void> {
    const original = commitFilesUpstream(scene, 'master', 'Say a code', { [FILE]: named, [EXTRA]: extra });
    assert.equal((await scene.run('mark', '--commit', original, '--name', NAME)).code, 0);
  }

  const away = (branch: string) => commitFilesUpstream(scene, branch, 'Drop it', { [EXTRA]: () => undefined });

  const begin = (branch = BRANCH) => scene.begin(NAME, branch);

  /** Writes an answer into the form in place of the one that is there. */
  function answer(form: string, word: string): void {
    const text = readFileSync(form, 'utf8');
    assert.match(text, /^\? setup\.cfg$/m);
    writeFileSync(form, text.replace(/^\?(?= setup\.cfg$)/m, word));
  }

  const take = (folder: string, branch = BRANCH) => scene.take(NAME, branch, folder);
  const patch = (branch = BRANCH) => scene.read(`.fishladder/${branch}/${NAME}.patch`);

  async function outcomeOn(branch: string): Promise<string> {
    const { out } = await scene.run('port', NAME, '--to', branch, '--json');
    return JSON.parse(out).cells[0].outcome;
  }

  test('a file that the branch deleted comes back when a person says so, on this branch alone', async () => {
    for (const branch of [BRANCH, TWIN]) away(branch);
    await mark((text) => text.replace('small', 'coded'));
    assert.equal(await outcomeOn(BRANCH), 'proposed');
    const { folder, answers, questions, files, left } = await begin();
    assert.deepEqual([files, left], [[], []]);
    assert.deepEqual(
      questions.map(({ path, answers: words }) => [path, words]),
      [[EXTRA, ['keep', 'take']]],
    );
    answer(answers, 'take');
    const taken = await take(folder);
    assert.equal(taken.code, 0, taken.err);
    assert.match(patch(), /^\+\+\+ b\/setup\.cfg$/m);
    assert.match(patch(), /^new file mode 100644$/m);
    assert.ok(!existsSync(folder));
    takenByAll(scene);
    const before = scene.queue();
    assert.equal(await outcomeOn(BRANCH), 'adapted');
    assert.deepEqual(scene.queue(), before);
    assert.equal(await outcomeOn(TWIN), 'proposed', 'an answer counts on its branch only');
  });

  test('what only an answer settles is said to be settled by resolve', async () => {
    commitFilesUpstream(scene, BRANCH, 'Reword it', { [EXTRA]: (text) => text.replace('small', 'large') });
    await mark(() => undefined);
    const { out, code } = await scene.run('port', NAME, '--to', BRANCH);
    assert.equal(code, 1);
    assert.match(
      out,
      new RegExp(`: ${EXTRA}: the fix deletes the file, .*\\n.*fishladder resolve ${NAME} ${BRANCH}\\n`),
    );
  });

  for (const [what, refusal, words] of [
    ['a binary file', 'a binary file that both sides changed', ['keep', 'take']],
    ['a submodule', 'a submodule', ['keep']],
  ] as const)
    test(`where the branch has ${what}, that may be kept, and the rest of the fix goes there`, async () => {
      if (what === 'a submodule') {
        const tip = scene.git('rev-parse', `origin/${BRANCH}`).trim();
        const entries = scene.git('ls-tree', tip).replace(/^.*\tsetup\.cfg$/m, `160000 commit ${tip}\tsetup.cfg`);
        const tree = execFileSync('git', ['mktree', '--missing'], { cwd: scene.folder, input: entries })
          .toString()
          .trim();
        const commit = scene.git('-c', 'user.name=u', 'commit-tree', '-p', tip, '-m', 'Split it off', tree).trim();
        scene.git('update-ref', `refs/remotes/origin/${BRANCH}`, commit);
      } else commitFilesUpstream(scene, BRANCH, 'Pack it', { [EXTRA]: (text) => `\0${text}` });
      await mark((text) => text.replace('small', 'coded'));
      assert.equal(await outcomeOn(BRANCH), 'refused');
      const { folder, answers, questions } = await begin();
      assert.deepEqual(
        questions.map((question) => [question.path, question.answers, question.reason]),
        [[EXTRA, words, refusal]],
      );
      answer(answers, 'keep');
      const taken = await take(folder);
      assert.equal(taken.code, 0, taken.err);
      assert.deepEqual(patch().match(/^\+\+\+ .*$/gm), [`+++ b/${FILE}`]);
      const before = scene.queue();
      assert.equal(await outcomeOn(BRANCH), 'adapted');
      assert.deepEqual(scene.queue(), before);
    });

  test("in the place of a binary file the fix's text may be taken, in a patch that git and quilt take, and not again", async () => {
    commitFilesUpstream(scene, BRANCH, 'Pack it', { [EXTRA]: (text) => `\0${text}\xff\nPK\x03\x04` });
    await mark((text) => text.replace('small', 'coded'));
    const untouched = scene.untouched();
    const first = await begin();
    answer(first.answers, 'theirs');
    const taken = await take(first.folder);
    assert.equal(taken.code, 0, taken.err);
    assert.deepEqual(scene.untouched(), untouched);
    assert.deepEqual(patch().match(/^\+\+\+ .*$/gm), [`+++ b/${EXTRA}`, `+++ b/${FILE}`]);
    assert.match(patch(), /^\+.*coded/m);
    takenByAll(scene);
    const before = scene.queue();
    assert.equal(await outcomeOn(BRANCH), 'adapted');
    assert.deepEqual(scene.queue(), before);
    const again = await begin();
    assert.match(readFileSync(again.answers, 'utf8'), /^take setup\.cfg$/m);
    commitFilesUpstream(scene, BRANCH, 'Pack it again', { [EXTRA]: (text) => `${text}\0` });
    assert.equal(await outcomeOn(BRANCH), 'refused', 'it is another file by now');
  });

  test('a file that stays away is settled by that answer', async () => {
    away(BRANCH);
    await mark((text) => text.replace('small', 'coded'));
    const { folder, answers } = await begin();
    answer(answers, 'keep');
    assert.equal((await take(folder)).code, 0);
    assert.match(patch(), /^Conflicts:\n {2}setup\.cfg\n/m);
    assert.doesNotMatch(patch(), /^\+\+\+ b\/setup\.cfg$/m);
    takenByAll(scene);
    const before = scene.queue();
    assert.equal(await outcomeOn(BRANCH), 'adapted');
    assert.deepEqual(scene.queue(), before);
  });

  test('an answer is filled in and may be another one, or none again', async () => {
    away(BRANCH);
    await mark((text) => text.replace('small', 'coded'));
    const first = await begin();
    answer(first.answers, 'keep');
    await take(first.folder);
    for (const [former, word] of [
      ['keep', 'take'],
      ['take', '?'],
    ] as const) {
      const { folder, answers } = await begin();
      const form = readFileSync(answers, 'utf8');
      assert.match(form, new RegExp(`^${former} setup\\.cfg$`, 'm'));
      writeFileSync(answers, form.replace(`\n${former} setup.cfg`, `\n${word} setup.cfg`));
      const { code, err } = await take(folder);
      assert.equal(code, 0, err);
      await scene.run('port', NAME, '--to', BRANCH);
      assert.equal(/^new file mode 100644$/m.test(patch()), word === 'take');
    }
  });

  test('a file that the fix deletes and the branch changed goes when a person says so, else it stays and is open', async () => {
    commitFilesUpstream(scene, BRANCH, 'Change it', { [EXTRA]: (text) => text.replace('small', 'smaller') });
    await mark(() => undefined);
    assert.equal(await outcomeOn(BRANCH), 'conflict');
    const first = await begin();
    const open = await take(first.folder);
    assert.equal(open.code, 1, 'a question without an answer stays open');
    assert.deepEqual(
      (JSON.parse(open.out).left as { path: string }[]).map(({ path }) => path),
      [EXTRA],
    );
    assert.doesNotMatch(patch(), /deleted file/);
    const { folder, answers } = await begin();
    answer(answers, 'take');
    assert.equal((await take(folder)).code, 0);
    assert.match(patch(), /^deleted file mode 100644$/m);
    takenByAll(scene);
    commitFilesUpstream(scene, BRANCH, 'Change it more', { [EXTRA]: (text) => text.replace('smaller', 'smallest') });
    assert.equal(await outcomeOn(BRANCH), 'conflict', 'the file is another one by now');
  });

  test('what is no answer is refused by its line, and nothing is written', async () => {
    away(BRANCH);
    await mark((text) => text.replace('small', 'coded'));
    const { folder, answers } = await begin();
    const form = readFileSync(answers, 'utf8');
    const before = scene.queue();
    for (const [text, words] of [
      [form.replace('? setup', 'move setup'), /'move setup\.cfg', is not one of keep, take/],
      [form.replace('? setup', 'keep ../setup'), /is no file that is asked about/],
    ] as const) {
      writeFileSync(answers, text);
      const { code, err } = await take(folder);
      assert.equal(code, 3);
      const { error } = JSON.parse(err);
      assert.equal(error.code, 'bad-answer');
      assert.match(error.message, words);
    }
    assert.deepEqual(scene.queue(), before);
    rmSync(folder, { recursive: true });
  });

  test('the folder and the form are shown with what each answer does', async () => {
    away(BRANCH);
    await mark((text) => text.replace('small', 'coded'));
    const { out } = await scene.run('resolve', NAME, BRANCH);
    assert.match(out, /answers\.txt\n {4}setup\.cfg: .*\n {6}keep: the branch goes on without it\n {6}take: /);
    assert.equal(scene.scratches().length, 1);
  });
});
