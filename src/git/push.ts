// The verb that sends a commit to another repository, and the reading of git's report about it.
import type { GitPush, GitPushAnswer } from './git';
import { networkFault, plainLines, type RunNetwork } from './network';
import { checkAddress, checkRef } from './remote-name';

/** The push verb of `Git`, run by the given runner. */
export function pushVerb(run: RunNetwork) {
  return async (
    { to, commit, ref, options, replaces, login }: GitPush,
    signal: AbortSignal,
  ): Promise<GitPushAnswer> => {
    checkAddress(to);
    checkRef(ref);
    const lease = replaces === undefined ? [] : [`--force-with-lease=${ref}:${replaces}`];
    const args = [
      ...['push', '--porcelain', '--no-follow-tags', '--no-signed', '--recurse-submodules=no', ...lease],
      ...options.map((option) => `--push-option=${option}`),
      ...['--', to, `${commit}:${ref}`],
    ];
    const answer = await run({ args, login }, signal);
    const report = readPushReport(answer.out, ref);
    if (!report) throw networkFault(to, 'push', answer);
    return { ...report, words: answer.words };
  };
}

/** A push's report without the other side's words. */
type Report = { kind: 'done' } | { kind: 'up-to-date' } | { kind: 'refused'; reason: string };

/**
 * What `git push --porcelain` says of a ref (git-push, "Output": flag, tab, `from:to`, tab, summary and reason); undefined when it says
 * nothing of it.
 */
function readPushReport(out: string, ref: string): Report | undefined {
  for (const line of out.split('\n')) {
    const [flag = '', refs = '', summary = ''] = line.split('\t');
    if (flag.length !== 1 || !refs.endsWith(`:${ref}`)) continue;
    if (flag === '=') return { kind: 'up-to-date' };
    if (flag !== '!') return { kind: 'done' };
    const reason = /^[^(]*\((.*)\)\s*$/.exec(summary)?.[1] ?? summary.replace(/[[\]]/g, '');
    return { kind: 'refused', reason: plainLines(reason).join(' ') };
  }
  return undefined;
}
