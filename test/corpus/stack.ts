// Applies a package's queue in memory as the ports do, and with quilt, and compares file by file after every patch.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bytes, fromBuffer, toBuffer } from '../../src/base/bytes';
import { parsePatch } from '../../src/patch/parse';
import { reversePatch } from '../../src/patch/reverse';
import type { Patch } from '../../src/patch/types';
import { patchSteps, withSteps } from '../../src/port/patch-steps';
import type { Snapshot } from '../../src/port/types';
import { countCause } from './figures';
import { contentId, folderSnapshot, type PatchFile, type Source } from './source';

/** A patch in its place: the files below it, and what it makes of them (undefined: deleted), or why it does not apply. */
export interface Stacked extends PatchFile {
  patch: Patch;
  below: Snapshot;
  after?: ReadonlyMap<Bytes, Bytes | undefined>;
  problem?: string;
}

/** Takes the queue in memory, up to the first patch that does not apply; nothing of the source is changed. */
export async function stackQueue(source: Source): Promise<Stacked[]> {
  let below = folderSnapshot(source.folder);
  const stacked: Stacked[] = [];
  for (const { name, text, options } of source.queue) {
    const forward = parsePatch(text);
    const patch = withoutImages(options.includes('-R') ? reversePatch(forward) : forward);
    const answer = await patchSteps(patch, below, contentId);
    if (answer.kind === 'rejected') {
      stacked.push({ name, text, patch, below, problem: `${answer.path}: ${answer.reason}` });
      break;
    }
    const after = new Map<Bytes, Bytes | undefined>();
    for (const step of answer.steps) {
      if (step.oldPath !== undefined && step.oldPath !== step.newPath) after.set(step.oldPath, undefined);
      if (step.newPath !== undefined) after.set(step.newPath, step.after?.content);
    }
    stacked.push({ name, text, patch, below, after });
    below = withSteps(below, answer.steps);
  }
  return stacked;
}

/** Without the binary files: GNU patch passes over them where the patch does not have their bytes. */
function withoutImages(patch: Patch): Patch {
  const files = patch.files.filter(({ binary }) => binary === undefined);
  if (files.length < patch.files.length) countCause('quilt leaves out binary files, and says nothing');
  return { ...patch, files };
}

/** Pushes the whole queue with quilt, without fuzz, in the source's folder; gives quilt's words where it stops. */
export function quiltPush({ folder }: Source): string | undefined {
  const env = { PATH: process.env.PATH, LC_ALL: 'C', HOME: folder, QUILT_PATCHES: 'debian/patches' };
  try {
    const args = ['--quiltrc', '-', 'push', '-a', '-q', '--fuzz=0'];
    execFileSync('quilt', args, { cwd: folder, env, stdio: 'pipe', maxBuffer: 2 ** 26 });
    return undefined;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: Buffer; stderr?: Buffer };
    return `${stdout}${stderr}`.trim().split('\n').slice(-6).join(' | ');
  }
}

/**
 * The files, as `patch: path`, in which the memory's result is not quilt's. quilt keeps what each patch found in
 * `.pc/PATCH/FILE` (empty where there was none), so the state after a patch is what the next patch of that file found.
 */
export function differences({ folder }: Source, stacked: readonly Stacked[]): string[] {
  const read = (path: Bytes) => {
    const place = Buffer.concat([Buffer.from(`${folder}/`), toBuffer(path)]);
    return existsSync(place) ? fromBuffer(readFileSync(place)) : undefined;
  };
  const wrong: string[] = [];
  const next = new Map<Bytes, Bytes | undefined>();
  for (const { name, after } of [...stacked].reverse()) {
    for (const [path, content] of after ?? []) {
      const expected = next.has(path) ? next.get(path) : read(path);
      const isThere = next.has(path) || (content === undefined) === (expected === undefined);
      const cut = path.replace(/ .*/, '');
      const isSame = isThere && (content ?? '') === (expected ?? '');
      if (!isSame && cut !== path && read(cut) === content) countCause('quilt ends a bare name at its first blank');
      else if (!isSame) wrong.push(`${name}: ${path}`);
      next.set(path, read(join('.pc', name, path)));
    }
  }
  return wrong;
}
