// Opens the one store of what is known about a repository's reviews.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { decode, encode, fromBuffer } from '../base/bytes';
import { writeAtomic } from '../base/files';
import type { MailAddress, ProjectAddress } from '../profile/profile';
import { createDetailStore, type DetailStore } from '../review/details';
import type { Forge } from '../review/forge';
import { gerritAddress, gerritPushAddress } from '../review/gerrit/address';
import { createGerrit } from '../review/gerrit/client';
import { githubAddress } from '../review/github/address';
import { createGithub } from '../review/github/client';
import { gitlabAddress } from '../review/gitlab/address';
import { createGitlab } from '../review/gitlab/client';
import { createHttp, type Http } from '../review/http';
import { createMail } from '../review/patchwork/client';
import { createOutbox } from '../review/patchwork/outbox';
import { type CacheStorage, createReviewStore, type ReviewStore } from '../review/store';
import type { Host } from './host';
import { type Ladder, upstreamBranches } from './ladder';

/** One door to the network for all repositories, so that its limits hold for each host over all of them. */
const doors = new WeakMap<Host, Http>();

/** The door of a host. */
export function httpOf(host: Host): Http {
  const http = doors.get(host) ?? createHttp({ userAgent: host.userAgent, routes: host.routes });
  doors.set(host, http);
  return http;
}

/** The forge that reviews this repository; undefined when the repository names none. Throws `ForgeError` `forge-address`. */
export async function openForge(ladder: Ladder): Promise<Forge | undefined> {
  const { forge } = ladder.profile;
  const { credentials } = ladder.host;
  const http = httpOf(ladder.host);
  switch (forge?.kind) {
    case 'gerrit':
      return openGerrit(ladder, forge, http);
    case 'github':
      return createGithub({ address: githubAddress(forge), http, credentials, wait });
    case 'gitlab':
      return createGitlab({ address: gitlabAddress(forge), http, credentials, wait });
    case 'mail':
      return openMail(ladder, forge, http);
    default:
      return undefined;
  }
}

async function openGerrit({ git, settings, host }: Ladder, forge: ProjectAddress, http: Http): Promise<Forge> {
  const { project } = forge;
  const override = settings.gerritUrl ?? forge.address;
  const address = gerritAddress({ host: forge.host, ...(override ? { override } : {}) });
  const me = (await git.identity('author'))?.email;
  const pushTo = gerritPushAddress(address, project, await git.configuration());
  return createGerrit({ address, project, http, credentials: host.credentials, pushTo, ...(me ? { me } : {}) });
}

async function openMail(ladder: Ladder, forge: MailAddress, http: Http): Promise<Forge> {
  const { git } = ladder;
  const sender = await git.identity('author');
  const branches = (await upstreamBranches(ladder)).map(({ name }) => name);
  return createMail({
    ...forge,
    branches,
    http,
    sender: sender?.email ?? '',
    from: sender ? `${sender.name} <${sender.email}>` : '',
    send: (letter, signal) => git.sendMail(letter, signal),
    outbox: createOutbox(fileIn(ladder, 'mails.json'), () => ladder.host.now().getTime()),
  });
}

/** A store over a forge, whose cache lies in git's own folder. */
export function openStore(ladder: Ladder, forge: Forge): ReviewStore {
  return createReviewStore({
    forge,
    storage: fileIn(ladder, 'reviews.json'),
    reader: ladder.host.userAgent,
    now: () => ladder.host.now().getTime(),
  });
}

/** What is read of single reviews of a forge, kept in git's own folder. */
export function openDetails(ladder: Ladder, forge: Forge): DetailStore {
  return createDetailStore({
    forge,
    storage: fileIn(ladder, 'details.json'),
    now: () => ladder.host.now().getTime(),
  });
}

/** A store of reviews over the repository's own forge; undefined without one. Throws what `openForge` throws. */
export async function openReviews(ladder: Ladder): Promise<ReviewStore | undefined> {
  const forge = await openForge(ladder);
  return forge && openStore(ladder, forge);
}

/** A file in git's own folder, which is replaced as one step. */
function fileIn({ git }: Ladder, name: string): CacheStorage {
  const path = join(git.commonDir, 'fishladder', name);
  return {
    read: () =>
      readFile(path).then(
        (buffer) => decode(fromBuffer(buffer)),
        () => undefined,
      ),
    write: (text) => writeAtomic(path, encode(text)),
  };
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return setTimeout(milliseconds, undefined, { signal });
}
