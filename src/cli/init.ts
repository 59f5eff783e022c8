// `fishladder init`: makes the queue.
import { initQueue } from '../flow/init';
import type { Ladder } from '../flow/ladder';
import type { Call } from './arguments';
import { EXIT, type Terminal } from './terminal';

/** Makes the queue for the deployed release and says where it is. */
export async function runInit(ladder: Ladder, { options }: Call, terminal: Terminal): Promise<number> {
  const made = await initQueue(ladder, options.track === true);
  if (options.json) {
    await terminal.out(`${JSON.stringify(made)}\n`);
    return EXIT.done;
  }
  const sight = made.hidden
    ? 'git does not see it (an entry in .git/info/exclude).'
    : 'git sees it as any other folder.';
  await terminal.out(`${made.created ? 'Made' : 'Found'} the queue ${made.queue} for ${made.release}; ${sight}\n`);
  return EXIT.done;
}
