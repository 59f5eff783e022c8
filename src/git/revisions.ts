// Verbs about commits and how they relate.
import type { RunGit } from './command';
import type { Head } from './git';

/** The revision verbs of `Git`, run by the given runner. */
export function revisionVerbs(run: RunGit) {
  const id = async (args: readonly string[]) => (await run(args, [1, 128])).out.trim() || undefined;
  return {
    commitId: (revision: string) =>
      id(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]),
    mergeBase: (a: string, b: string) => id(['merge-base', a, b]),
    nearestTag: (commit: string) => id(['describe', '--tags', '--abbrev=0', commit]),
    isAncestor: async (ancestor: string, descendant: string) =>
      (await run(['merge-base', '--is-ancestor', ancestor, descendant], [1])).code === 0,
    isShallow: async () => (await run(['rev-parse', '--is-shallow-repository'])).out.trim() === 'true',
    tagsAt: async (commit: string) => lines((await run(['tag', '--points-at', commit])).out),
    head: async (): Promise<Head> => {
      const commit = await id(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
      const branch = await id(['symbolic-ref', '--quiet', '--short', 'HEAD']);
      const upstream = branch && (await id(['rev-parse', '--abbrev-ref', '--verify', '--quiet', '@{upstream}']));
      return { ...(commit ? { commit } : {}), ...(branch ? { branch } : {}), ...(upstream ? { upstream } : {}) };
    },
    commitsMentioning: async (text: string, to: string, from?: string) =>
      lines((await run(['log', '--format=%H', '--fixed-strings', `--grep=${text}`, from ? `${from}..${to}` : to])).out),
  };
}

/** The lines of an answer, without empty ones. */
export function lines(out: string): string[] {
  return out.split('\n').filter((line) => line !== '');
}
