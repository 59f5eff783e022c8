// Launchpad bugs, as OpenStack's commit messages name them.
import type { Bytes } from '../../base/bytes';
import { Fault } from '../../base/fault';
import { parseMessage } from '../../patch/message';

/** The number of a bug given as `123`, `#123`, `LP#123`, `lp:123` or its Launchpad address. Throws `bad-bug`. */
export function bugNumber(bug: string): string {
  const match =
    /^(?:#|lp\s*(?:[#:]\s*)?|https?:\/\/(?:bugs\.)?launchpad\.net\/\S*?(?:\+bug|bugs)\/)?(\d{1,10})\/?$/i.exec(
      bug.trim(),
    );
  if (match?.[1]) return match[1];
  throw new Fault('bad-bug', `'${bug}' is not a Launchpad bug.`, 'Give its number, such as 2116852, or its address.');
}

/** The addresses of the bugs that a message closes, partly or wholly, or names as related; each once, in order. */
export function launchpadAddresses(message: Bytes): string[] {
  const numbers = parseMessage(message).trailers.flatMap((line) =>
    line.kind === 'trailer' && /^(?:closes|partial|related)-bug$/i.test(line.key)
      ? (/\d+/.exec(line.value)?.[0] ?? [])
      : [],
  );
  return [...new Set(numbers)].map((number) => `https://bugs.launchpad.net/bugs/${number}`);
}
