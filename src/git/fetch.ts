// The verb that brings one ref of another repository into this one, and the one that keeps a commit from being swept away.

import type { RunGit } from './command';
import type { GitFetch } from './git';
import { networkFault, type RunNetwork } from './network';
import { checkAddress, checkRef } from './remote-name';

/** Where fetched refs go: no branch, no tag and no remote's branch is ever touched. */
const HOME = 'refs/fishladder/';

/** The fetch verb of `Git`, run by the given runner; `commitId` reads the ref that was brought. */
export function fetchVerb(run: RunNetwork, commitId: (ref: string) => Promise<string | undefined>) {
  return async ({ from, ref, into, login }: GitFetch, signal: AbortSignal): Promise<string | undefined> => {
    const home = `${HOME}${into}`;
    checkAddress(from);
    checkRef(ref);
    checkRef(home);
    const args = [
      ...['fetch', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance', '--no-filter', '--refmap='],
      ...['--recurse-submodules=no', '--', from, `+${ref}:${home}`],
    ];
    const answer = await run({ args, login }, signal);
    if (answer.code === 0) return commitId(home);
    if (answer.words.some((line) => /couldn't find remote ref/.test(line))) return undefined;
    throw networkFault(from, 'fetch', answer);
  };
}

/** The verbs about the refs of our own, run by the given runner. */
export function ownRefVerbs(run: RunGit, commitId: (ref: string) => Promise<string | undefined>) {
  return {
    keepCommit: async (commit: string, into: string): Promise<void> => {
      checkRef(`${HOME}${into}`);
      await run(['update-ref', `${HOME}${into}`, commit]);
    },
    keptCommit: (into: string) => commitId(`${HOME}${into}`),
  };
}
