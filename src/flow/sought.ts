// Fixes as forges are asked for them: by what their patches say of themselves.
import type { Bytes } from '../base/bytes';
import { changeIdOf, type FixDocument, readFix, titleOf } from '../fix/document';
import { patchPath, readPatch } from '../fix/queue';
import { formatFile } from '../patch/format';
import { changedLines } from '../review/changed-lines';
import { headOf } from '../review/head';
import type { Sought } from '../review/types';
import type { PortCell } from './cell';
import type { FixSource } from './fix-source';
import type { Ladder } from './ladder';
import { originCommit } from './origin';

/** A patch of a fix, for a branch or the release. */
export interface NamedPatch {
  name: string;
  branch: string;
  document: FixDocument;
}

/** What a fix's reviews are known by. */
export function reviewId(name: string, message: Bytes): string {
  return changeIdOf(message) ?? name;
}

/** A fix by its patches for the release and for the branches of these cells; a branch counts although it has no patch yet. */
export async function soughtFix(
  { queue }: Ladder,
  { name, folder, document }: FixSource,
  cells: readonly Pick<PortCell, 'branch'>[],
): Promise<Sought> {
  const queued = cells.map(async ({ branch }): Promise<NamedPatch> => {
    const text = await readPatch(queue, branch, name);
    const read = text === undefined ? document : readFix(text, patchPath(queue, branch, name));
    return { name, branch, document: { ...document, life: read.life, files: read.files } };
  });
  const [sought] = soughtPatches([{ name, branch: folder, document }, ...(await Promise.all(queued))]);
  return sought!;
}

/** Each fix once, with what all its patches say; the title is that of the first patch. */
export function soughtPatches(patches: readonly NamedPatch[]): Sought[] {
  const found = new Map<string, Sought>();
  for (const { name, branch, document } of patches) {
    const { message, life, files } = document;
    const id = reviewId(name, message);
    const sought = found.get(id) ?? { id, title: titleOf(message), addresses: [], commits: [], heads: [], changes: [] };
    add(sought.addresses, /^https?:/.test(life.forwarded) ? life.forwarded : undefined);
    add(sought.commits, originCommit(life.origin));
    add(sought.heads, headOf(name, branch));
    add(sought.changes, changedLines(files.map(formatFile).join('')) || undefined);
    found.set(id, sought);
  }
  return [...found.values()];
}

function add(list: string[], value: string | undefined): void {
  if (value !== undefined && !list.includes(value)) list.push(value);
}
