// Remembers which patch sets of reviews were made or taken here, and keeps git from sweeping them away.

/** The ref of ours (below `refs/fishladder/`) that says so of a commit. */
export function patchSetRef(commit: string): string {
  return `sets/${commit}`;
}
