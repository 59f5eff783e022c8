// What a command is about, in a form that survives a link: a fix of a repository, and perhaps one of its branches.

/** A fix, or a fix on a branch. `root` is the repository's folder. */
export interface Target {
  root: string;
  fix: string;
  branch?: string;
}

/** A fix on a branch. */
export type BranchTarget = Target & { branch: string };

/** Reads what a command was called with, from a tree row, a lens or a link; undefined when it names no fix. */
export function readTarget(argument: unknown): Target | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { root, fix, branch } = argument as Record<string, unknown>;
  if (typeof root !== 'string' || typeof fix !== 'string') return undefined;
  return { root, fix, ...(typeof branch === 'string' ? { branch } : {}) };
}

/** The address of a command about a target, for a Markdown link. */
export function commandLink(command: string, target: Target): string {
  const query = encodeURIComponent(JSON.stringify([target]));
  return `command:${command}?${query.replaceAll('(', '%28').replaceAll(')', '%29')}`;
}
