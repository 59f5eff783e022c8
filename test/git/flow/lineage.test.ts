// What upstream's history tells the operator: what a branch has, which form to port from, and what a conflict comes from.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openScene, type Scene } from '../scene';
import { applies } from '../taken';
import { commitFilesUpstream, commitUpstream } from '../upstream';

const FILE = 'shoal/exception.py';
const LINE = "    message = 'Volume %(volume_id)s is not yours to change.'\n";
const OTHER = "    message = 'Volume %(volume_id)s belongs to somebody else.'\n";
const FIXED = "    message = 'Volume %(volume_id)s belongs to %(owner)s.'\n";
const CHANGE = `I${'5'.repeat(40)}`;

suite("upstream's history", () => {
  let scene: Scene;

  setup(() => {
    scene = openScene();
  });

  teardown(() => scene.dispose());

  const upstream = (branch: string, message: string, from: string, to: string) =>
    commitUpstream(scene, branch, message, FILE, (text) => text.replace(from, to));

  async function cellOf(branch: string, ...options: string[]) {
    const { out } = await scene.run('port', '--to', branch, '--json', '--dry-run', ...options);
    return (JSON.parse(out) as { cells: Record<string, unknown>[] }).cells[0]!;
  }

  test('finds the commit that a branch has the fix by, also one that was changed before merge, until it is reverted', async () => {
    const original = upstream('master', `Name the owner\n\nChange-Id: ${CHANGE}`, LINE, FIXED);
    assert.equal((await scene.run('mark', '--commit', original)).code, 0);
    const { outcome, proof, commit } = await cellOf('master');
    assert.deepEqual([outcome, proof, commit], ['already-there', 'same-commit', original]);
    const port = upstream(
      'stable/2025.2',
      `Name who has it\n\nChange-Id: ${CHANGE}`,
      LINE,
      `${FIXED}    owner = None\n`,
    );
    const found = await cellOf('stable/2025.2');
    assert.deepEqual(
      [found.outcome, found.proof, found.commit, found.changed],
      ['already-there', 'change-id', port, true],
    );
    const { out } = await scene.run('port', '--to', 'stable/2025.2', '--dry-run');
    assert.match(out, new RegExp(`already there \\(${port.slice(0, 12)} has its Change-Id, changed before merge\\)`));
    upstream(
      'stable/2025.2',
      `Revert "Name who has it"\n\nThis reverts commit ${port}.`,
      `${FIXED}    owner = None\n`,
      LINE,
    );
    assert.equal((await cellOf('stable/2025.2')).outcome, 'clean');
  });

  test('in a batch, names the commit by which a branch has another one, unless it was reverted there', async () => {
    const original = upstream('master', `Name the owner\n\nChange-Id: ${CHANGE}`, LINE, FIXED);
    const port = upstream('stable/2025.2', `Name it\n\nChange-Id: ${CHANGE}`, LINE, `${FIXED}    owner = None\n`);
    const answer = async (commit: string, onto: string) => {
      const { out } = await scene.runWith([JSON.stringify({ commit, onto })], 'port', '--batch', '--write-tree');
      return JSON.parse(out) as Record<string, unknown>;
    };
    const found = await answer(original, 'origin/stable/2025.2');
    assert.deepEqual([found.outcome, found.proof, found.by, found.changed], ['already-there', 'change-id', port, true]);
    assert.equal(found.tree, scene.git('rev-parse', 'origin/stable/2025.2^{tree}').trim());
    const same = await answer(original, 'origin/master');
    assert.deepEqual(
      [same.outcome, same.proof, same.by, same.changed],
      ['already-there', 'same-commit', original, false],
    );
    upstream('stable/2025.2', `Back\n\nThis reverts commit ${port}.`, `${FIXED}    owner = None\n`, LINE);
    const again = await answer(original, 'origin/stable/2025.2');
    assert.deepEqual([again.outcome, again.proof], ['clean', undefined]);
  });

  test('a line of a batch that is no pair ends it, after the answers to all before it', async () => {
    const pair = JSON.stringify({ commit: 'origin/master', onto: 'origin/stable/2025.2' });
    const { code, out, err } = await scene.runWith([pair, pair, 'nonsense', pair], 'port', '--batch');
    assert.deepEqual([code, out.trimEnd().split('\n').length], [2, 2]);
    assert.match(err, /Line 3 of standard input is not a pair/);
  });

  test('a batch says why it refuses a merge', async () => {
    const [tree, one, two] = ['^{tree}', '', '~'].map((part) => scene.git('rev-parse', `origin/master${part}`).trim());
    const merge = scene.git('commit-tree', '-p', one!, '-p', two!, '-m', 'Merge', tree!).trim();
    const pair = JSON.stringify({ commit: merge, onto: 'origin/stable/2025.2' });
    const { outcome, reason } = JSON.parse((await scene.runWith([pair], 'port', '--batch')).out);
    assert.deepEqual([outcome, reason], ['refused', 'The commit is a merge, which has no change of its own.']);
  });

  test('a batch takes no option that it would not heed', async () => {
    for (const option of ['--explain', '--force', '--dry-run', '--to=x']) {
      const { code, out, err } = await scene.runWith([], 'port', '--batch', option);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, new RegExp(`${option.replace('=x', '')} does not go with --batch`));
    }
  });

  test('in a batch, says how far a file that git does not merge can be trusted, and its least certain hunk', async () => {
    upstream('stable/2025.2', 'Say whose', LINE, OTHER);
    const fix = upstream('master', 'Name the owner', LINE, `${FIXED}    owner = None\n`);
    const pair = JSON.stringify({ commit: fix, onto: 'origin/stable/2025.2' });
    const { files } = JSON.parse((await scene.runWith([pair], 'port', '--batch')).out) as {
      files: { confidence: number; trust: number }[];
    };
    const isChance = (value: unknown) => typeof value === 'number' && value > 0 && value <= 1;
    assert.deepEqual([files.length, isChance(files[0]?.confidence), isChance(files[0]?.trust)], [1, true, true]);
  });

  test('in a batch, a file in conflict has its places, and why; of a large one only the lines', async () => {
    upstream('stable/2025.2', 'Say much', LINE, OTHER + '    # much\n'.repeat(20_000));
    const fix = upstream('master', 'Name the owner', LINE, FIXED);
    const pair = JSON.stringify({ commit: fix, onto: 'origin/stable/2025.2' });
    const { files } = JSON.parse((await scene.runWith([pair], 'port', '--batch')).out) as {
      files: { regions?: { line: number }[] }[];
    };
    const line = files[0]?.regions?.[0]?.line;
    assert.ok(line);
    assert.deepEqual(files, [
      { path: FILE, outcome: 'conflict', reason: `both sides changed line ${line}`, regions: [{ line }] },
    ]);
  });

  test('knows a commit that only its diff tells', async () => {
    scene.write(FILE, scene.read(FILE).replace(LINE, FIXED));
    assert.equal((await scene.run('mark', FILE, '--title', 'Name the owner')).code, 0);
    const same = upstream('stable/2025.2', 'Somebody else had the same idea', LINE, FIXED);
    upstream('stable/2025.2', 'Go on', FIXED, `${FIXED}    level = 1\n`);
    const { outcome, proof, commit } = await cellOf('stable/2025.2');
    assert.deepEqual([outcome, proof, commit], ['already-there', 'patch-id', same]);
  });

  test('names the commit that made the lines of a fix among other changes, and how to carry that one on', async () => {
    scene.write(FILE, scene.read(FILE).replace(LINE, FIXED));
    assert.equal((await scene.run('mark', FILE, '--title', 'Name the owner', '--name', 'owner')).code, 0);
    const more = {
      [FILE]: (text: string) => text.replace(LINE, FIXED),
      'setup.cfg': (text: string) => `${text}summary = Names the owner\n`,
    };
    const theirs = commitFilesUpstream(scene, 'stable/2025.2', 'Name whose volume it is', more);
    const { outcome, proof, since } = await cellOf('stable/2025.2');
    assert.deepEqual([outcome, proof, since], ['already-there', 'content', theirs]);
    const { out, err } = await scene.run('port', '--dry-run');
    assert.match(out, new RegExp(`its files are as the fix would make them, since ${theirs.slice(0, 12)}`));
    assert.match(err, new RegExp(`mark it instead: fishladder mark --commit ${theirs.slice(0, 12)}$`, 'm'));
  });

  test('marks the form that the release takes, where it does not take the commit that is named', async () => {
    upstream('master', 'Say whose', LINE, OTHER);
    const original = upstream('master', `Name the owner\n\nChange-Id: ${CHANGE}`, OTHER, FIXED);
    const refused = await scene.run('mark', '--commit', original);
    assert.deepEqual([refused.code, /shoal\/exception\.py: both sides changed line/.test(refused.err)], [3, true]);
    const message = `Name the owner\n\nChange-Id: ${CHANGE}\n(cherry picked from commit ${original})`;
    const port = upstream('stable/2025.2', message, LINE, FIXED);
    const { code, err } = await scene.run('mark', '--commit', original, '--name', 'owner');
    assert.deepEqual(
      [code, err.includes(`marked is ${port.slice(0, 12)}, the same change as stable/2025.2 has it`)],
      [0, true],
    );
    assert.match(scene.read('.fishladder/12.0.1/owner.patch'), new RegExp(`^Origin: upstream, commit:${port}$`, 'm'));
  });

  test('ports from the form that a nearer branch has merged, and names each commit that it came by', async () => {
    for (const branch of ['stable/2025.2', 'unmaintained/2024.1'])
      upstream(branch, '[stable-only] Say whose', LINE, OTHER);
    const original = upstream('master', `Name the owner\n\nChange-Id: ${CHANGE}`, LINE, FIXED);
    assert.equal((await scene.run('mark', '--commit', original, '--name', 'owner')).code, 0);
    const alone = await cellOf('unmaintained/2024.1');
    assert.notEqual(alone.outcome, 'clean');
    const message = `Name the owner\n\nChange-Id: ${CHANGE}\n(cherry picked from commit ${original})`;
    const sibling = upstream('stable/2025.2', message, OTHER, FIXED);
    const { outcome, via } = await cellOf('unmaintained/2024.1');
    assert.deepEqual([outcome, via], ['clean', 'stable/2025.2']);
    assert.equal((await scene.run('port', '--to', 'unmaintained/2024.1')).code, 0);
    const patch = scene.read('.fishladder/unmaintained/2024.1/owner.patch');
    assert.deepEqual(
      [...patch.matchAll(/^\(cherry picked from commit (\w+)\)$/gm)].map(([, id]) => id),
      [original, sibling],
    );
    applies(scene, 'unmaintained/2024.1', 'origin/unmaintained/2024.1', ['am', 'quilt']);
    assert.match((await scene.run('port', '--to', 'unmaintained/2024.1')).out, /patch is up to date/);
  });

  test('a form that no patch can say, as it moves a submodule, is passed over', async () => {
    const original = upstream('master', `Name the owner\n\nChange-Id: ${CHANGE}`, LINE, FIXED);
    assert.equal((await scene.run('mark', '--commit', original, '--name', 'owner')).code, 0);
    const message = `Name the owner\n\nChange-Id: ${CHANGE}\n(cherry picked from commit ${original})`;
    const form = upstream('stable/2025.2', message, LINE, FIXED);
    const entries = `${scene.git('ls-tree', form)}160000 commit ${form}\tsub\n`;
    const tree = execFileSync('git', ['mktree', '--missing'], { cwd: scene.folder, input: entries }).toString().trim();
    const commit = scene.git('commit-tree', '-p', `${form}^`, '-m', message, tree).trim();
    scene.git('update-ref', 'refs/remotes/origin/stable/2025.2', commit);
    const { outcome, via } = await cellOf('unmaintained/2024.1');
    assert.deepEqual([outcome, via], ['clean', undefined]);
  });

  test("ports what people changed on a nearer branch, though the release's form would merge", async () => {
    const original = upstream('master', `Name the owner\n\nChange-Id: ${CHANGE}`, LINE, FIXED);
    assert.equal((await scene.run('mark', '--commit', original, '--name', 'owner')).code, 0);
    const alone = await cellOf('unmaintained/2024.1');
    assert.deepEqual([alone.outcome, alone.via], ['clean', undefined]);
    const message = `Name the owner\n\nChange-Id: ${CHANGE}\n(cherry picked from commit ${original})`;
    upstream('stable/2025.2', message, LINE, `${FIXED}    owner = None\n`);
    const { outcome, via } = await cellOf('unmaintained/2024.1');
    assert.deepEqual([outcome, via], ['clean', 'stable/2025.2']);
    assert.equal((await scene.run('port', '--to', 'unmaintained/2024.1')).code, 0);
    assert.match(scene.read('.fishladder/unmaintained/2024.1/owner.patch'), /^\+ {4}owner = None$/m);
    const again = (await scene.run('port', '--to', 'unmaintained/2024.1')).out;
    assert.match(again, /clean, from the patch for stable\/2025\.2 +patch is up to date/);
  });

  test('explains a conflict by the commit that the branch lacks, which was tried', async () => {
    const lacking = upstream('stable/2025.1', `Say whose it is\n\nChange-Id: ${CHANGE}`, LINE, OTHER);
    scene.git('tag', '12.0.2', lacking);
    scene.git('checkout', '--quiet', '12.0.2');
    scene.write(FILE, scene.read(FILE).replace(OTHER, FIXED));
    assert.equal((await scene.run('mark', FILE, '--title', 'Name the owner')).code, 0);
    const { leansOn } = await cellOf('unmaintained/2024.1', '--explain');
    assert.deepEqual(leansOn, {
      lacks: [
        {
          commit: lacking,
          lines: 1,
          paths: [FILE],
          subject: 'Say whose it is',
          changeId: CHANGE,
          branches: ['stable/2025.1'],
          makesClean: true,
        },
      ],
      complete: true,
    });
    const { out } = await scene.run('port', '--to', 'unmaintained/2024.1', '--dry-run', '--explain');
    assert.match(out, /unmaintained\/2024\.1 lacks what the fix leans on:\n {4}\w{12} Say whose it is\n/);
    assert.match(out, /Porting it first makes this clean \(--with-prerequisites\)\./);
    assert.equal((await cellOf('unmaintained/2024.1')).leansOn, undefined, 'only when asked for');
  });

  test('explains a form from another branch by what that form leans on', async () => {
    const worded = upstream('stable/2025.2', '[stable-only] Say whose', LINE, OTHER);
    commitFilesUpstream(scene, 'unmaintained/2024.1', 'Drop setup.cfg', { 'setup.cfg': () => undefined });
    const original = commitFilesUpstream(scene, 'master', `Say a code\n\nChange-Id: ${CHANGE}`, {
      [FILE]: (text) => text.replace(LINE, `${LINE}    code = 403\n`),
      'setup.cfg': (text) => text.replace('small', 'coded'),
    });
    const form = `Say a code\n\nChange-Id: ${CHANGE}\n(cherry picked from commit ${original})`;
    upstream('stable/2025.2', form, OTHER, `${OTHER}    code = 403\n`);
    assert.equal((await scene.run('mark', '--commit', original, '--name', 'owner')).code, 0);
    const { outcome, via, leansOn } = await cellOf('unmaintained/2024.1', '--explain');
    assert.deepEqual([outcome, via], ['adapted', 'stable/2025.2']);
    const { lacks } = leansOn as { lacks: { commit: string }[] };
    assert.deepEqual(
      lacks.map(({ commit }) => commit),
      [worded],
    );
  });

  test('warns of what reverts or mends the fix later, whether the branch has it, and stops no port', async () => {
    const original = upstream('master', `Name the owner\n\nChange-Id: ${CHANGE}`, LINE, FIXED);
    const mend = upstream('master', `Say owner\n\nThis was broken by ${CHANGE}.`, FIXED, `${FIXED}    owner = None\n`);
    assert.equal((await scene.run('mark', '--commit', original, '--name', 'owner')).code, 0);
    const { outcome, later } = await cellOf('stable/2025.2');
    assert.equal(outcome, 'clean');
    assert.deepEqual(later, [{ commit: mend, how: 'mends', branches: ['master'], subject: 'Say owner' }]);
    const { out, code } = await scene.run('port', '--to', 'stable/2025.2', '--to', 'master');
    assert.equal(code, 0);
    const says = `stable/2025\\.2: warning: ${mend.slice(0, 12)} Say owner, later on master, says that it mends what came with it; stable/2025\\.2 lacks that\n`;
    assert.match(out, new RegExp(says));
    assert.doesNotMatch(out, /master: warning/, 'master has both');
    const revert = upstream('master', `Revert "x"\n\nThis reverts commit ${original}.`, FIXED, LINE);
    const back = await scene.run('port', '--to', 'stable/2025.2', '--to', 'master', '--json');
    const cells = JSON.parse(back.out).cells as { branch: string; outcome: string; later: { commit: string }[] }[];
    const master = cells.find(({ branch }) => branch === 'master');
    assert.notEqual(master?.outcome, 'already-there', 'it was reverted there');
    for (const cell of cells)
      assert.deepEqual(
        cell.later.map(({ commit }) => commit),
        [revert, mend],
      );
  });

  test('is not read where no fix is marked', async () => {
    assert.equal((await scene.run('status', '--offline')).code, 0);
    assert.equal((await scene.run('port')).code, 0);
    assert.ok(!existsSync(join(scene.folder, '.git/fishladder/history')));
  });

  test('leaves nothing behind but its index in the git folder', async () => {
    scene.fixBug();
    const before = scene.untouched();
    await scene.run('mark', 'shoal/volume/manager.py', '--title', 'x');
    await scene.run('port', '--explain', '--dry-run');
    assert.deepEqual(scene.untouched(), before);
    assert.equal(scene.git('ls-files', '--others', '--exclude-standard'), '');
  });
});
