// The fault of an answer that is not what a Gerrit server would say.
import { ForgeError } from '../error';

/** `why` completes "The answer of HOST cannot be used: …". */
export function answerFault({ base }: { base: URL }, why: string): ForgeError {
  return new ForgeError(
    'forge-answer',
    base.host,
    `The answer of ${base.host} cannot be used: ${why}.`,
    'Check that the review server address is a Gerrit server.',
  );
}
