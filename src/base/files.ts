// Writing files so that a reader, or a crash, sees either the old content or the new one.
import { randomBytes } from 'node:crypto';
import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Bytes } from './bytes';
import { toBuffer } from './bytes';
import { Fault, isErrno, systemWords } from './fault';
import { absent } from './inside';

/** True when there is something at a path that can be reached. */
export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Replaces a file as one step, with the mode that it has: temporary file beside it, fsync, rename, fsync of the folder. Makes missing folders. Throws `cannot-write`. */
export function writeAtomic(path: string, content: Bytes): Promise<void> {
  return writing(path, async () => {
    const there = await stat(path).catch(absent);
    const mode = there && there.mode & 0o777;
    const temporary = `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`;
    await replaceFile(
      path,
      temporary,
      toBuffer(content),
      mode === undefined ? {} : { asked: mode, adjust: () => mode },
    );
    await syncFolder(dirname(path));
  });
}

/** Does something that writes at a path; what the system has against it becomes the fault `cannot-write`, which names the path. */
export async function writing<T>(path: string, job: () => Promise<T>): Promise<T> {
  try {
    return await job();
  } catch (error) {
    if (error instanceof Fault || !isErrno(error)) throw error;
    throw new Fault(
      'cannot-write',
      `${path} cannot be written: ${systemWords(error)}.`,
      'Make room or give yourself the right to write there, then do the same again; what was there is as it was.',
      { cause: error },
    );
  }
}

/** A new file's mode: what is `asked` for (0666 unless said) less what the umask takes, and what it is made then. */
export interface FileMode {
  asked?: number;
  adjust?(mode: number): number;
}

/** Writes a file under another name in the same folder, makes it durable and gives it its name; makes missing folders. */
export async function replaceFile(
  path: string,
  temporaryName: string,
  content: Uint8Array,
  { asked = 0o666, adjust }: FileMode = {},
): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, temporaryName);
  await mkdir(folder, { recursive: true });
  try {
    const file = await open(temporary, 'wx', asked);
    try {
      if (adjust) await file.chmod(adjust((await file.stat()).mode));
      await file.writeFile(content);
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

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
