// Whether a Gerrit server answers, and which version it says it is.
import { ForgeError } from '../error';
import type { ForgeHealth } from '../forge';
import { answerFault } from './answer';
import type { Door } from './door';
import { readPage, readVersion } from './schema';

/** Tries the server. Faults are part of the answer; throws only the signal's reason. */
export async function healthOf(door: Door, signal: AbortSignal): Promise<ForgeHealth> {
  const { host } = door.base;
  try {
    const version = readVersion(await door.read('config/server/version', signal));
    if (version === undefined) throw answerFault(door, 'it is not a version');
    return { host, reachable: true, version };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    const guarded = error.code === 'forge-absent' || error.code === 'forge-forbidden';
    if (guarded && (await answersQueries(door, signal))) return { host, reachable: true, version: '' };
    return { host, reachable: false, fault: error };
  }
}

/** Some servers tell their version only to those who signed in, and still answer everyone's queries. */
async function answersQueries(door: Door, signal: AbortSignal): Promise<boolean> {
  try {
    return readPage(await door.read('changes/?q=status:open&n=1', signal)) !== undefined;
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return false;
  }
}
