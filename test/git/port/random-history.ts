// Random histories for comparisons with git: a base, and two sides that edit, move, add and delete its files.
import type { Bytes } from '../../../src/base/bytes';
import type { Random } from '../../unit/patch/random';

/** Mode and content by path; of a submodule the commit. */
export type Tree = Map<Bytes, { mode: string; content: Bytes }>;

const FOLDERS = ['a', 'b', 'a/x', 'c/d', 'e'];

/** A tree of eight files in a few folders. */
export function randomTree(random: Random): Tree {
  const tree: Tree = new Map();
  for (let number = 0; number < 8; number++) {
    tree.set(`${pick(random, FOLDERS)}/f${number}`, { mode: '100644', content: text(random, number) });
  }
  return tree;
}

/** The tree after some random steps; no path is a file and a folder at once. */
export function randomSide(random: Random, tree: Tree, steps: number): Tree {
  const side: Tree = new Map(tree);
  for (let step = 0; step < steps && side.size > 0; step++) change(random, side);
  for (const path of [...side.keys()]) {
    for (let cut = path.indexOf('/'); cut >= 0; cut = path.indexOf('/', cut + 1)) side.delete(path.slice(0, cut));
  }
  return side;
}

/** A stream for `git fast-import`: one commit a tree, each on its branch, with the parent's mark where it has one. */
export function importStream(commits: readonly { branch: string; tree: Tree; parent?: number }[]): Bytes {
  return commits
    .map(({ branch, tree, parent }, index) => {
      const from = parent === undefined ? '' : `from :${parent + 1}\n`;
      const head = `commit refs/heads/${branch}\nmark :${index + 1}\ncommitter x <x> 1000000000 +0000\ndata 0\n${from}deleteall\n`;
      const files = [...tree].map(([path, { mode, content }]) =>
        mode === '160000'
          ? `M ${mode} ${content} ${path}\n`
          : `M ${mode} inline ${path}\ndata ${content.length}\n${content}\n`,
      );
      return `${head}${files.join('')}\n`;
    })
    .join('');
}

function change(random: Random, side: Tree): void {
  const path = pick(random, [...side.keys()]);
  const file = side.get(path)!;
  const edited = file.mode === '120000' ? file : { ...file, content: edit(random, file.content) };
  const kind = random(13);
  if (kind < 5) side.set(path, edited);
  else if (kind === 5) side.delete(path);
  else if (kind < 8) move(side, path, `${pick(random, FOLDERS)}/f${random(9)}`, random(2) ? file : edited);
  else if (kind === 8)
    side.set(`${pick(random, FOLDERS)}/f${random(9)}`, { mode: '100644', content: text(random, 100) });
  else if (kind === 9) side.set(path, { ...file, mode: file.mode === '100644' ? '100755' : '100644' });
  else if (kind === 10) moveFolder(side, pick(random, FOLDERS), pick(random, ['z', 'a/w', 'm/n']));
  else if (kind === 11) side.set(path, { mode: '120000', content: `target${random(3)}` });
  else {
    const folder = pick(random, FOLDERS);
    for (const below of [...side.keys()]) if (below.startsWith(`${folder}/`)) side.delete(below);
    side.set(folder, { mode: '100644', content: text(random, 7) });
  }
}

function move(side: Tree, from: Bytes, to: Bytes, file: { mode: string; content: Bytes }): void {
  if (side.has(to)) return;
  side.delete(from);
  side.set(to, file);
}

function moveFolder(side: Tree, from: Bytes, to: Bytes): void {
  for (const [path, file] of [...side])
    if (path.startsWith(`${from}/`)) move(side, path, to + path.slice(from.length), file);
}

function text(random: Random, number: number): Bytes {
  return Array.from({ length: 8 + random(10) }, (_, line) => `file ${number} line ${line} ${random(3)}\n`).join('');
}

function edit(random: Random, content: Bytes): Bytes {
  const lines = content.split(/(?<=\n)/);
  for (let round = 1 + random(2); round > 0; round--) {
    lines.splice(random(lines.length + 1), random(2), ...(random(2) ? [`new ${random(3)} ${random(20)}\n`] : []));
  }
  return lines.join('');
}

function pick<T>(random: Random, items: readonly T[]): T {
  return items[random(items.length)]!;
}
