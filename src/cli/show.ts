// `fishladder show`: prints a fix's patch as it lies in the queue.
import { decode, toBuffer } from '../base/bytes';
import { Fault } from '../base/fault';
import { patchPath, queueBranches, readPatch } from '../fix/queue';
import { deployedRelease, type Ladder } from '../flow/ladder';
import type { Call } from './arguments';
import { EXIT, type Terminal } from './terminal';

/** Prints the patch for a branch, or for the deployed release where none is named. */
export async function runShow(ladder: Ladder, { words, options }: Call, terminal: Terminal): Promise<number> {
  const [name = '', wanted] = words;
  const branch = wanted ?? (await homeOf(ladder, name));
  const text = branch === undefined ? undefined : await readPatch(ladder.queue, branch, name);
  if (branch === undefined || text === undefined) throw await noPatch(ladder, name, branch);
  const path = patchPath(ladder.queue, branch, name);
  await terminal.out(
    options.json ? `${JSON.stringify({ name, branch, path, patch: decode(text) })}\n` : toBuffer(text),
  );
  return EXIT.done;
}

/** The deployed release if it has the fix, else the first folder of the queue that has it, if any. */
async function homeOf(ladder: Ladder, name: string): Promise<string | undefined> {
  const holders = await foldersWith(ladder, name);
  if (holders.length <= 1) return holders[0];
  const deployed = await deployedRelease(ladder);
  return holders.includes(deployed.name) ? deployed.name : holders[0];
}

async function foldersWith({ queue }: Ladder, name: string): Promise<string[]> {
  const branches = await queueBranches(queue);
  const texts = await Promise.all(branches.map((branch) => readPatch(queue, branch, name)));
  return branches.filter((_, index) => texts[index] !== undefined);
}

async function noPatch(ladder: Ladder, name: string, branch: string | undefined): Promise<Fault> {
  const holders = await foldersWith(ladder, name);
  if (branch === undefined || holders.length === 0)
    return new Fault(
      'no-such-fix',
      `There is no fix named '${name}' in ${ladder.queue.folder}.`,
      'See fishladder status for those there are.',
    );
  return new Fault(
    'no-such-patch',
    `The fix '${name}' has no patch for '${branch}'.`,
    `It has one for: ${holders.join(', ')}. Make others with fishladder port ${name}.`,
  );
}
