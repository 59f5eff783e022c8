// What people made of conflicts, as small files of the queue that all its branches and operators share.
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bytes, fromBuffer } from '../base/bytes';
import { isErrno, systemWords } from '../base/fault';
import { writeAtomic } from '../base/files';
import { mapLimit } from '../base/limit';
import { isBinary } from '../patch/create';
import { digest } from './digest';
import { checkInside, type Queue } from './queue';

/** The folder of the queue; a name that no branch can have. */
const FOLDER = '.resolutions';
/** The first line of each file; its digest covers the key, which is the file's name, and the text below. */
const HEAD = /^fishladder-resolution: ([0-9a-f]{16})\n/;
/** What no resolution of a text file is bigger than, in bytes. */
const BIGGEST = 10_000_000;
const WIDTH = 16;

/** All resolutions of a queue by key. A file that is damaged, cannot be read or holds no text becomes a note. */
export async function readResolutions(queue: Queue): Promise<{ texts: Map<string, Bytes>; notes: string[] }> {
  const folder = join(queue.folder, FOLDER);
  const texts = new Map<string, Bytes>();
  const notes: string[] = [];
  const names = await readdir(folder).catch((error: unknown) => {
    if (!isErrno(error)) throw error;
    if (error.code !== 'ENOENT') notes.push(unusable(folder, systemWords(error)));
    return [];
  });
  const keys = names.filter((name) => /^[0-9a-f]{40}$/.test(name)).sort();
  await mapLimit(keys, WIDTH, async (key) => {
    const answer = await readResolution(join(folder, key), key);
    if ('text' in answer) texts.set(key, answer.text);
    else notes.push(unusable(join(folder, key), answer.problem));
  });
  return { texts, notes: notes.sort() };
}

async function readResolution(path: string, key: string): Promise<{ text: Bytes } | { problem: string }> {
  try {
    const state = await lstat(path);
    if (!state.isFile()) return { problem: 'it is no file' };
    if (state.size > BIGGEST) return { problem: 'it is too big' };
    const content = fromBuffer(await readFile(path));
    const sum = HEAD.exec(content)?.[1];
    const text = content.replace(HEAD, '');
    if (sum !== digest(key + text)) return { problem: 'it is damaged' };
    return isBinary(text) ? { problem: 'it is not text' } : { text };
  } catch (error) {
    if (isErrno(error)) return { problem: systemWords(error) };
    throw error;
  }
}

function unusable(path: string, problem: string): string {
  return `${path} is not used: ${problem}. Remove it; what it remembers can be resolved again.`;
}

/** Adds resolutions by key; a newer one takes the place of an older one. Throws `cannot-write` and `outside-queue`. */
export async function writeResolutions(queue: Queue, texts: ReadonlyMap<string, Bytes>): Promise<void> {
  for (const [key, text] of texts) {
    const path = join(queue.folder, FOLDER, key);
    await checkInside(queue, path);
    await writeAtomic(path, `fishladder-resolution: ${digest(key + text)}\n${text}`);
  }
}
