// Object ids, and adding an object to the store as git's own loose file (gitrepository-layout, "objects/[0-9a-f][0-9a-f]").
import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { type Bytes, toBuffer } from '../base/bytes';
import { isThere, replaceFile, writing } from '../base/files';
import { type Shared, sharedMode } from './sharing';

const compress = promisify(deflate);

/** How a repository makes ids, as `git rev-parse --show-object-format` says. */
export type Algorithm = 'sha1' | 'sha256';

/** The id of an object with this type and content. */
export function objectId(algorithm: Algorithm, type: string, content: Bytes): string {
  return createHash(algorithm).update(`${type} ${content.length}\0`).update(content, 'latin1').digest('hex');
}

/** Writes an object below the `objects` folder as one step, for those that the repository is shared with; an object that is there is left alone. */
export async function writeLoose(
  objectFolder: string,
  id: string,
  type: string,
  content: Bytes,
  shared: Shared | undefined,
): Promise<void> {
  const folder = join(objectFolder, id.slice(0, 2));
  const path = join(folder, id.slice(2));
  if (await isThere(path)) return;
  const packed = await compress(toBuffer(`${type} ${content.length}\0${content}`));
  const temporary = `tmp_obj_${randomBytes(6).toString('hex')}`;
  const adjust = shared && { adjust: (mode: number) => sharedMode(mode, shared, false) };
  await writing(path, async () => {
    const isNew = (await mkdir(folder, { recursive: true })) !== undefined;
    if (isNew && shared) await chmod(folder, sharedMode((await stat(folder)).mode, shared, true));
    await replaceFile(path, temporary, packed, { asked: 0o444, ...adjust });
  });
}
