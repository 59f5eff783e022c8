// Finds fixes in a branch's history by their Change-Ids.
import { changeIdOf } from '../fix/document';
import type { Git, UpstreamBranch } from '../git/git';
import type { FixSource } from './fix-source';

/** The branch's commit with a fix's Change-Id, unless a later commit there reverts it; undefined when there is none. */
export type FindUpstream = (source: FixSource) => Promise<string | undefined>;

/** Looks in one branch. git is asked with the first question, once for all of these fixes that begin at the same commit. */
export function findUpstream(git: Git, sources: readonly FixSource[], branch: UpstreamBranch): FindUpstream {
  const asked = new Map<string, Promise<ReadonlyMap<string, string>>>();
  return async (source) => {
    const changeId = changeIdOf(source.document.message);
    if (changeId === undefined) return undefined;
    let found = asked.get(source.commit);
    if (!found) {
      const together = sources.filter(({ commit }) => commit === source.commit);
      const ids = together.flatMap(({ document }) => changeIdOf(document.message) ?? []);
      found = search(git, ids, branch.commit, source.commit);
      asked.set(source.commit, found);
    }
    return (await found).get(changeId);
  };
}

/** The newest commit for each Change-Id since the branch and `other` parted, those left out that were reverted. */
async function search(
  git: Git,
  changeIds: readonly string[],
  tip: string,
  other: string,
): Promise<Map<string, string>> {
  const fork = await git.mergeBase(other, tip);
  const lookFor = async (texts: readonly string[]) => {
    const commits = texts.length === 0 ? [] : await git.commitsMentioning(texts, tip, fork);
    return (text: string) => commits.find(({ message }) => message.includes(text))?.id;
  };
  const picks = await lookFor(changeIds.map(changeIdLine));
  const found = new Map(
    changeIds.flatMap((id): [string, string][] => {
      const commit = picks(changeIdLine(id));
      return commit === undefined ? [] : [[id, commit]];
    }),
  );
  const reverts = await lookFor([...found.values()].map(revertLine));
  for (const [id, commit] of found) if (reverts(revertLine(commit))) found.delete(id);
  return found;
}

function changeIdLine(id: string): string {
  return `Change-Id: ${id}`;
}

function revertLine(commit: string): string {
  return `This reverts commit ${commit}`;
}
