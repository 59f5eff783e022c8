// Remembers which mails were handed to the mail program, because an archive shows a mail only later, and some never.
import type { CacheStorage } from '../store';
import { type PostedMail, readOutbox, writeOutbox } from './schema';

/** What is known of mails by their Message-IDs. Writing throws what the storage throws. */
export interface Outbox {
  /** Undefined for a mail that was never handed over here; not `sent` where nobody knows how that ended. */
  known(id: string): Promise<PostedMail | undefined>;
  /** Keeps that a mail is about to be handed over, or was; resolves when that is on disk. */
  note(id: string, sent: boolean): Promise<void>;
  /** Forgets a mail that the mail program did not take. */
  forget(id: string): Promise<void>;
}

/** The newest mails that are remembered. */
const most = 1000;

/** An outbox in one file; `now` gives epoch milliseconds. */
export function createOutbox(storage: CacheStorage, now: () => number): Outbox {
  const read = async () => readOutbox((await storage.read()) ?? '');
  const others = async (id: string) => (await read()).filter((mail) => mail.id !== id);
  return {
    known: async (id) => (await read()).find((mail) => mail.id === id),
    note: async (id, sent) => storage.write(writeOutbox([...(await others(id)), { id, sent, at: now() }].slice(-most))),
    forget: async (id) => storage.write(writeOutbox(await others(id))),
  };
}
