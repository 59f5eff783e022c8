// The subject of a mail with a patch: what stands in its brackets, and the title.

/** A subject taken apart. `words` are those in the brackets that are neither a version nor a number nor PATCH. */
export interface SubjectParts {
  title: string;
  version: number;
  words: string[];
  isReply: boolean;
}

/** Reads `[PATCH 6.12.y v2 1/3] title`, `[scarthgap][PATCH v3] title`, and Patchwork's `[v2,1/3] title`. */
export function readSubject(subject: string): SubjectParts {
  const isReply = /^\s*(?:re|aw|sv|fwd?):/i.test(subject);
  const bare = subject
    .replace(/\s+/g, ' ')
    .replace(/^(?:\s*(?:re|aw|sv|fwd?):)+\s*/i, '')
    .trim();
  const [, brackets = '', title = ''] = /^((?:\[[^\]]*\]\s*)*)(.*)$/.exec(bare) ?? [];
  const all = brackets.split(/[\s,[\]]+/).filter(Boolean);
  const version =
    all
      .flatMap((word) => /^v(\d{1,3})$/i.exec(word)?.[1] ?? [])
      .map(Number)
      .at(-1) ?? 1;
  const words = all.filter((word) => !/^(?:v\d+|\d+\/\d+|(?:rfc)?patch|rfc|resend)$/i.test(word));
  return { title, version, words, isReply };
}

/**
 * The branch that these words name: `6.12.y`, `6.12` and `linux-6.12.y` are branches of the stable tree; else the word that one of `branches`
 * is called, and the first of them, the trunk, where none is named.
 */
export function branchNamed(words: readonly string[], branches: readonly string[]): string {
  for (const word of words) {
    const stable = /^(?:linux-)?(\d+\.\d+)(?:\.y|-stable)?$/.exec(word)?.[1];
    const branch = branches.find((name) => name === word || (stable !== undefined && name === `linux-${stable}.y`));
    if (branch !== undefined) return branch;
  }
  return branches[0] ?? '';
}

/** What stands in the brackets for a branch: nothing more than PATCH for the trunk, and `6.12.y` for `linux-6.12.y`. */
export function prefixFor(branch: string, branches: readonly string[], version: number): string {
  const stable = /^linux-(\d+\.\d+\.y)$/.exec(branch)?.[1];
  const named = branch === branches[0] ? [] : [stable ?? branch];
  return ['PATCH', ...named, ...(version > 1 ? [`v${version}`] : [])].join(' ');
}
