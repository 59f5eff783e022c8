// How far an adaptation can be trusted.
import type { Adaptation, AdaptedText } from './adapt';
import type { Signs } from './signs';

/** From this chance on, a whole file of sound adaptations is written without asking. */
const SURE = 0.66;
/** From the first of these chances on, one adaptation with no sign against it is of high confidence, from the second of medium; below the last it is none. */
const [HIGH, MEDIUM, LEAST] = [0.5, 0.4, 0.1];

/** How sure one adaptation is by itself. */
export type Level = 'high' | 'medium' | 'low';

/** The level of one adaptation; undefined when it is not worth proposing. A person's own is beyond doubt. */
export function levelOf(adaptation: Adaptation): Level | undefined {
  const { byHand, chance, signs } = adaptation;
  if (byHand) return 'high';
  if (chance < LEAST) return undefined;
  if (overrules(signs) || chance < MEDIUM) return 'low';
  return chance >= HIGH && !isSuspect(signs) ? 'high' : 'medium';
}

/** True when each adaptation of a text is worth proposing. */
export function isLikely({ adaptations }: Pick<AdaptedText, 'adaptations'>): boolean {
  return adaptations.every((one) => levelOf(one) !== undefined);
}

/** True when a text may be written without asking: nothing speaks against any of its adaptations, and the whole is likely enough. */
export function isTrusted({ adaptations, trust }: Pick<AdaptedText, 'adaptations' | 'trust'>): boolean {
  const isSound = (one: Adaptation) => one.byHand || (levelOf(one) !== 'low' && !isSuspect(one.signs));
  return trust >= SURE && adaptations.every(isSound);
}

function isSuspect({ duplicates, unbalanced, vanished }: Signs): boolean {
  return duplicates > 0 || unbalanced > 0 || vanished.length > 0;
}

/** True when an answer is what theirs has in place of lines of ours that theirs did not know: a person chooses between the two. */
function overrules({ lost, foreign, undone }: Signs): boolean {
  return lost > 0 && foreign + undone === 0;
}
