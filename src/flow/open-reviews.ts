// Names the reviews of a fix that are open, as far as that is known here; no forge is asked.

import { type FixDocument, readFix } from '../fix/document';
import type { Trace } from '../fix/drop';
import { PatchError } from '../patch/error';
import type { Ladder } from './ladder';
import { upstreamBranches } from './ladder';
import { openReviews } from './reviews';
import { reviewId } from './sought';

/** A review that nobody has merged or abandoned, as far as is known. */
export interface OpenReview {
  branch: string;
  url: string;
}

/** What the cache of reviews knows of a fix, and what its patches for upstream's branches say of where they were sent. */
export async function openReviewsOf(ladder: Ladder, name: string, traces: readonly Trace[]): Promise<OpenReview[]> {
  const upstream = (await upstreamBranches(ladder)).map((branch) => branch.name);
  const read = traces.flatMap(({ branch, path, text }) => {
    const document = text === undefined ? undefined : readable(text, path);
    return document ? [{ branch, document }] : [];
  });
  const reviews = await openReviews(ladder);
  await reviews?.load();
  const ids = new Set(read.map(({ document }) => reviewId(name, document.message)));
  const known = [...ids].flatMap((id) => reviews?.get(id)?.reviews ?? []);
  reviews?.dispose();
  const said = read.flatMap(({ branch, document: { life, others } }) => {
    const isSent = /^https?:/.test(life.forwarded) && upstream.includes(branch);
    const isMerged = others.some((field) => field.name.toLowerCase() === 'applied-upstream');
    return isSent && !isMerged ? [{ branch, url: life.forwarded }] : [];
  });
  const open = known.filter(({ state }) => state !== 'merged' && state !== 'abandoned');
  return [
    ...open.map(({ branch, url }) => ({ branch, url })),
    ...said.filter(({ url }) => !known.some((review) => review.url === url)),
  ];
}

function readable(text: string, path: string): FixDocument | undefined {
  try {
    return readFix(text, path);
  } catch (error) {
    if (error instanceof PatchError) return undefined;
    throw error;
  }
}
