// What GitHub's checks say of a commit, as reports of who ran them.
import { plain, webAddress } from '../text';
import type { CiJob, CiReport, CiVerdict } from '../types';
import { verdictOf } from '../verdict';
import type { Check } from './schema';

const GOOD = new Set(['SUCCESS', 'NEUTRAL', 'SKIPPED']);

/** The verdict of all checks. Where some are required, only those decide; else all do. */
export function ciVerdict(checks: readonly Check[]): CiVerdict {
  const someRequired = checks.some((check) => check.isRequired === true);
  const groups = new Map<string, { check: Check; voting: boolean }[]>();
  for (const check of checks) {
    const voting = !someRequired || check.isRequired === true;
    const key = `${reporterOf(check)}\n${pipelineOf(check)}\n${voting}`;
    groups.set(key, [...(groups.get(key) ?? []), { check, voting }]);
  }
  return verdictOf([...groups.values()].map(reportOf));
}

function reportOf(group: { check: Check; voting: boolean }[]): CiReport {
  const checks = group.map(({ check }) => check);
  const voting = group[0]?.voting === true;
  const failing = checks
    .filter((check) => isDone(check) && !GOOD.has(resultOf(check)))
    .map((check) => jobOf(check, voting));
  const state = failing.length > 0 ? 'failed' : checks.every(isDone) ? 'passed' : 'running';
  const [first = {}] = checks;
  return { reporter: reporterOf(first), pipeline: pipelineOf(first), state, voting, failing };
}

function reporterOf(check: Check): string {
  return plain(check.checkSuite?.app?.name ?? 'commit status', 60);
}

function pipelineOf(check: Check): string {
  return plain(check.checkSuite?.workflowRun?.workflow.name ?? '', 60);
}

function isDone({ status, state }: Check): boolean {
  return status === undefined ? state !== 'PENDING' && state !== 'EXPECTED' : status === 'COMPLETED';
}

function resultOf({ conclusion, state }: Check): string {
  return conclusion ?? state ?? '';
}

function jobOf(check: Check, voting: boolean): CiJob {
  const url = webAddress(check.detailsUrl ?? check.targetUrl ?? '');
  const name = plain(check.name ?? check.context ?? '', 120);
  return { name, result: plain(resultOf(check), 40), voting, ...(url === undefined ? {} : { url }) };
}
