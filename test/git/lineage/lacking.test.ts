// What a port lacks, in a made history: which commits, in which order, and whether one of them makes it clean.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Git } from '../../../src/git/git';
import { findPrerequisites, type StuckPort } from '../../../src/lineage/lacking';
import { findMaker } from '../../../src/lineage/maker';
import { openLineage } from '../../../src/lineage/open';
import { makesClean } from '../../../src/lineage/trial';
import { portSteps } from '../../../src/port/port';
import { treeSnapshot } from '../../../src/port/snapshot';
import { commitSteps } from '../../../src/port/steps';
import { makeRepository, type Repository } from '../patch/repository';

const LINES = Array.from({ length: 20 }, (_, number) => `line ${number}\n`);

suite('findPrerequisites', () => {
  let repository: Repository;
  let git: Git;
  let text: string[];

  setup(async () => {
    repository = makeRepository();
    git = await repository.open();
    text = [...LINES];
    commit('Start');
    repository.git(['branch', 'stable']);
  });

  teardown(() => {
    git.dispose();
    repository.remove();
  });

  /** Commits these lines of the file on top of what it has. */
  function commit(message: string, edits: Record<number, string> = {}): string {
    for (const [line, edit] of Object.entries(edits)) text[Number(line)] = `${edit}\n`;
    repository.write('a', text.join(''));
    return repository.commit(`${message}\n`);
  }

  async function portTo(branch: string, fix: string): Promise<StuckPort> {
    const tip = (await git.commitId(branch))!;
    const [source, target] = [(await git.commit(fix))!, (await git.commit(tip))!];
    const base = source.parents[0]!;
    const before = (await git.commit(base))!;
    const from = treeSnapshot(git.objects, before.tree);
    const snapshot = treeSnapshot(git.objects, target.tree);
    const steps = await commitSteps(git.objects, before.tree, source.tree, git.renames);
    const { files } = await portSteps({
      steps,
      base: from,
      target: snapshot,
      renames: (paths) => git.renames(base, tip, paths),
      hash: (content) => git.objects.hash('blob', content),
      adapt: false,
    });
    return { base, from, steps, tip, target: snapshot, files };
  }

  /** `lines commit` of each prerequisite, `clean` where porting it first was tried and makes the port clean. */
  async function missing(branch: string, fix: string): Promise<[number, string, boolean][]> {
    const port = await portTo(branch, fix);
    const { found } = await findPrerequisites(git, await openLineage(git), port);
    return Promise.all(
      found.map(
        async (one) => [one.lines, one.commit, await makesClean(git, port, one.commit)] as [number, string, boolean],
      ),
    );
  }

  test('names the commits that made the conflicting lines, and tries each', async () => {
    const helper = commit('Rename', { 10: 'renamed', 11: 'renamed too' });
    commit('Elsewhere', { 2: 'elsewhere' });
    const near = commit('Beside', { 12: 'beside' });
    const fix = commit('Fix', { 10: 'renamed, fixed', 11: 'fixed too', 12: 'beside, fixed' });
    assert.deepEqual(await missing('stable', fix), [
      [2, helper, false],
      [1, near, false],
    ]);
    const small = commit('Small fix', { 2: 'elsewhere, fixed' });
    const [only] = await missing('stable', small);
    assert.deepEqual([only?.[0], only?.[2]], [1, true]);
  });

  test('leaves out what the branch was given already, though in another form', async () => {
    const helper = commit('Rename', { 10: 'renamed' });
    const fix = commit('Fix', { 10: 'renamed, fixed' });
    assert.deepEqual(await missing('stable', fix), [[1, helper, true]]);
    repository.git(['checkout', '--quiet', 'stable']);
    text = [...LINES];
    commit(`Rename here\n\n(cherry picked from commit ${helper})`, { 10: 'renamed otherwise' });
    assert.deepEqual(await missing('stable', fix), []);
  });

  test('names the commit that added a file which the branch does not have', async () => {
    repository.write('b', '1\n2\n3\n');
    const added = commit('Add');
    repository.write('b', '1\ntwo\n3\n');
    commit('Change');
    repository.write('b', '1\nfixed\n3\n');
    const fix = commit('Fix', { 3: 'fixed' });
    assert.deepEqual(await missing('stable', fix), [[1, added, false]]);
  });

  test('asks for the lines beside the place where the fix only adds', async () => {
    const above = commit('Above', { 10: 'above' });
    text.splice(11, 0, 'added\n');
    const fix = commit('Fix');
    assert.deepEqual(await missing('stable', fix), [[1, above, true]]);
  });

  test('finds who made the lines of a file whose name has a line break', async () => {
    repository.write('b\nc', LINES.join(''));
    commit('Add');
    repository.git(['checkout', '--quiet', '-B', 'older']);
    repository.git(['checkout', '--quiet', 'main']);
    const edit = (message: string, line: string) => {
      repository.write('b\nc', LINES.with(10, `${line}\n`).join(''));
      return commit(message);
    };
    const helper = edit('Rename', 'renamed');
    const fix = edit('Fix', 'renamed, fixed');
    assert.deepEqual(await missing('older', fix), [[1, helper, true]]);
    const { steps } = await portTo('older', fix);
    assert.equal(await findMaker(git, { base: helper, steps }, fix), fix);
  });

  test('blames no commit before which a shallow clone has no history', async () => {
    const older = commit('Rename', { 10: 'renamed' });
    const near = commit('Beside', { 12: 'beside' });
    const fix = commit('Fix', { 10: 'renamed, fixed', 12: 'beside, fixed' });
    writeFileSync(join(repository.root, '.git', 'shallow'), `${older}\n`);
    const found = await findPrerequisites(git, await openLineage(git), await portTo('stable', fix));
    assert.deepEqual(found, { found: [{ commit: near, lines: 1, paths: ['a'] }], cut: true });
  });

  test('finds nothing where git merges, and ends when it is told to', async () => {
    const fix = commit('Fix', { 10: 'fixed' });
    assert.deepEqual(await missing('stable', fix), []);
    commit('Rename', { 15: 'renamed' });
    const other = commit('Fix', { 15: 'fixed' });
    const [port, lineage] = [await portTo('stable', other), await openLineage(git)];
    await assert.rejects(findPrerequisites(git, lineage, port, AbortSignal.abort(new Error('enough'))), /enough/);
  });
});
