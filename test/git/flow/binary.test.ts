// Fixes with binary files: marked, carried, put before git, undone, asked about, exported.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git, MANAGER } from '../../demo/repository';
import { openScratchScene, type ScratchScene } from '../settling';
import { applies } from '../taken';

const LOGO = 'shoal/logo.png';
const FIRST = '\x89PNG\r\n\0\0one\xff\n--- a\n';
const SECOND = `${FIRST}\0two`;
const BRANCH = 'stable/2025.1';

suite('fixes with binary files', () => {
  let scene: ScratchScene;
  setup(() => {
    scene = openScratchScene();
  });
  teardown(() => scene.dispose());

  /** Commits the logo, and what else was changed, on the deployed release; gives the commit. */
  const commitLogo = (content: string, subject: string) => {
    scene.write(LOGO, content);
    scene.git('add', LOGO);
    scene.git('commit', '--quiet', '--all', '--message', subject);
    return scene.git('rev-parse', 'HEAD').trim();
  };
  /** Gives a branch of the remote this logo. */
  const logoUpstream = (branch: string, content: string) => {
    const tree = join(scene.folder, '../logo-tree');
    scene.git('worktree', 'add', '--quiet', '--force', '--detach', tree, `origin/${branch}`);
    writeFileSync(join(tree, LOGO), content, 'latin1');
    git(tree, 'add', LOGO);
    git(tree, 'commit', '--quiet', '--message', 'Draw something');
    scene.git('update-ref', `refs/remotes/origin/${branch}`, git(tree, 'rev-parse', 'HEAD').trim());
    scene.git('worktree', 'remove', '--force', tree);
  };
  const outcomeOn = async (branch: string, fix: string) => {
    const { out } = await scene.run('port', fix, '--to', branch, '--json');
    return JSON.parse(out).cells[0].outcome as string;
  };

  test('two commits, one on the other, are marked and ported as git picks them, and again without a change', async () => {
    scene.fixBug();
    const commits = [commitLogo(FIRST, 'Have a logo'), commitLogo(SECOND, 'Have a better logo')];
    for (const [number, commit] of commits.entries()) {
      const { code, err } = await scene.run('mark', '--commit', commit, '--name', `logo-${number}`);
      assert.equal(code, 0, err);
      assert.match(err, /shoal\/logo\.png is binary: git am takes such a patch, quilt and GNU patch do not\./);
    }
    const { code, out } = await scene.run('port', '--to', BRANCH);
    assert.equal(code, 0, out);
    assert.deepEqual(out.match(/\b(?:clean|adapted|proposed)\b/g), ['clean', 'clean']);
    const patch = scene.read(`.fishladder/${BRANCH}/logo-1.patch`);
    assert.match(patch, /^index [0-9a-f]{40}\.\.[0-9a-f]{40} 100644\nGIT binary patch\nliteral 23\n/m);
    for (const branch of ['12.0.1', BRANCH]) {
      applies(scene, branch, branch === BRANCH ? `origin/${BRANCH}` : branch, ['am']);
      const tree = join(scene.folder, '../picked');
      scene.git(
        'worktree',
        'add',
        '--quiet',
        '--force',
        '--detach',
        tree,
        branch === BRANCH ? `origin/${BRANCH}` : branch,
      );
      for (const name of ['logo-0', 'logo-1'])
        git(tree, 'am', '--quiet', join(scene.folder, `.fishladder/${branch}/${name}.patch`));
      const made = git(tree, 'rev-parse', 'HEAD^{tree}');
      git(tree, 'reset', '--quiet', '--hard', branch === BRANCH ? `origin/${BRANCH}` : branch);
      git(tree, 'cherry-pick', ...commits);
      assert.equal(made, git(tree, 'rev-parse', 'HEAD^{tree}'));
      scene.git('worktree', 'remove', '--force', tree);
    }
    const checked = await scene.run('lint', '.fishladder');
    assert.equal(checked.code, 0, checked.out);
    const before = scene.queue();
    assert.equal((await scene.run('port', '--to', BRANCH)).code, 0);
    assert.deepEqual(scene.queue(), before);
  });

  test('from the working tree, as a whole and by no lines; with the next change joined to it', async () => {
    scene.write(LOGO, FIRST);
    scene.git('add', '--intent-to-add', LOGO);
    const { code, err } = await scene.run('mark', LOGO, '--title', 'Have a logo', '--name', 'logo');
    assert.equal(code, 0, err);
    scene.write(LOGO, SECOND);
    const lines = await scene.run('mark', `${LOGO}:1-2`, '--title', 'Lines', '--json');
    assert.equal(JSON.parse(lines.err).error.code, 'binary-file');
    assert.equal((await scene.run('mark', LOGO, '--amend', 'logo')).code, 0);
    const patch = scene.read('.fishladder/12.0.1/logo.patch');
    assert.deepEqual(patch.match(/^literal \d+$/gm), ['literal 23', 'literal 0']);
  });

  test('a branch that has the content by now has the fix, and its patch is left over', async () => {
    await scene.run('mark', '--commit', commitLogo(FIRST, 'Have a logo'), '--name', 'logo');
    assert.equal(await outcomeOn(BRANCH, 'logo'), 'clean');
    logoUpstream(BRANCH, FIRST);
    assert.equal(await outcomeOn(BRANCH, 'logo'), 'already-there');
    const { err } = await scene.run('port', '--to', BRANCH);
    assert.match(err, /fishladder drop logo|logo/);
  });

  test("where the branch has another content, the fix's may be taken, in a patch that git takes", async () => {
    await scene.run('mark', '--commit', commitLogo(FIRST, 'Have a logo'), '--name', 'logo');
    logoUpstream(BRANCH, '\0ours');
    assert.equal(await outcomeOn(BRANCH, 'logo'), 'refused');
    const { folder, answers, questions } = await scene.begin('logo', BRANCH);
    assert.deepEqual(questions[0]?.answers, ['keep', 'take']);
    const side = (name: string) => readFileSync(join(folder, name, LOGO), 'latin1');
    assert.deepEqual([side('ours'), side('theirs'), existsSync(join(folder, 'base'))], ['\0ours', FIRST, false]);
    assert.match(readFileSync(answers, 'utf8'), /in the folders base, ours and theirs beside this form/);
    writeFileSync(join(folder, 'theirs', LOGO), 'not taken back');
    writeFileSync(answers, readFileSync(answers, 'utf8').replace(/^\?/m, 'take'));
    const taken = await scene.take('logo', BRANCH, folder);
    assert.equal(taken.code, 0, taken.err);
    assert.ok(!existsSync(folder));
    assert.match(scene.read(`.fishladder/${BRANCH}/logo.patch`), /^literal 19$/m);
    applies(scene, BRANCH, `origin/${BRANCH}`, ['am']);
    assert.equal(await outcomeOn(BRANCH, 'logo'), 'adapted');
  });

  test('it goes out as mails and as a series, and to no tool that would not take it', async () => {
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'Text only', '--name', 'text');
    scene.git('commit', '--quiet', '--all', '--message', 'Forget a volume');
    await scene.run('mark', '--commit', commitLogo(FIRST, 'Have a logo'), '--name', 'logo');
    const mbox = join(scene.folder, '../out.mbox');
    const mailed = await scene.run('export', 'logo', '--to', 'mbox', mbox);
    assert.equal(mailed.code, 0, mailed.err);
    const tree = join(scene.folder, '../mailed');
    scene.git('worktree', 'add', '--quiet', '--detach', tree, '12.0.1');
    git(tree, 'am', '--quiet', mbox);
    assert.equal(readFileSync(join(tree, LOGO), 'latin1'), FIRST);
    const folder = join(scene.folder, '../site');
    mkdirSync(folder);
    const refused = await scene.run('export', '--all', '--to', 'site-packages', folder, '--json');
    assert.equal(refused.code, 3);
    assert.match(JSON.parse(refused.err).error.message, /^logo\.patch changes shoal\/logo\.png, which is binary/);
    assert.equal((await scene.run('export', 'text', '--to', 'site-packages', folder)).code, 0);
  });
});
