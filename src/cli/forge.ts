// Opens the repository's forge for a command, with the store of what is known of its reviews.
import { Fault } from '../base/fault';
import type { Ladder } from '../flow/ladder';
import { openForge, openStore } from '../flow/reviews';
import type { Forge } from '../review/forge';
import type { ReviewStore } from '../review/store';

/** Does a job with the forge. Throws `no-forge` where nobody knows where the project is reviewed. */
export async function withForge<T>(
  ladder: Ladder,
  job: (forge: Forge, reviews: ReviewStore) => Promise<T>,
): Promise<T> {
  const forge = await openForge(ladder);
  if (!forge)
    throw new Fault(
      'no-forge',
      'It is not known where this project is reviewed.',
      'It is named by .gitreview, or by the remote on GitHub or GitLab; else name it in .fishladder.json (forge).',
    );
  const reviews = openStore(ladder, forge);
  try {
    return await job(forge, reviews);
  } finally {
    reviews.dispose();
  }
}
