// Whole commits are carried as `git merge-tree` would, and nothing but objects is touched.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../../../src/base/fault';
import { openObjects } from '../../../src/git/objects';
import { openRenames } from '../../../src/git/renames';
import { type PortedCommit, portCommit } from '../../../src/port/batch';
import { type Random, seeded } from '../../unit/patch/random';
import { makeRepository, type Repository } from '../patch/repository';
import { importStream, randomSide, randomTree, type Tree } from './random-history';

const TEXT = Array.from({ length: 12 }, (_, line) => `line ${line}\n`).join('');

suite('portCommit', () => {
  let repository: Repository;
  let port: (commit: string, onto: string, withTree?: boolean) => Promise<PortedCommit>;
  let close: () => void;

  setup(() => {
    repository = makeRepository();
    const settings = {
      command: 'git',
      folder: repository.root,
      environment: { PATH: process.env.PATH, HOME: repository.root },
    };
    const objects = openObjects({
      ...settings,
      objectFolder: join(repository.root, '.git/objects'),
      algorithm: 'sha1',
      shared: async () => undefined,
    });
    const finder = openRenames(settings, objects);
    port = (commit, onto, withTree = true) => portCommit({ objects, renames: finder.renames }, commit, onto, withTree);
    close = () => {
      finder.dispose();
      objects.dispose();
    };
  });

  teardown(() => {
    close();
    repository.remove();
  });

  /** git's own answer: the tree where the merge is clean. */
  const mergeTree = (ours: string, theirs: string): string | undefined => {
    const { status, stdout } = spawnSync('git', ['merge-tree', '--write-tree', ours, theirs], { cwd: repository.root });
    assert.ok(status === 0 || status === 1, 'git merge-tree needs git 2.38');
    return status === 0 ? stdout.toString().trim() : undefined;
  };

  /** Imports `count` triples b0 o0 t0 b1 …, the sides on top of their base. */
  const importTriples = (count: number, make: (random: Random) => [Tree, Tree, Tree]) => {
    const random = seeded(20_261);
    const commits = Array.from({ length: count }, (_, number) => {
      const [base, ours, theirs] = make(random);
      return [
        { branch: `b${number}`, tree: base },
        { branch: `o${number}`, tree: ours, parent: 3 * number },
        { branch: `t${number}`, tree: theirs, parent: 3 * number },
      ];
    });
    repository.git(['fast-import', '--quiet'], importStream(commits.flat()));
  };

  /** The tree of a port that git's merge settles too. */
  const cleanTree = async (commit: string, onto: string) => {
    const { result, tree } = await port(commit, onto);
    return result.outcome === 'clean' || result.outcome === 'already-there' ? tree : undefined;
  };

  test('agrees with git merge-tree on random histories with moves, modes, links and folders', async () => {
    importTriples(250, (random) => {
      const base = randomTree(random);
      return [base, randomSide(random, base, 1 + random(4)), randomSide(random, base, 1 + random(3))];
    });
    let clean = 0;
    for (let number = 0; number < 250; number++) {
      const expected = mergeTree(`o${number}`, `t${number}`);
      assert.equal(await cleanTree(`t${number}`, `o${number}`), expected, `history ${number}`);
      if (expected) clean++;
    }
    assert.ok(clean > 100 && clean < 240, `${clean} of 250 are clean`);
  });

  test('agrees with git merge-tree on small texts with many equal lines', async () => {
    const word = (random: Random) => Array.from({ length: random(14) }, () => `${random(4)}\n`).join('');
    const edit = (random: Random, content: string) => {
      const lines = content.split(/(?<=\n)/);
      for (let round = random(4); round > 0; round--)
        lines.splice(random(lines.length + 1), random(3), ...(random(3) ? [`${random(5)}\n`] : []));
      return lines.join('');
    };
    const tree = (content: string): Tree =>
      new Map([
        ['f', { mode: '100644', content }],
        ['g', { mode: '100644', content: 'g' }],
      ]);
    importTriples(250, (random) => {
      const base = word(random);
      return [tree(base), tree(edit(random, base)), tree(edit(random, base))];
    });
    for (let number = 0; number < 250; number++) {
      const expected = mergeTree(`o${number}`, `t${number}`);
      assert.equal(await cleanTree(`t${number}`, `o${number}`), expected, `text ${number}`);
    }
  });

  test('gives the tree of git merge-tree wherever that is clean, whatever the lines end in', async () => {
    const line = (random: Random) => `${random(9)}${random(3) ? '\n' : '\r\n'}`;
    const text = (random: Random) => Array.from({ length: 4 + random(10) }, () => line(random)).join('');
    const edit = (random: Random, content: string) => {
      const lines = content.split(/(?<=\n)/);
      for (let round = random(3); round > 0; round--)
        lines.splice(random(lines.length + 1), random(3), ...(random(3) ? [line(random)] : []));
      const edited = lines.join('');
      return random(4) ? edited : edited.replace(/\r?\n/g, random(2) ? '\n' : '\r\n');
    };
    const tree = (content: string): Tree => new Map([['f', { mode: '100644', content }]]);
    importTriples(250, (random) => {
      const base = text(random);
      return [tree(base), tree(edit(random, base)), tree(edit(random, base))];
    });
    const kinds = { clean: 0, other: 0 };
    for (let number = 0; number < 250; number++) {
      const expected = mergeTree(`o${number}`, `t${number}`);
      const { result, tree: made } = await port(`t${number}`, `o${number}`);
      if (expected) assert.equal(made, expected, `text ${number}`);
      else assert.notEqual(result.outcome, 'clean', `text ${number}`);
      kinds[expected ? 'clean' : 'other']++;
    }
    assert.ok(kinds.clean > 60 && kinds.other > 60, JSON.stringify(kinds));
  });

  test('agrees with git merge-tree on submodules, which move, come, go, and take the place of files', async () => {
    const state = (random: Random): [string, Tree extends Map<string, infer T> ? T : never][] => {
      const kind = random(6);
      if (kind === 0) return [];
      if (kind === 1) return [['sub', { mode: '100644', content: `${random(2)}\n` }]];
      return [['sub', { mode: '160000', content: `${1 + random(3)}`.repeat(40) }]];
    };
    importTriples(250, (random) => {
      const base = state(random);
      const side = (): Tree => {
        const sub = random(3) ? base : state(random);
        return new Map([['f', { mode: '100644', content: `${random(2)}\n` }], ...sub]);
      };
      return [new Map([['f', { mode: '100644', content: '0\n' }], ...base]), side(), side()];
    });
    let clean = 0;
    for (let number = 0; number < 250; number++) {
      const expected = mergeTree(`o${number}`, `t${number}`);
      assert.equal(await cleanTree(`t${number}`, `o${number}`), expected, `history ${number}`);
      if (expected) clean++;
    }
    assert.ok(clean > 120 && clean < 240, `${clean} of 250 are clean`);
  });

  suite('finds a moved file as git merge-tree does', () => {
    const OTHER = TEXT.replaceAll('line', 'other');
    const alike = (percent: number) =>
      TEXT.repeat(2) + 'of its own\n'.repeat(Math.round((240 * (100 - percent)) / 1100));
    for (const [where, before, after, place] of [
      ['where another file is more alike what came', { 'b/else.py': alike(85) }, { 'c/new.py': alike(80) }, 'c/new.py'],
      ['by its name', {}, { 'z/own.py': alike(80), 'q/new.py': alike(95) }, 'z/own.py'],
      [
        'by no name that another one had',
        { 'b/own.py': OTHER },
        { 'z/own.py': alike(80), 'q/new.py': alike(95) },
        'q/new.py',
      ],
      [
        'whose content stayed the same',
        { 'b/own.py': OTHER },
        { 'z/own.py': alike(80), 'q/new.py': alike(100) },
        'q/new.py',
      ],
    ] as [string, Record<string, string>, Record<string, string>, string][])
      test(where, async () => {
        const tree = (files: Record<string, string>): Tree =>
          new Map(Object.entries(files).map(([path, content]) => [path, { mode: '100644', content }]));
        const [own, fixed] = [alike(100), alike(100).replace('line 1\n', 'line one\n')];
        const commits = [
          { branch: 'base', tree: tree({ ...before, 'a/own.py': own }) },
          { branch: 'ours', tree: tree(after), parent: 0 },
          { branch: 'theirs', tree: tree({ ...before, 'a/own.py': fixed }), parent: 0 },
        ];
        repository.git(['fast-import', '--quiet'], importStream(commits));
        const merged = await cleanTree('theirs', 'ours');
        assert.equal(merged, mergeTree('ours', 'theirs'));
        assert.match(repository.git(['grep', '-l', 'line one', merged ?? 'base']), new RegExp(`:${place}\n$`));
      });
  });

  test('carries a commit by what it changed since its parent, and gives full ids', async () => {
    repository.write('a', TEXT);
    const base = repository.commit('base\n');
    repository.write('later', 'not part of the fix\n');
    repository.commit('later\n');
    repository.write('a', TEXT.replace('line 3', 'LINE 3'));
    const fix = repository.commit('fix\n');
    repository.git(['checkout', '-q', '-b', 'stable', base]);
    repository.write('a', `head\n${TEXT}`);
    const stable = repository.commit('stable\n');
    const ported = await port('main', 'stable');
    assert.deepEqual([ported.commit, ported.onto, ported.result.outcome], [fix, stable, 'clean']);
    assert.equal(repository.git(['ls-tree', '--name-only', ported.tree ?? '']), 'a\n');
    assert.equal(repository.git(['show', `${ported.tree}:a`]), `head\n${TEXT}`.replace('line 3', 'LINE 3'));
    assert.equal(repository.git(['status', '--porcelain']), '');
    assert.equal(repository.git(['rev-parse', 'HEAD']).trim(), stable);
    repository.git(['fsck', '--strict']);
  });

  test('stores nothing unless the tree is asked for', async () => {
    repository.write('a', TEXT);
    repository.commit('base\n');
    repository.git(['branch', 'stable']);
    repository.write('b', 'new\n');
    repository.commit('fix\n');
    const before = repository.git(['count-objects']);
    const ported = await port('main', 'stable', false);
    assert.deepEqual([ported.result.outcome, ported.tree], ['clean', undefined]);
    assert.equal(repository.git(['count-objects']), before);
  });

  test('a fix that is there already gives the tree that is there', async () => {
    repository.write('a', TEXT);
    repository.commit('base\n');
    repository.write('a', TEXT.replace('line 3', 'LINE 3'));
    repository.commit('fix\n');
    const ported = await port('main', 'main');
    assert.equal(ported.result.outcome, 'already-there');
    assert.equal(ported.tree, repository.git(['rev-parse', 'main^{tree}']).trim());
  });

  test('a root commit changes the empty tree; a merge commit is refused', async () => {
    repository.write('a', TEXT);
    const root = repository.commit('root\n');
    repository.git(['checkout', '-q', '--orphan', 'other']);
    repository.git(['rm', '-rfq', '.']);
    repository.write('b', 'b\n');
    repository.commit('other\n');
    assert.equal((await port(root, 'other')).result.outcome, 'clean');
    repository.git(['merge', '-q', '--allow-unrelated-histories', '-m', 'merge', 'main']);
    assert.deepEqual((await port('HEAD', 'main')).result, { outcome: 'refused', files: [] });
  });

  test('says which commit is missing', async () => {
    repository.write('a', TEXT);
    repository.commit('base\n');
    await assert.rejects(port('nowhere', 'main'), (error) => error instanceof Fault && /nowhere/.test(error.message));
    assert.equal(existsSync(join(repository.root, '.git/index.lock')), false);
  });
});
