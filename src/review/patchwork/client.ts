// A project that takes patches by mail as a forge: Patchwork where it follows the list, the list's archive otherwise.
import { mapLimit } from '../../base/limit';
import { ForgeError } from '../error';
import type { Forge } from '../forge';
import type { Http } from '../http';
import type { Send } from '../submission';
import type { ReviewDetail } from '../thread';
import type { Review, Sought } from '../types';
import { type ArchivedMail, createArchive } from './archive';
import { type MailingList, planLetters, sendLetters } from './letters';
import { isPatch, threadsOf, toMailReview } from './mails';
import { bareId, toReview, utc } from './map';
import { messageIdOf } from './message-id';
import { readSubject } from './name';
import type { Outbox } from './outbox';
import { type Patch, readChecks, readComments, readIndex, readPatch, readPatches } from './schema';

/** What a client needs. `patchwork` is its address, ending in a slash, and `project` its short name there, empty for all. */
export interface MailOptions extends MailingList {
  patchwork?: string;
  project: string;
  http: Http;
  send: Send;
  outbox: Outbox;
}

const WIDTH = 4;

/** One list. */
export function createMail(options: MailOptions): Forge {
  const { host, archive: archiveAddress, branches, project, http, send, sender, outbox } = options;
  const archive = createArchive(new URL(archiveAddress), http);
  const api = options.patchwork === undefined ? undefined : new URL('api/1.3/', options.patchwork);
  const context = { host, project, archive: archiveAddress, branches, ...(sender === '' ? {} : { me: sender }) };
  const scope = project === '' ? '' : `&project=${encodeURIComponent(project)}`;

  async function ask(path: string, signal: AbortSignal): Promise<unknown> {
    return (await http.json(new URL(path, api), signal)).data;
  }

  /** Patches by their name, which Patchwork finds in any brackets; only those that are called so. */
  async function named(title: string, signal: AbortSignal): Promise<Patch[]> {
    const found = readPatches(
      await ask(`patches/?q=${encodeURIComponent(title)}${scope}&order=-date&per_page=100`, signal),
    );
    if (!found) throw unusable(host, 'it is not a list of patches');
    return found.filter(({ name }) => readSubject(name).title === title);
  }

  async function tracked({ title, addresses }: Sought, signal: AbortSignal): Promise<Review[]> {
    const ids = addresses.flatMap((address) => messageIdOf(address) ?? []);
    const byId = await mapLimit(ids, WIDTH, (id) => ask(`patches/?msgid=${encodeURIComponent(id)}`, signal));
    const titles = new Set([
      title,
      ...byId.flatMap((list) => readPatches(list) ?? []).map(({ name }) => readSubject(name).title),
    ]);
    const patches = (await mapLimit([...titles].filter(Boolean), WIDTH, (each) => named(each, signal))).flat();
    const newest = newestPerBranch(patches.map((patch) => ({ patch, review: toReview(patch, [], context) })));
    return mapLimit(newest, WIDTH, async ({ patch, review }) => {
      if (patch.check !== 'fail' && patch.check !== 'warning' && patch.check !== 'success') return review;
      const checks = await ask(`patches/${patch.id}/checks/`, signal);
      return toReview(patch, readChecks(checks) ?? [], context);
    });
  }

  /** A later version answers an earlier one, so it is in the same thread before the search knows of it. */
  async function archived({ title, addresses }: Sought, signal: AbortSignal): Promise<Review[]> {
    const ids = addresses.flatMap((address) => messageIdOf(address) ?? []);
    const found = title === '' ? [] : await archive.search(title, signal);
    const threads = new Map<string, ArchivedMail[]>();
    for (const id of new Set([...ids, ...found.map((mail) => mail.id)])) {
      if (threads.has(id)) continue;
      const thread = await archive.thread(id, signal);
      for (const mail of thread) threads.set(mail.id, thread);
    }
    const isAsked = ({ id, subject }: ArchivedMail) => ids.includes(id) || readSubject(subject).title === title;
    const patches = [...new Set(threads.values())].flatMap((thread) =>
      thread
        .filter((mail) => isPatch(mail) && isAsked(mail))
        .map((mail) => ({ review: toMailReview(mail, thread, context) })),
    );
    return newestPerBranch(patches).map(({ review }) => review);
  }

  async function detail(review: Review, signal: AbortSignal): Promise<ReviewDetail> {
    const { patchSet, commit } = review;
    const none = { votes: [], acts: [] };
    if (!api) {
      const id = messageIdOf(review.url) ?? '';
      const thread = await archive.thread(id, signal);
      const patch = thread.find((mail) => mail.id === id);
      const answers = thread
        .filter((mail) => mail.id !== id && readSubject(mail.subject).isReply)
        .map(({ id: answer, from, at, text }) => ({
          ...{ id: answer, name: from.name, mine: from.email === sender, at, text, addressed: false },
          byAuthor: from.email === patch?.from.email,
        }));
      return { threads: threadsOf(patch?.text ?? '', commit, patchSet, answers), ...none };
    }
    const path = `patches/${review.key.number}/`;
    const [answer, comments] = await Promise.all([ask(path, signal), ask(`${path}comments/?per_page=250`, signal)]);
    const patch = readPatch(answer);
    const read = readComments(comments);
    if (!patch || !read) throw unusable(host, 'it is not a patch');
    const answers = read.map(({ id, msgid, submitter, content, date, addressed }) => ({
      ...{ id: bareId(msgid ?? `${id}`), name: submitter?.name || submitter?.email || 'someone', at: utc(date) },
      ...{ mine: submitter?.email === sender, text: content ?? '', addressed: addressed === true },
      byAuthor: submitter?.email === patch.submitter?.email,
    }));
    return { threads: threadsOf(patch.diff ?? '', commit, patchSet, answers), ...none };
  }

  return {
    host,
    fetchFrom: '',
    remember: () => {},
    async find(sought, signal) {
      const look = api ? tracked : archived;
      const found = await mapLimit(sought, WIDTH, async (fix) => [fix.id, await look(fix, signal)] as const, signal);
      return new Map(found);
    },
    async check(signal) {
      try {
        if (api && !readIndex(await ask('', signal))) throw unusable(host, 'it is no Patchwork');
        if (!api) await archive.search('fishladder', signal);
        return { host, reachable: true, version: '' };
      } catch (error) {
        if (!(error instanceof ForgeError)) throw error;
        return { host, reachable: false, fault: error };
      }
    },
    account: async () => (sender === '' ? undefined : { user: sender, name: sender }),
    detail,
    async act() {
      throw new ForgeError(
        'forge-refused',
        host,
        'A list is answered by mail.',
        'Answer the mail in your mail program; its address is that of the review.',
      );
    },
    plan: (proposal) => planLetters(proposal, options),
    async submit(proposal, _push, signal) {
      if (sender === '') throw noSender(host);
      return sendLetters(proposal, options, { archive, outbox, send }, signal);
    },
  };
}

/** Of each branch, the newest version, and of that the newest mail. */
function newestPerBranch<T extends { review: Review }>(all: readonly T[]): T[] {
  const sorted = [...all].sort((a, b) => a.review.patchSet - b.review.patchSet || a.review.updated - b.review.updated);
  return [...new Map(sorted.map((each) => [each.review.branch, each])).values()];
}

function unusable(host: string, why: string): ForgeError {
  return new ForgeError(
    'forge-answer',
    host,
    `The answer of ${host} cannot be used: ${why}.`,
    'Check that the address is that of a Patchwork server.',
  );
}

function noSender(host: string): ForgeError {
  return new ForgeError(
    'forge-forbidden',
    host,
    'There is no address that mails could come from.',
    'Set git config user.email to your address.',
  );
}
