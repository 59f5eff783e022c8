// The words at the end of a test run.
import type { Counts } from './job';

/** What came of one tier; `seconds` is wall time. */
export interface TierResult extends Counts {
  name: string;
  seconds: number;
  /** Why the tier is counted as failed although no test failed. */
  note?: string;
}

/** A tier's counts as they are reported: a program that failed without a failed test, or no test at all, is one failure. */
export function judge(counts: Counts | undefined, exitCode: number, mayBeEmpty: boolean): Counts & { note?: string } {
  if (!counts) return { passed: 0, failed: 1, note: 'did not get to its end' };
  if (counts.failed > 0) return counts;
  if (exitCode !== 0) return { ...counts, failed: 1, note: `exit code ${exitCode}` };
  if (counts.passed === 0 && !mayBeEmpty) return { ...counts, failed: 1, note: 'ran no test' };
  return counts;
}

/** The table of tiers, and as its last line the total. */
export function summarize(results: readonly TierResult[]): string {
  const total = (key: 'passed' | 'failed') => results.reduce((sum, result) => sum + result[key], 0);
  const width = Math.max(4, ...results.map(({ name }) => name.length));
  const rows = results.map(({ name, passed, failed, seconds, note }) => {
    const columns = [
      name.padEnd(width),
      `${passed}`.padStart(7),
      `${failed}`.padStart(7),
      seconds.toFixed(1).padStart(8),
    ];
    return columns.join(' ') + (note === undefined ? '' : `  ${note}`);
  });
  const head = `${'tier'.padEnd(width)}  passed  failed  seconds`;
  return [head, ...rows, '', `${total('passed')} passed, ${total('failed')} failed`].join('\n');
}
