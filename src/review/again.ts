// Asks for the same thing again without having it sent again, where the server can tell that nothing has changed.
import { ForgeError } from './error';
import type { Answer, Question } from './http';

/** Earlier answers by what was asked. */
export type Seen = Map<string, { tag: string; data: unknown }>;

/** The data of an answer to `key`, which `ask` asks for; undefined where there is no such thing. */
export async function readAgain(
  key: string,
  seen: Seen,
  ask: (question: Pick<Question, 'since'>) => Promise<Answer>,
): Promise<unknown> {
  const before = seen.get(key);
  const answer = await ask(before ? { since: before.tag } : {}).catch((error: unknown) => {
    if (error instanceof ForgeError && error.code === 'forge-absent') return undefined;
    throw error;
  });
  if (answer?.unchanged) return before?.data;
  if (answer?.tag !== undefined) seen.set(key, { tag: answer.tag, data: answer.data });
  return answer?.data;
}
