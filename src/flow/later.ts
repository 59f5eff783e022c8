// What upstream committed later about a fix: commits that revert it, or that say they mend it.
import { titleOf } from '../fix/document';
import type { Git, UpstreamBranch } from '../git/git';
import type { ChangeNames } from '../lineage/kin';
import { type LaterCommit, laterThan } from '../lineage/later';
import type { Lineage } from '../lineage/lineage';

/** Such a commit with the first line of its message. */
export interface Later extends LaterCommit {
  subject: string;
}

/** Those of a change; `branches` are upstream's. */
export function laterCommits(
  git: Git,
  lineage: Lineage,
  names: ChangeNames,
  branches: readonly UpstreamBranch[],
): Promise<Later[]> {
  return Promise.all(
    laterThan(lineage, names, branches).map(async (later) => ({
      ...later,
      subject: titleOf((await git.commit(later.commit))?.message ?? ''),
    })),
  );
}
