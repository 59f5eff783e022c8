// Brings what patches say of their reviews up to date: where each was sent, and as which commit it was merged.
import type { Ladder } from './ladder';
import { type KnownReview, recordReview, reviewChanges } from './record-review';
import type { Status, StatusRow } from './status';

/** What one branch's patch is to say; `paths` are the files that do not say it yet. */
export interface SyncNote {
  fix: string;
  branch: string;
  known: KnownReview;
  paths: string[];
}

/** What a status knows that the queue does not say yet; nothing is written. Throws `bad-patch`. */
export async function planSync(ladder: Ladder, { fixes }: Status): Promise<SyncNote[]> {
  const notes: SyncNote[] = [];
  for (const { rows } of fixes)
    for (const row of rows) {
      const known = knownOf(ladder, row);
      const { fix, branch } = row.cell;
      if (known.forwarded === undefined && known.appliedUpstream === undefined) continue;
      const paths = (await reviewChanges(ladder, fix, branch, known)).map(({ path }) => path);
      if (paths.length > 0) notes.push({ fix, branch, known, paths });
    }
  return notes;
}

/** Writes it. Throws `bad-patch` and what writing throws; then the notes before are written. */
export async function carryOutSync(ladder: Ladder, notes: readonly SyncNote[]): Promise<void> {
  for (const { fix, branch, known } of notes) await recordReview(ladder, fix, branch, known);
}

/** The merged commit is the branch's own; on Gerrit it is also what a merged review shows, before it was fetched. */
function knownOf({ profile }: Ladder, { cell: { outcome }, review: { review } }: StatusRow): KnownReview {
  const here = outcome.kind === 'already-there' && 'commit' in outcome ? outcome.commit : undefined;
  const there = review?.state === 'merged' && profile.forge?.kind === 'gerrit' ? review.commit : undefined;
  const commit = here ?? (there || undefined);
  return {
    forwarded: review?.url,
    appliedUpstream: commit === undefined ? undefined : `commit:${commit}`,
  };
}
