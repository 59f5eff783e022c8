// From which commit a change is ported: the nearest form of it that some branch has.
import assert from 'node:assert/strict';
import type { Git } from '../../../src/git/git';
import { namesOf } from '../../../src/lineage/kin';
import { byNearness, mergedForms } from '../../../src/lineage/nearest';
import { openLineage } from '../../../src/lineage/open';
import { treeSnapshot } from '../../../src/port/snapshot';
import { makeRepository, type Repository } from '../patch/repository';

suite('byNearness', () => {
  let repository: Repository;
  let git: Git;

  setup(async () => {
    repository = makeRepository();
    git = await repository.open();
    repository.write('a', '1\n');
    repository.write('b', '1\n');
    repository.commit('Start\n');
    repository.git(['branch', 'old']);
    repository.git(['branch', 'older']);
    repository.write('a', '2\n');
    repository.commit('Go on\n');
    repository.git(['branch', 'new']);
  });

  teardown(() => {
    git.dispose();
    repository.remove();
  });

  /** Fixes both files on a branch; gives the commit. */
  function fixOn(branch: string, message: string): string {
    repository.git(['checkout', '--quiet', branch]);
    repository.write('b', 'fixed\n');
    repository.write('a', `${branch} fixed\n`);
    return repository.commit(message);
  }

  /** The branches of all forms, the nearest to a branch first. */
  async function order(fix: string, target: string): Promise<string[]> {
    const names = ['main', 'new', 'old'];
    const branches = await Promise.all(names.map(async (name) => ({ name, commit: (await git.commitId(name))! })));
    const lineage = await openLineage(git);
    const forms = mergedForms(lineage, namesOf(lineage, lineage.row(fix)!), branches);
    const tree = (await git.commit((await git.commitId(target))!))!.tree;
    return (await byNearness(git, forms, treeSnapshot(git.objects, tree))).map(({ branch }) => branch);
  }

  test('puts the form first whose files were most like the target, the original last of equals', async () => {
    const fix = fixOn('main', 'Fix\n');
    const line = `(cherry picked from commit ${fix})\n`;
    const onNew = fixOn('new', `Fix\n\n${line}`);
    assert.deepEqual(await order(fix, 'older'), ['new', 'main']);
    fixOn('old', `Fix\n\n${line}(cherry picked from commit ${onNew})\n`);
    assert.deepEqual(await order(fix, 'older'), ['old', 'new', 'main']);
    assert.deepEqual(await order(onNew, 'older'), ['old', 'new', 'main']);
  });

  test('counts only the files that all forms change, so that one which leaves a file out is not nearer for it', async () => {
    repository.git(['checkout', '--quiet', 'older']);
    repository.write('c', 'other\n');
    repository.commit('Another file\n');
    const fix = fixOn('main', 'Fix\n');
    repository.git(['checkout', '--quiet', 'new']);
    repository.write('c', 'also fixed\n');
    fixOn('new', `Fix\n\n(cherry picked from commit ${fix})\n`);
    assert.deepEqual(await order(fix, 'older'), ['new', 'main']);
  });

  test('leaves out what a branch reverted', async () => {
    const fix = fixOn('main', 'Fix\n');
    const port = fixOn('new', `Fix\n\n(cherry picked from commit ${fix})\n`);
    repository.git(['revert', '--no-edit', port]);
    assert.deepEqual(await order(fix, 'older'), ['main']);
  });
});
