// The index over a real repository, and what it tells of a branch.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Git } from '../../../src/git/git';
import { namesOf } from '../../../src/lineage/kin';
import { openLineage } from '../../../src/lineage/open';
import { findPresence } from '../../../src/lineage/presence';
import { commitSteps } from '../../../src/port/steps';
import { makeRepository, type Repository } from '../patch/repository';

const LINES = Array.from({ length: 20 }, (_, number) => `line ${number}\n`);
const text = (...edits: [number, string][]) =>
  LINES.map((line, at) => edits.find(([edited]) => edited === at)?.[1] ?? line).join('');

suite('findPresence', () => {
  let repository: Repository;
  let git: Git;
  let fix: string;

  setup(async () => {
    repository = makeRepository();
    repository.write('a', text());
    repository.commit('Start\n');
    repository.git(['branch', 'stable']);
    repository.write('a', text([10, 'fixed\n']));
    fix = repository.commit(`Fix it\n\nChange-Id: I${'c'.repeat(40)}\n`);
    repository.git(['checkout', '--quiet', 'stable']);
    git = await repository.open();
  });

  teardown(() => {
    git.dispose();
    repository.remove();
  });

  /** `proof likeness` of the fix on the branch that is checked out, and whether the commit is its tip; `none` without one. */
  async function there(): Promise<string> {
    const lineage = await openLineage(git);
    const base = (await git.commitId(`${fix}^`))!;
    const [before, after] = [await git.commit(base), await git.commit(fix)];
    const steps = await commitSteps(git.objects, before?.tree, after!.tree, git.renames);
    const names = namesOf(lineage, lineage.row(fix)!);
    const tip = (await git.commitId('stable'))!;
    const found = await findPresence(git, lineage, { names, base, steps }, tip);
    return found ? `${found.proof} ${found.likeness}${found.commit === tip ? '' : ' below the tip'}` : 'none';
  }

  /** Commits as another author would have, so that only what is tested tells that it is the fix. */
  const commitAs = (message: string, content: string) => {
    repository.git(['config', 'user.name', 'x']);
    repository.write('a', content);
    return repository.commit(message);
  };

  test('tells how it knows, and whether the diff is the same', async () => {
    assert.equal(await there(), 'none');
    commitAs(`Other words\n\n(cherry picked from commit ${fix})\n`, text([10, 'fixed otherwise\n']));
    assert.equal(await there(), 'picked changed');
    repository.git(['reset', '--quiet', '--hard', 'HEAD^']);
    commitAs(`Other words\n\nChange-Id: I${'c'.repeat(40)}\n`, text([10, 'fixed\n']));
    assert.equal(await there(), 'change-id same');
    repository.git(['reset', '--quiet', '--hard', 'HEAD^']);
    commitAs('Prepare\n', text([8, 'stable\n']));
    commitAs('Fix it\n', text([8, 'stable\n'], [10, 'fixed\n']));
    assert.equal(await there(), 'authorship other-context');
  });

  test('knows a commit that says nothing by its diff, with other lines around it too', async () => {
    commitAs('Unrelated words\n', text([10, 'fixed\n']));
    assert.equal(await there(), 'patch-id same');
    commitAs('More\n', text([3, 'more\n'], [10, 'fixed\n']));
    assert.equal(await there(), 'patch-id same below the tip');
    repository.git(['reset', '--quiet', '--hard', 'HEAD~2']);
    commitAs('Prepare\n', text([8, 'stable\n']));
    commitAs('Unrelated words\n', text([8, 'stable\n'], [10, 'fixed\n']));
    assert.equal(await there(), 'patch-id-without-context other-context');
  });

  test('does not take the same single line, added elsewhere, for the fix', async () => {
    repository.git(['checkout', '--quiet', 'main']);
    const added = (after: number) => LINES.map((line, at) => (at === after ? `${line}added\n` : line)).join('');
    repository.git(['reset', '--quiet', '--hard', 'HEAD^']);
    fix = commitAs('Add a line\n', added(3));
    repository.git(['checkout', '--quiet', 'stable']);
    commitAs('Unrelated words\n', added(15));
    assert.equal(await there(), 'none');
    commitAs('And back\n', text());
    commitAs('The same words\n', added(3));
    assert.equal(await there(), 'patch-id same');
  });

  test('does not count what was reverted, however it is known', async () => {
    const port = commitAs('Unrelated words\n', text([10, 'fixed\n']));
    commitAs(`Revert "Unrelated words"\n\nThis reverts commit ${port}.\n`, text());
    assert.equal(await there(), 'none');
    const picked = commitAs(`Again\n\n(cherry picked from commit ${fix})\n`, text([10, 'fixed\n']));
    assert.equal(await there(), 'picked same');
    commitAs(`Revert "Again"\n\nThis reverts commit ${picked}.\n`, text());
    assert.equal(await there(), 'none');
  });

  test('keeps the index, adds what is new to it, and makes it anew when it is damaged or cannot go on', async () => {
    const path = join(git.commonDir, 'fishladder', 'history');
    await openLineage(git);
    const first = readFileSync(path);
    await openLineage(git);
    assert.deepEqual(readFileSync(path), first);
    commitAs(`Port\n\n(cherry picked from commit ${fix})\n`, text([10, 'fixed\n']));
    assert.equal(await there(), 'picked same');
    assert.ok(readFileSync(path).length > first.length);
    writeFileSync(path, readFileSync(path).subarray(0, 100));
    assert.equal(await there(), 'picked same');
    const header = readFileSync(path, 'latin1').split('\n')[0]!;
    const tip = (JSON.parse(header) as { tips: string[] }).tips[0]!;
    writeFileSync(path, readFileSync(path, 'latin1').replace(tip, '9'.repeat(40)), 'latin1');
    assert.equal(await there(), 'picked same', 'a tip that the repository does not have');
    rmSync(join(git.commonDir, 'fishladder'), { recursive: true });
    writeFileSync(join(git.commonDir, 'fishladder'), '');
    assert.equal(await there(), 'picked same', 'a file where the folder should be');
    assert.equal(existsSync(path), false);
  });

  test('ends when it is told to', async () => {
    await assert.rejects(openLineage(git, AbortSignal.abort(new Error('enough'))), /enough/);
  });
});
