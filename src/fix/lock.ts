// Lets one program at a time write to a queue, so that none undoes what another one wrote.
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Fault, isErrno } from '../base/fault';
import { writing } from '../base/files';
import { absent } from '../base/inside';
import type { Queue } from './queue';

/** Milliseconds to wait for another program, and between two looks. */
const PATIENCE = 10_000;
const PAUSE = 20;

/**
 * Does a job while no other program, and no other job of this one, writes to the queue; makes the queue's folder. A lock
 * whose program has died is taken over. Throws `queue-busy` when another one does not come to an end.
 */
export async function withQueue<T>({ folder }: Queue, job: () => Promise<T>): Promise<T> {
  const path = join(folder, '.lock');
  await writing(folder, () => mkdir(folder, { recursive: true }));
  for (const end = Date.now() + PATIENCE; !(await take(path)); await setTimeout(PAUSE)) {
    const holder = await readFile(path, 'utf8').catch(() => '');
    if (holder === '' ? await isLeft(path) : isGone(holder)) await removeStale(path, holder);
    else if (Date.now() > end)
      throw new Fault(
        'queue-busy',
        `Another program has been writing to ${folder} for a while (${holder.trim().split(' ').slice(0, 2).join(' ') || 'unknown'}).`,
        `Wait for it to end. If there is none, remove ${path} (and ${path}.stale, if it is there).`,
      );
  }
  try {
    return await job();
  } finally {
    await rm(path, { force: true });
  }
}

/** Makes the lock with the name of this program in it; where there is no room for the name, none is left. */
async function take(path: string): Promise<boolean> {
  try {
    await writing(path, async () => {
      const file = await open(path, 'wx');
      try {
        await file.writeFile(`${process.pid} ${hostname()} ${randomUUID()}\n`);
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      } finally {
        await file.close();
      }
    });
    return true;
  } catch (error) {
    if (error instanceof Fault && isErrno(error.cause, 'EEXIST')) return false;
    throw error;
  }
}

/** True for a lock without a name that is older than it takes to write one: its program died, or the machine did, in between. */
async function isLeft(path: string): Promise<boolean> {
  const lock = await stat(path).catch(absent);
  return lock !== undefined && lock.size === 0 && Date.now() - lock.mtimeMs > PATIENCE;
}

/**
 * Removes the lock of a program that has died. Only who makes the file beside it may, and only while it is still that very lock:
 * otherwise one of two that found it could remove the lock which the other has taken since.
 */
async function removeStale(path: string, holder: string): Promise<void> {
  const right = `${path}.stale`;
  if (
    !(await writeFile(right, '', { flag: 'wx' }).then(
      () => true,
      () => false,
    ))
  )
    return;
  try {
    if ((await readFile(path, 'utf8').catch(() => '')) === holder) await rm(path, { force: true });
  } finally {
    await rm(right, { force: true });
  }
}

/** True when the lock was taken by a program of this machine that does not run any more. */
function isGone(holder: string): boolean {
  const [pid, host] = holder.trim().split(' ');
  if (!pid || host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return isErrno(error, 'ESRCH');
  }
}
