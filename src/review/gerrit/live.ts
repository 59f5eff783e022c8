// Reads one change as the server has it now, past its search index, which may lag behind.
import { ForgeError } from '../error';
import type { Review } from '../types';
import { answerFault } from './answer';
import type { Door } from './door';
import { type ChangeInfo, readOne } from './schema';

/** What Gerrit names a change by: the project and either its number, or its branch and Change-Id (rest-api-changes, "change-id"). */
export function changePath(project: string, ...names: (string | number)[]): string {
  return `changes/${[project, ...names].map(encodeURIComponent).join('~')}`;
}

/** The path of a review's change. */
export function pathOf({ key }: Pick<Review, 'key'>): string {
  return changePath(key.project, key.number);
}

/** The change at a path, with its current revision and what else is asked for; undefined when there is none that one may see. Throws `ForgeError`. */
export async function readLive(
  door: Door,
  path: string,
  signal: AbortSignal,
  options: readonly string[] = [],
): Promise<ChangeInfo | undefined> {
  const params = new URLSearchParams(['CURRENT_REVISION', ...options].map((name): [string, string] => ['o', name]));
  try {
    const change = readOne(await door.read(`${path}/?${params}`, signal));
    if (!change) throw answerFault(door, 'it is not a change');
    return change;
  } catch (error) {
    if (error instanceof ForgeError && error.code === 'forge-absent') return undefined;
    throw error;
  }
}
