// Opens the one store of what is known about a repository's reviews.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decode, encode, fromBuffer } from '../base/bytes';
import { writeAtomic } from '../base/files';
import type { Forge } from '../review/forge';
import { gerritAddress, gerritPushAddress } from '../review/gerrit/address';
import { createGerrit } from '../review/gerrit/client';
import { createHttp } from '../review/http';
import { type CacheStorage, createReviewStore, type ReviewStore } from '../review/store';
import type { Ladder } from './ladder';

/** The forge that reviews this repository; undefined when the repository names none. Throws `ForgeError` `forge-address`. */
export async function openForge({ git, profile, settings, host }: Ladder): Promise<Forge | undefined> {
  if (profile.forge?.kind !== 'gerrit') return undefined;
  const { project } = profile.forge;
  const override = settings.gerritUrl ?? profile.forge.address;
  const address = gerritAddress({ host: profile.forge.host, ...(override ? { override } : {}) });
  const me = (await git.identity('author'))?.email;
  return createGerrit({
    address,
    project,
    http: createHttp({ userAgent: host.userAgent }),
    credentials: host.credentials,
    pushTo: gerritPushAddress(address, project, await git.configuration()),
    ...(me ? { me } : {}),
  });
}

/** A store over a forge, whose cache lies in git's own folder. */
export function openStore(ladder: Ladder, forge: Forge): ReviewStore {
  return createReviewStore({ forge, storage: cacheIn(ladder), now: () => ladder.host.now().getTime() });
}

/** The same over the repository's own forge; undefined without one. Throws what `openForge` throws. */
export async function openReviews(ladder: Ladder): Promise<ReviewStore | undefined> {
  const forge = await openForge(ladder);
  return forge && openStore(ladder, forge);
}

function cacheIn({ git }: Ladder): CacheStorage {
  const path = join(git.commonDir, 'fishladder', 'reviews.json');
  return {
    read: () =>
      readFile(path).then(
        (buffer) => decode(fromBuffer(buffer)),
        () => undefined,
      ),
    write: (text) => writeAtomic(path, encode(text)),
  };
}
