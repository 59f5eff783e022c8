// Verbs about commits and how they relate.
import type { RunGit } from './command';
import type { Head, Identity, Tag } from './git';

/** The revision verbs of `Git`, run by the given runner. */
export function revisionVerbs(run: RunGit) {
  const id = async (args: readonly string[]) => (await run(args, [1, 128])).out.trim() || undefined;
  return {
    commitId: (revision: string) =>
      id(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]),
    mergeBase: (a: string, b: string) => id(['merge-base', a, b]),
    nearestTag: (commit: string) => id(['describe', '--tags', '--abbrev=0', commit]),
    isShallow: async () => (await run(['rev-parse', '--is-shallow-repository'])).out.trim() === 'true',
    tagsAt: async (commit: string) =>
      lines((await run(['for-each-ref', `--points-at=${commit}`, '--format=%(refname:lstrip=2)', 'refs/tags'])).out),
    tags: async (): Promise<Tag[]> => {
      const format = '--format=%(refname:lstrip=2) %(objecttype) %(objectname) %(*objecttype) %(*objectname)';
      return lines((await run(['for-each-ref', format, 'refs/tags/'])).out).map((line) => {
        const [name = '', ...parts] = line.split(' ');
        return { name, commit: commitIn(parts.join(' ')) };
      });
    },
    authors: async (commits: number): Promise<Identity[]> => {
      const { out } = await run(['log', '--no-show-signature', `--max-count=${commits}`, '--format=%aN%x09%aE'], [128]);
      const counts = new Map<string, number>();
      for (const line of lines(out)) counts.set(line, (counts.get(line) ?? 0) + 1);
      return [...counts]
        .sort(([, a], [, b]) => b - a)
        .map(([line]) => {
          const [name = '', email = ''] = line.split('\t');
          return { name, email };
        });
    },
    head: async (): Promise<Head> => {
      const [commit, ref = ''] = lines((await run(['rev-parse', 'HEAD', '--symbolic-full-name', 'HEAD'], [128])).out);
      if (commit === undefined || commit === 'HEAD') return {};
      if (!ref.startsWith('refs/heads/')) return { commit };
      const upstream = (await run(['for-each-ref', '--format=%(upstream:short)', ref])).out.trim();
      return { commit, branch: ref.slice('refs/heads/'.length), ...(upstream ? { upstream } : {}) };
    },
  };
}

/** The lines of an answer, without empty ones. */
export function lines(out: string): string[] {
  return out.split('\n').filter((line) => line !== '');
}

/** The commit in `<type> <id> <type> <id>` of a ref and of what it tags; undefined where neither is one. */
export function commitIn(typed: string): string | undefined {
  return /(?:^| )commit ([0-9a-f]+)/.exec(typed)?.[1];
}
