// `fishladder sync`: writes into the queue where each patch was sent, and as which commit it was merged.
import type { Ladder } from '../flow/ladder';
import { readStatus, soughtFixes, withReviews } from '../flow/status';
import { carryOutSync, planSync, type SyncNote } from '../flow/sync';
import type { Call } from './arguments';
import { withForge } from './forge';
import { plain } from './table';
import { EXIT, type Terminal } from './terminal';

/** Asks the forge unless `--offline`, prints what is new, and writes it unless it is a dry run. A forge that cannot be asked is a fault. */
export function runSync(ladder: Ladder, { words, options }: Call, terminal: Terminal): Promise<number> {
  return withForge(ladder, async (_forge, reviews) => {
    const known = await readStatus(ladder, { names: words, to: [] }, reviews, terminal.signal);
    if (!options.offline) await reviews.refresh(soughtFixes(known.fixes), terminal.signal);
    const status = withReviews(ladder, known, reviews);
    const fault = status.fixes.flatMap(({ rows }) => rows.flatMap(({ review }) => review.fault ?? []))[0];
    if (fault && !options.offline) throw fault;
    const notes = await planSync(ladder, status);
    if (!options['dry-run']) await carryOutSync(ladder, notes);
    await terminal.out(options.json ? `${JSON.stringify({ changes: notes.map(noteJson) })}\n` : notesText(notes));
    return EXIT.done;
  });
}

function notesText(notes: readonly SyncNote[]): string {
  if (notes.length === 0) return 'The queue says already what is known of the reviews.\n';
  return notes.map(({ known, paths }) => paths.map((path) => `${plain(path)}\n${fieldsText(known)}`).join('')).join('');
}

function fieldsText({ forwarded, appliedUpstream }: SyncNote['known']): string {
  const fields = [forwarded && `Forwarded: ${forwarded}`, appliedUpstream && `Applied-Upstream: ${appliedUpstream}`];
  return fields.flatMap((field) => (field ? [`  ${plain(field)}\n`] : [])).join('');
}

function noteJson({ fix, branch, known, paths }: SyncNote): object {
  return { fix, branch, ...known, paths };
}
