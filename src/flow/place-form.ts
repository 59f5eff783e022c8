// Places what is marked on the deployed release: of an upstream commit that the release does not take, the nearest form that it does.
import { Fault } from '../base/fault';
import { namesOf } from '../lineage/kin';
import { byNearness, mergedForms } from '../lineage/nearest';
import { openLineage } from '../lineage/open';
import type { Release } from '../release/release';
import { type Ladder, upstreamBranches } from './ladder';
import { type MarkSource, readSource } from './mark-source';
import { type Placed, placeOnRelease } from './place';
import { commitSnapshot } from './series-snapshot';

/** Throws what `placeOnRelease` and `readSource` do; where no form goes, what stops the one that was named. */
export async function placeMarked(ladder: Ladder, release: Release, source: MarkSource): Promise<Placed> {
  const place = (wanted: MarkSource) =>
    placeOnRelease(ladder, release, (commit, below) => readSource(ladder.git, wanted, commit, below));
  try {
    return await place(source);
  } catch (error) {
    if (source.kind !== 'commit' || !(error instanceof Fault) || error.code !== 'not-on-release') throw error;
    for (const { commit, branch } of await otherForms(ladder, release, source.revision)) {
      const placed = await place({ kind: 'commit', revision: commit }).catch(() => undefined);
      if (placed) return { ...placed, notes: [formNote(release, commit, branch), ...placed.notes] };
    }
    throw error;
  }
}

/** The other commits by which upstream's branches got the same change, those made on files most like the release's first. */
async function otherForms(ladder: Ladder, release: Release, revision: string) {
  const { git } = ladder;
  const lineage = await openLineage(git);
  const commit = await git.commitId(revision);
  const row = commit === undefined ? undefined : lineage.row(commit);
  if (row === undefined) return [];
  const forms = mergedForms(lineage, namesOf(lineage, row), await upstreamBranches(ladder));
  const others = forms.filter((form) => form.commit !== commit);
  return byNearness(git, others, await commitSnapshot(git, release.commit));
}

function formNote(release: Release, commit: string, branch: string): string {
  return `${release.name} does not take the commit that you named; marked is ${commit.slice(0, 12)}, the same change as ${branch} has it.`;
}
