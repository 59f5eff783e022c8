// Object ids, and adding an object to the store as git's own loose file (gitrepository-layout, "objects/[0-9a-f][0-9a-f]").
import { createHash, randomBytes } from 'node:crypto';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { type Bytes, toBuffer } from '../base/bytes';
import { isErrno } from '../base/fault';

const compress = promisify(deflate);

/** How a repository makes ids, as `git rev-parse --show-object-format` says. */
export type Algorithm = 'sha1' | 'sha256';

/** The id of an object with this type and content. */
export function objectId(algorithm: Algorithm, type: string, content: Bytes): string {
  return createHash(algorithm).update(`${type} ${content.length}\0`).update(content, 'latin1').digest('hex');
}

/** Writes an object below the `objects` folder as one step; an object that is there is left alone. */
export async function writeLoose(objectFolder: string, id: string, type: string, content: Bytes): Promise<void> {
  const folder = join(objectFolder, id.slice(0, 2));
  const path = join(folder, id.slice(2));
  if (await exists(path)) return;
  const packed = await compress(toBuffer(`${type} ${content.length}\0${content}`));
  const temporary = join(folder, `tmp_obj_${randomBytes(6).toString('hex')}`);
  await mkdir(folder, { recursive: true });
  try {
    const file = await open(temporary, 'wx', 0o444);
    try {
      await file.writeFile(packed);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false;
    throw error;
  }
}
