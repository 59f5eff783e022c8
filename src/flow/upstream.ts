// Finds fixes in a branch's history.
import { encode } from '../base/bytes';
import { changeIdOf, type FixDocument, titleOf } from '../fix/document';
import type { Git, UpstreamBranch } from '../git/git';
import { authorshipOf, namedIn } from '../lineage/facts';
import { type ChangeNames, kinOf, kinOn, namesOf } from '../lineage/kin';
import type { Lineage } from '../lineage/lineage';
import { findPresence, type Presence, touchingSince } from '../lineage/presence';
import type { FixSource } from './fix-source';
import { originCommit } from './origin';

/** The branch's commit that is a fix, unless it was reverted there; undefined when there is none. */
export type FindUpstream = (source: FixSource) => Promise<Presence | undefined>;

/** Looks for these fixes in one branch, once for each by its name, whatever form of it is given later. */
export function findUpstream(
  git: Git,
  lineage: Lineage,
  sources: readonly FixSource[],
  branch: UpstreamBranch,
  signal?: AbortSignal,
): FindUpstream {
  const changes = sources.map(({ steps }) => steps);
  const touching = touchingSince(git, changes, branch.commit, signal);
  const asked = new Map<string, Promise<Presence | undefined>>();
  return (source) => {
    const { name, commit: base, document, steps } = source;
    let found = asked.get(name);
    if (!found) {
      const names = namesOfFix(lineage, document);
      found = findPresence(git, lineage, { names, base, steps }, branch.commit, signal, touching);
      asked.set(name, found);
    }
    return found;
  };
}

/** What a fix is known by: its own words, and those of the upstream commit that it was marked from. */
export function namesOfFix(lineage: Lineage, { message, author, life }: FixDocument): ChangeNames {
  const commit = originCommit(life.origin);
  const row = commit === undefined ? undefined : lineage.row(commit);
  const from: ChangeNames = row === undefined ? { picked: [] } : namesOf(lineage, row);
  const changeId = changeIdOf(message) ?? from.changeId;
  return {
    ...(commit ? { commit } : {}),
    picked: [...new Set([...from.picked, ...namedIn(message).picked])],
    ...(changeId ? { changeId } : {}),
    authorship: from.authorship ?? authorshipOf(encode(titleOf(message)), encode(author.name), author.epoch),
  };
}

/**
 * The commits that brought a fix to the branches which it has passed on its way to this one, the trunk's first; `branches` are upstream's,
 * newest first. Only commits that say what they are count.
 */
export function passedCommits(
  lineage: Lineage,
  branches: readonly UpstreamBranch[],
  document: FixDocument,
  branch: string,
): string[] {
  const place = branches.findIndex(({ name }) => name === branch);
  const kin = kinOf(lineage, namesOfFix(lineage, document));
  const found = branches.slice(0, Math.max(place, 0)).flatMap(({ commit }) => {
    const tip = lineage.row(commit);
    const passed = tip === undefined ? undefined : kinOn(lineage, kin, tip);
    return passed ? [lineage.id(passed.row)] : [];
  });
  return [...new Set(found)];
}
