// Object ids, and adding an object to the store as git's own loose file (gitrepository-layout, "objects/[0-9a-f][0-9a-f]").
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { type Bytes, toBuffer } from '../base/bytes';
import { isThere, replaceFile, writing } from '../base/files';

const compress = promisify(deflate);

/** How a repository makes ids, as `git rev-parse --show-object-format` says. */
export type Algorithm = 'sha1' | 'sha256';

/** The id of an object with this type and content. */
export function objectId(algorithm: Algorithm, type: string, content: Bytes): string {
  return createHash(algorithm).update(`${type} ${content.length}\0`).update(content, 'latin1').digest('hex');
}

/** Writes an object below the `objects` folder as one step; an object that is there is left alone. */
export async function writeLoose(objectFolder: string, id: string, type: string, content: Bytes): Promise<void> {
  const path = join(objectFolder, id.slice(0, 2), id.slice(2));
  if (await isThere(path)) return;
  const packed = await compress(toBuffer(`${type} ${content.length}\0${content}`));
  const temporary = `tmp_obj_${randomBytes(6).toString('hex')}`;
  await writing(path, () => replaceFile(path, temporary, packed, 0o444));
}
