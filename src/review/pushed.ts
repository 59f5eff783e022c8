// What a refused push to a branch means, for forges where a review is a branch.
import { ForgeError } from './error';
import type { PushAnswer } from './submission';
import { plain } from './text';

/** The fault of a push that was refused, with the other side's words. */
export function pushRefused(host: string, answer: Extract<PushAnswer, { kind: 'refused' }>): ForgeError {
  const words = plain([answer.reason, ...answer.words].join('; '), 300);
  if (/stale info/.test(answer.reason)) {
    return new ForgeError(
      'forge-moved',
      host,
      'The branch at the forge has changed since it was looked at.',
      'Submit again to look once more; nothing was overwritten.',
    );
  }
  return new ForgeError(
    'forge-refused',
    host,
    `${host} refused the push: ${words}.`,
    'Check that your account may push there, then submit again.',
  );
}
