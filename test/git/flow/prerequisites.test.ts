// `port --with-prerequisites`: what a fix leans on goes before it, as patches of their own, or nothing does and it is said why.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openScene, type Scene } from '../scene';
import { applies } from '../taken';
import { AUTHOR, commitUpstream, mergeFix } from '../upstream';

const FILE = 'shoal/exception.py';
const LINE = "    message = 'Volume %(volume_id)s is not yours to change.'\n";
const WORDED = "    message = 'Volume %(volume_id)s belongs to somebody else.'\n";
const POLITE = "    message = 'Sorry, volume %(volume_id)s belongs to somebody else.'\n";
const FIXED = "    message = 'Sorry, volume %(volume_id)s belongs to %(owner)s.'\n";
const [FIRST, SECOND] = [`I${'1'.repeat(40)}`, `I${'2'.repeat(40)}`];
const OLD = 'unmaintained/2024.1';

interface Cell {
  branch: string;
  outcome: string;
  prerequisites?: { patch: string; commit: string; subject: string; lines: number; written: string }[];
  withoutPrerequisites?: string;
  written: string;
}

suite('port --with-prerequisites', () => {
  let scene: Scene;
  let commits: string[];

  setup(() => {
    scene = openScene();
    commits = [];
  });
  teardown(() => scene.dispose());

  const upstream = (message: string, from: string, to: string) =>
    commits.push(commitUpstream(scene, 'stable/2025.1', message, FILE, (text) => text.replace(from, to)));

  /** Marks the fix in a release that has both of upstream's rewordings. */
  async function markFix(text = FIXED) {
    scene.git('tag', '12.0.2', commits.at(-1)!);
    scene.git('checkout', '--quiet', '12.0.2');
    scene.write(FILE, scene.read(FILE).replace(POLITE, text));
    assert.equal((await scene.run('mark', FILE, '--title', 'Name the owner', '--name', 'owner')).code, 0);
  }

  function reworded() {
    upstream(`Say whose it is\n\nWhy.\n\nChange-Id: ${FIRST}`, LINE, WORDED);
    upstream(`Be polite\n\nChange-Id: ${SECOND}`, WORDED, POLITE);
  }

  /** The marked fix is merged on the branch that the release was built from. */
  const merge = (text: string) =>
    mergeFix(scene, '12.0.2/owner.patch', 'stable/2025.1', FILE, (before) => before.replace(POLITE, text));

  async function port(...options: string[]): Promise<{ cell: Cell; code: number }> {
    const { out, code } = await scene.run('port', '--to', OLD, '--json', '--with-prerequisites', ...options);
    return { cell: (JSON.parse(out) as { cells: Cell[] }).cells[0]!, code };
  }

  const series = () => scene.read(`.fishladder/${OLD}/series`);

  test('ports the chain in order, each commit as its author wrote it with the community’s metadata', async () => {
    reworded();
    await markFix();
    const { cell, code } = await port();
    assert.deepEqual([code, cell.outcome, cell.written], [0, 'clean', 'created']);
    assert.deepEqual(
      cell.prerequisites?.map(({ patch, commit, subject, lines, written }) => [patch, commit, subject, lines, written]),
      [
        ['say-whose-it-is', commits[0], 'Say whose it is', 2, 'created'],
        ['be-polite', commits[1], 'Be polite', 2, 'created'],
      ],
    );
    assert.equal(series(), 'say-whose-it-is.patch\nbe-polite.patch\nowner.patch\n');
    const patch = scene.read(`.fishladder/${OLD}/say-whose-it-is.patch`);
    assert.match(patch, new RegExp(`^From: ${AUTHOR}$`, 'm'));
    assert.match(patch, new RegExp(`^Change-Id: ${FIRST}\n(.*\n)*\\(cherry picked from commit ${commits[0]}\\)$`, 'm'));
    assert.match(patch, new RegExp(`^Origin: upstream, commit:${commits[0]}$`, 'm'));
    assert.match(patch, /^\nWhy\.$/m);
    applies(scene, OLD, `origin/${OLD}`, ['am', 'quilt']);
  });

  test('a second run finds all of it there, with the option and without', async () => {
    reworded();
    await markFix();
    await port();
    const queue = scene.queue();
    for (const options of [['--with-prerequisites'], []]) {
      const { out, code } = await scene.run('port', '--to', OLD, ...options);
      assert.equal(code, 0);
      assert.match(out, /clean +patch is up to date/);
    }
    assert.deepEqual(scene.queue(), queue);
  });

  test('a chain on one branch is no fix that a port to another one carries', async () => {
    reworded();
    await markFix();
    await port();
    const { out } = await scene.run('port', '--to', 'stable/2025.2', '--json');
    assert.deepEqual(
      (JSON.parse(out) as { cells: { fix: string }[] }).cells.map(({ fix }) => fix),
      ['owner'],
    );
  });

  test('names a patch of the chain that the branch has by now', async () => {
    reworded();
    await markFix();
    await port();
    commitUpstream(scene, OLD, 'Say whose it is', FILE, (text) => text.replace(LINE, WORDED));
    const { out, err } = await scene.run('port', '--to', OLD);
    assert.match(out, /clean +patch is up to date/);
    assert.match(err, new RegExp(`${OLD} has say-whose-it-is by now: remove say-whose-it-is\\.patch`));
  });

  test('says in words what goes first; a dry run writes nothing', async () => {
    reworded();
    await markFix();
    const before = scene.queue();
    const { out, code } = await scene.run('port', '--to', OLD, '--dry-run', '--with-prerequisites');
    assert.equal(code, 0);
    assert.match(out, /clean, after 2 upstream commits that it leans on\n/);
    assert.match(
      out,
      new RegExp(
        `${OLD}: before it, say-whose-it-is\\.patch: ${commits[0]!.slice(0, 12)} Say whose it is \\(2 lines\\)`,
      ),
    );
    assert.deepEqual(scene.queue(), before);
  });

  test('goes before a patch that the series has already, and on a name that is taken, beside it', async () => {
    reworded();
    await markFix(`${POLITE}    code = 403\n`);
    scene.write('.fishladder/12.0.2/be-polite.patch', scene.read('.fishladder/12.0.2/owner.patch'));
    await scene.run('port', '--to', OLD);
    assert.equal(series(), 'owner.patch\n');
    const { cell } = await port();
    assert.deepEqual([cell.outcome, cell.written], ['clean', 'replaced']);
    assert.equal(series(), `say-whose-it-is.patch\nbe-polite-${commits[1]!.slice(0, 12)}.patch\nowner.patch\n`);
    applies(scene, OLD, `origin/${OLD}`, ['am', 'quilt']);
  });

  test('leaves all as it would be without, and says why, where a commit is too large', async () => {
    const many = Array.from({ length: 201 }, (_, number) => `# ${number}\n`).join('');
    upstream('Say a lot', LINE, `${many}${POLITE}`);
    await markFix();
    const alone = JSON.parse((await scene.run('port', '--to', OLD, '--json', '--dry-run')).out).cells[0];
    const { cell } = await port();
    assert.match(cell.withoutPrerequisites ?? '', /^it leans on \w{12} Say a lot, which changes 203 lines: too many/);
    assert.deepEqual([cell.outcome, cell.prerequisites], [alone.outcome, undefined]);
    assert.deepEqual(
      Object.keys(scene.queue()).filter((path) => path.includes('say-a-lot')),
      [],
    );
    const { out } = await scene.run('port', '--to', OLD, '--with-prerequisites');
    assert.match(out, /not ported with what it leans on: it leans on \w{12} Say a lot, .* unread\.\n/);
  });

  test('goes again with the fix, but for what a person changed, or another fix needs', async () => {
    reworded();
    await markFix();
    await port();
    const before = scene.read(`.fishladder/${OLD}/be-polite.patch`);
    const run = await scene.run('drop', 'owner', '--yes');
    assert.equal(run.code, 0, run.err);
    assert.match(
      run.out,
      /its sake goes, too:\n {2}\S+\/be-polite\.patch and its line.*\n {2}\S+\/say-whose-it-is\.patch/,
    );
    assert.deepEqual(scene.queue(), {});
    assert.equal(scene.read(`.git/fishladder/dropped/be-polite/${OLD}.patch`), before);
  });

  test('of what goes with a fix, what was edited or sent stays, and what that leans on', async () => {
    reworded();
    await markFix();
    await port();
    const path = `.fishladder/${OLD}/be-polite.patch`;
    scene.write(path, scene.read(path).replace('Subject: [PATCH] Be', 'Subject: [PATCH] be'));
    const { out } = await scene.run('drop', 'owner', '--yes', '--json');
    const { along, stays } = JSON.parse(out) as { along?: object[]; stays: { path: string; why: string }[] };
    assert.equal(along, undefined);
    assert.deepEqual(
      stays.map(({ why }) => why),
      ['it was edited by hand', 'be-polite.patch leans on it, too'],
    );
    assert.equal(series(), 'say-whose-it-is.patch\nbe-polite.patch\n');
  });

  test('says so where the branch lacks nothing', async () => {
    commitUpstream(scene, OLD, 'Word it here', FILE, (text) => text.replace(LINE, WORDED));
    scene.write(FILE, scene.read(FILE).replace(LINE, FIXED));
    assert.equal((await scene.run('mark', FILE, '--title', 'Name the owner')).code, 0);
    assert.match((await port()).cell.withoutPrerequisites ?? '', /^no commit is known that the branch lacks/);
  });

  test('an adapted patch names the change that the branch lacks, signed by who ports; later runs leave it', async () => {
    reworded();
    await markFix(`${POLITE}    code = 403\n`);
    merge(`${POLITE}    code = 403\n`);
    scene.git('config', 'gitreview.username', 'mayal');
    const { out } = await scene.run('port', '--to', OLD);
    assert.match(out, /adapted +patch written/);
    assert.match(
      scene.read(`.fishladder/${OLD}/owner.patch`),
      new RegExp(
        `^Conflicts:\\n  ${FILE}\\n\\nNOTE\\(mayal\\): The conflict is because change\\n${SECOND} \\(Be polite\\) is not in\\n${OLD}\\.\\n\\nChange-Id: `,
        'm',
      ),
    );
    applies(scene, OLD, `origin/${OLD}`, ['am', 'quilt']);
    const queue = scene.queue();
    scene.git('config', 'gitreview.username', 'somebody');
    for (const options of [[], ['--explain'], ['--dry-run']]) {
      await scene.run('port', '--to', OLD, ...options);
      assert.deepEqual(scene.queue(), queue);
    }
  });

  test('a resolved patch names it, too', async () => {
    reworded();
    await markFix('    message = describe(volume_id)\n');
    merge('    message = describe(volume_id)\n');
    const { folder } = JSON.parse((await scene.run('resolve', 'owner', OLD, '--json')).out) as { folder: string };
    writeFileSync(join(folder, 'result', FILE), readFileSync(join(folder, 'theirs', FILE)));
    assert.equal((await scene.run('resolve', 'owner', OLD, '--from', folder)).code, 0);
    const path = `.fishladder/${OLD}/owner.patch`;
    assert.match(scene.read(path), new RegExp(`^NOTE\\(maya\\): The conflict is because change\\n${SECOND}`, 'm'));
    assert.match((await scene.run('port', '--to', OLD)).out, /adapted +patch is up to date/);
  });

  test('in a batch, names the commits and gives the tree of all of it', async () => {
    reworded();
    const fix = commitUpstream(scene, 'stable/2025.1', 'Fix', FILE, (text) => text.replace(POLITE, FIXED));
    const pair = JSON.stringify({ commit: fix, onto: `origin/${OLD}` });
    const { out } = await scene.runWith([pair], 'port', '--batch', '--with-prerequisites', '--write-tree');
    const answer = JSON.parse(out);
    assert.deepEqual([answer.outcome, answer.prerequisites], ['clean', commits]);
    assert.match(scene.git('show', `${answer.tree}:${FILE}`), /belongs to %\(owner\)s/);
    const alone = JSON.parse((await scene.runWith([pair], 'port', '--batch')).out);
    assert.notEqual(alone.outcome, 'clean');
  });
});
