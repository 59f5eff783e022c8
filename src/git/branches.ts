// Verbs about remotes and branches.
import type { RunGit } from './command';
import type { UpstreamBranch } from './git';
import { lines } from './revisions';

/** The branch verbs of `Git`, run by the given runner. */
export function branchVerbs(run: RunGit) {
  return {
    branches: async (remote: string | undefined): Promise<UpstreamBranch[]> => {
      const prefix = remote === undefined ? 'refs/heads/' : `refs/remotes/${remote}/`;
      const { out } = await run(['for-each-ref', '--format=%(objectname) %(refname) %(symref)', prefix]);
      return lines(out).flatMap((line) => {
        const [commit = '', ref = '', symbolic] = line.split(' ');
        return symbolic ? [] : [{ name: ref.slice(prefix.length), commit }];
      });
    },
    remoteContains: async (remote: string, commit: string) =>
      (await run(['for-each-ref', '--count=1', `--contains=${commit}`, `refs/remotes/${remote}/`])).out !== '',
  };
}
