// How far an adaptation can be trusted.
import type { Adaptation } from './adapt';
import type { Signs } from './signs';

/** From this chance on, an adaptation with no sign against it is written without asking. */
const SURE = 0.56;
/** Below the first of these a proposal is of low confidence; below the second it is none. */
const [MEDIUM, LEAST] = [0.4, 0.1];

/** `high` is written, the others are proposed. */
export type Level = 'high' | 'medium' | 'low';

/** The level of one adaptation; undefined when it is not worth proposing. A person's own is beyond doubt. */
export function levelOf({ byHand, chance, signs }: Adaptation): Level | undefined {
  if (byHand) return 'high';
  if (chance < LEAST) return undefined;
  if (overrules(signs)) return 'low';
  const suspect = signs.duplicates > 0 || signs.unbalanced > 0 || signs.vanished.length > 0;
  if (chance >= SURE && !suspect) return 'high';
  return chance >= MEDIUM ? 'medium' : 'low';
}

/** True when an answer is what theirs has in place of lines of ours that theirs did not know: a person chooses between the two. */
function overrules({ lost, foreign, undone }: Signs): boolean {
  return lost > 0 && foreign + undone === 0;
}
