// A public-inbox archive: what was sent to a list, as Atom feeds of threads and of searches.
import { ForgeError } from '../error';
import type { Http } from '../http';
import { childOf, type Element, readXml } from '../xml';
import { isMessageId, messageIdOf } from './message-id';

/** A mail of the archive. `parent` is the Message-ID that it answers; `at` is epoch milliseconds. */
export interface ArchivedMail {
  id: string;
  parent?: string;
  subject: string;
  from: { name: string; email: string };
  at: number;
  text: string;
}

/** An archive's answers; a mail or thread that is not there is an empty list. */
export interface Archive {
  /** All mails of the thread that a mail is in, the oldest first. */
  thread(id: string, signal: AbortSignal): Promise<ArchivedMail[]>;
  /** Mails with this subject, whatever stands in its brackets, the newest first. */
  search(title: string, signal: AbortSignal): Promise<ArchivedMail[]>;
  /** True when a mail has arrived. */
  has(id: string, signal: AbortSignal): Promise<boolean>;
}

const ATOM = ['application/atom+xml', 'application/xml', 'text/xml'];

/** An archive at an address that ends in a slash (public-inbox's `Documentation/design_www.txt`). */
export function createArchive(address: URL, http: Http): Archive {
  async function feed(path: string, signal: AbortSignal): Promise<ArchivedMail[]> {
    const text = await http.text(new URL(path, address), signal, ATOM).catch(absent);
    if (text === undefined) return [];
    const root = readXml(text);
    if (root?.name !== 'feed')
      throw new ForgeError(
        'forge-answer',
        address.host,
        `The answer of ${address.host} cannot be used: it is no feed.`,
        'Check that the address is that of a list in a public-inbox archive.',
      );
    return root.children.flatMap((child) => (child.name === 'entry' ? (mailOf(child) ?? []) : []));
  }

  return {
    thread: async (id, signal) => (await feed(`${encodeURIComponent(id)}/t.atom`, signal)).sort((a, b) => a.at - b.at),
    search: (title, signal) => feed(`?q=${encodeURIComponent(`s:"${title.replaceAll('"', ' ')}"`)}&x=A`, signal),
    async has(id, signal) {
      const raw = await http
        .text(new URL(`${encodeURIComponent(id)}/raw`, address), signal, ['text/plain'])
        .catch(absent);
      return raw !== undefined;
    },
  };
}

function absent(error: unknown): undefined {
  if (error instanceof ForgeError && error.code === 'forge-absent') return undefined;
  throw error;
}

function mailOf(entry: Element): ArchivedMail | undefined {
  const link = (name: string) => messageIdOf(childOf(entry, name)?.attributes.get('href') ?? '');
  const id = link('link');
  if (id === undefined || !isMessageId(id)) return undefined;
  const parent = link('in-reply-to');
  const author = childOf(entry, 'author');
  const text = (name: string, within: Element | undefined = entry) => childOf(within, name)?.text.trim() ?? '';
  return {
    id,
    ...(parent === undefined ? {} : { parent }),
    subject: text('title'),
    from: { name: text('name', author), email: text('email', author) },
    at: Date.parse(text('updated')) || 0,
    text: childOf(entry, 'content')?.text ?? '',
  };
}
