// Prints what there is to warn of in a port.
import type { Later } from '../flow/later';
import { laterWords, warningWords } from '../flow/words';
import type { Warning } from '../port/warn/worlds';
import { plain } from './table';

/** A line for each thing that a port uses and its branch lacks, and for each later commit about the fix. */
export function warnedText(branch: string, warnings: readonly Warning[], later: readonly Later[]): string {
  const words = [...warnings.map(warningWords), ...later.map((one) => laterWords(one, branch))];
  return words.map((each) => `  ${branch}: warning: ${plain(each)}\n`).join('');
}
