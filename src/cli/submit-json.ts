// What `fishladder submit --json` prints.
import type { SubmitDone } from '../flow/carry-out-submit';
import type { Submission } from '../flow/submit';

/** One line of JSON: the plan, and what was done of it. */
export function submitJson(
  { host, account, rows, jobs, remarks, notes }: Submission,
  done: readonly SubmitDone[],
): string {
  const answer = {
    host,
    ...(account ? { account } : {}),
    rows: rows.map(({ fix, branch, verdict, review }) => ({
      fix,
      branch,
      ...verdict,
      ...(review ? { url: review.url } : {}),
    })),
    jobs: jobs.map(({ proposal, plan }) => ({
      branch: proposal.branch,
      to: plan.to,
      base: proposal.base,
      steps: plan.steps,
      patches: proposal.patches.map(({ fix, commit, title, message }) => ({ fix, commit, title, message })),
    })),
    remarks: remarks.flatMap(({ path, fix, branch, remarks: said }) =>
      said.map(({ code, severity, start, message }) => ({
        fix,
        branch,
        path,
        line: start + 1,
        severity,
        code,
        message,
      })),
    ),
    done: done.flatMap(({ job, submitted, files }) =>
      submitted.map((each) => ({ branch: job.proposal.branch, ...each, files })),
    ),
    notes,
  };
  return `${JSON.stringify(answer)}\n`;
}
