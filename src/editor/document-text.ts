// Makes the texts of the documents that Fishladder makes up, from git, the queue and the forge, whenever one is opened.
import { decode, encode } from '../base/bytes';
import { fixDiff } from '../flow/fix-diff';
import { reviewedTexts } from '../flow/reviewed';
import type { FileStep } from '../port/types';
import { conflictText } from './conflict-text';
import type { MadeUp } from './document-uri';
import { proposalText } from './proposal';
import { allSaid } from './review/said';
import type { PatchSetTexts } from './review/texts';
import type { Session } from './session/session';
import type { BranchTarget } from './target';

/** How long reading a review may take, in milliseconds. */
const LIMIT = 60_000;

/** The text of a document; empty when what it shows is gone. Throws what reading git and the forge throws. */
export async function documentText(session: Session, texts: PatchSetTexts, made: MadeUp): Promise<string> {
  const { fix, branch } = made.target;
  if (made.kind === 'reviewed') return reviewedText(session, texts, made);
  if (made.kind === 'patch-set') {
    const { ladder } = await session.works();
    return (await reviewedTexts(ladder, await ladder.git.commit(made.commit), made.path))[made.side] ?? '';
  }
  if (made.kind === 'side') {
    const { ladder } = await session.works();
    return sideText(await fixDiff(ladder, fix, branch), made.path, made.side);
  }
  const rows = session.view.fixes.find(({ name }) => name === fix)?.rows;
  const row = rows?.find(({ cell }) => cell.branch === branch);
  if (!row) return '';
  return made.kind === 'conflict' ? conflictText(row.cell) : proposalText(row.cell, made.path, made.side);
}

/** The file of the patch set, as it stands on the side that the thread is on; the message where the thread is about no file. */
async function reviewedText(
  session: Session,
  texts: PatchSetTexts,
  { target, thread, path, side }: Extract<MadeUp, { kind: 'reviewed' }>,
): Promise<string> {
  const find = () =>
    allSaid(session.root, session.view).find(
      (each) => each.thread.id === thread && each.target.fix === target.fix && each.target.branch === target.branch,
    );
  if (!find()) await lookAt(session, target);
  const said = find();
  if (!said) return '';
  return path === '' ? texts.message(session, said) : ((await texts.file(session, said, path))[side] ?? '');
}

/** Reads what is said on a review, as after a restart, when a window still shows a document of it. */
async function lookAt(session: Session, { fix, branch }: BranchTarget): Promise<void> {
  await session.settled();
  const rows = session.view.fixes.find(({ name }) => name === fix)?.rows ?? [];
  const review = rows.find(({ cell }) => cell.branch === branch)?.review.review;
  if (review) await session.look(review, AbortSignal.timeout(LIMIT));
}

function sideText(steps: readonly FileStep[], path: string, side: 'before' | 'after'): string {
  const bytes = encode(path);
  const step = steps.find(({ oldPath, newPath }) => (side === 'before' ? (oldPath ?? newPath) : newPath) === bytes);
  return decode(step?.[side]?.content ?? '');
}
