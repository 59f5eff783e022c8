// What `port --batch` says of one pair of commits.
import { decode } from '../base/bytes';
import { Fault } from '../base/fault';
import { type PairWishes, portPair } from '../flow/port-pair';
import { fileWords, unchainedWords, warningWords } from '../flow/words';
import type { Git } from '../git/git';
import type { Lineage } from '../lineage/lineage';
import type { Adaptation } from '../port/adapt/adapt';
import { hundredths, regionsJson } from './file-json';

/** Two revisions of the repository. */
export interface Pair {
  commit: string;
  onto: string;
}

/** A file whose regions are longer than this together, in bytes, gives only their lines. */
const MOST_BYTES = 50_000;

/** Why a commit is refused of which no file is. */
const MERGE = 'The commit is a merge, which has no change of its own.';

/** A pair's answer as a line of JSON. A pair whose commits the repository lacks is refused, with the reason, so that the others still get theirs. */
export async function batchAnswer(git: Git, lineage: Lineage, pair: Pair, wishes: PairWishes): Promise<string> {
  try {
    const { result, warnings, tree, proof, first, unchained, ...ids } = await portPair(git, lineage, pair, wishes);
    const files = result.files.map((file) => ({
      path: decode(file.path),
      outcome: file.kind,
      ...('hunks' in file && file.hunks.length > 0 ? { confidence: confidenceOf(file.hunks) } : {}),
      ...('trust' in file && file.trust !== undefined ? { trust: hundredths(file.trust) } : {}),
      ...('reason' in file ? { reason: fileWords(file) } : {}),
      ...(file.kind === 'conflict' ? regionsJson(file.reason, MOST_BYTES) : {}),
    }));
    return lineOf({
      ...ids,
      outcome: result.outcome,
      ...(result.outcome === 'refused' && files.length === 0 ? { reason: MERGE } : {}),
      ...(proof ? { proof: proof.kinship, by: proof.commit, changed: proof.changed } : {}),
      files,
      warnings: warnings.map(warningWords),
      ...(first ? { prerequisites: first } : {}),
      ...(unchained ? { withoutPrerequisites: unchainedWords(unchained) } : {}),
      ...(tree ? { tree } : {}),
    });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return refusedAnswer(pair, error.message);
  }
}

/** The line of a pair that is refused as a whole. */
export function refusedAnswer(pair: Pair, reason: string): string {
  return lineOf({ ...pair, outcome: 'refused', files: [], reason });
}

function lineOf(answer: object): string {
  return `${JSON.stringify(answer)}\n`;
}

/** The chance of the least certain hunk, in hundredths. */
function confidenceOf(hunks: readonly Adaptation[]): number {
  return hundredths(Math.min(...hunks.map(({ chance }) => chance)));
}
