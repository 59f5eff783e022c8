// The branches that patches are pushed as to forges where a review is a branch.

/** The branch of a fix for one upstream branch, without `refs/heads/`: the same each time, so that a repeat finds its review. */
export function headOf(fix: string, branch: string): string {
  return `fishladder/${fix}/${branch}`;
}
