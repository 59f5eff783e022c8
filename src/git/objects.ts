// Random access to git objects: long-lived `git cat-file --batch` processes read, this process writes.
import type { Bytes } from '../base/bytes';
import { fromBuffer } from '../base/bytes';
import { Fault } from '../base/fault';
import { byteCache } from './byte-cache';
import type { ByteQueue } from './byte-queue';
import type { GitSettings } from './command';
import type { GitObject, Objects } from './git';
import { gitHelpers, type ReadAnswer } from './long-lived';
import { type Algorithm, objectId, writeLoose } from './loose-object';
import type { Shared } from './sharing';

/** Where objects are, beside how to reach git: the `objects` folder (absolute), the repository's way to make ids, and whom it is shared with. */
export interface ObjectSettings extends GitSettings {
  objectFolder: string;
  algorithm: Algorithm;
  shared(): Promise<Shared | undefined>;
}

/** Processes that read. */
const READERS = 2;
/** Bytes of objects kept in memory. */
const REMEMBERED = 32 * 1024 * 1024;

/** Opens a repository's objects; no process runs before the first read. Reads reject with `GitError` when git ends early. */
export function openObjects(settings: ObjectSettings): Objects {
  const helper = gitHelpers(settings, ['cat-file', '--batch'], READERS);
  const cache = byteCache<GitObject>(REMEMBERED);
  const hash = (type: string, content: Bytes) => objectId(settings.algorithm, type, content);

  let shared: Promise<Shared | undefined> | undefined;
  const underWay = new Map<Bytes, Promise<GitObject | undefined>>();

  const ask = async (name: Bytes): Promise<GitObject | undefined> => {
    const found = await helper.ask(`${name}\n`, objectAnswer());
    if (found === 'missing') return undefined;
    cache.set(found.id, found, found.content.length);
    return found;
  };
  const read = async (name: Bytes): Promise<GitObject | undefined> => {
    const known = cache.get(name);
    if (known) return known;
    if (name.includes('\n')) {
      throw new Fault(
        'bad-object-name',
        `The object name ${JSON.stringify(name)} has a line break.`,
        'Rename the file.',
      );
    }
    const asked = underWay.get(name);
    if (asked) return asked;
    const answer = ask(name).finally(() => underWay.delete(name));
    underWay.set(name, answer);
    return answer;
  };

  return {
    read,
    hash,
    async write(type, content) {
      const id = hash(type, content);
      if (await read(id)) return id;
      shared ??= settings.shared();
      await writeLoose(settings.objectFolder, id, type, content, await shared);
      cache.set(id, { id, type, content }, content.length);
      return id;
    },
    dispose: () => helper.dispose(),
  };
}

/** Reads `<id> <type> <size>`, the content and a line feed; any other line says that there is no such object. */
function objectAnswer(): ReadAnswer<GitObject | 'missing'> {
  let head: { id: string; type: GitObject['type']; size: number } | undefined;
  return (input: ByteQueue) => {
    if (!head) {
      const line = input.takeUntil(0x0a)?.toString('latin1');
      if (line === undefined) return undefined;
      const match = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/.exec(line);
      if (!match) return 'missing';
      head = { id: match[1] as string, type: match[2] as GitObject['type'], size: Number(match[3]) };
    }
    const content = input.take(head.size + 1);
    return content && { id: head.id, type: head.type, content: fromBuffer(content.subarray(0, -1)) };
  };
}
