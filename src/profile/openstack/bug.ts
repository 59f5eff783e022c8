// Launchpad bugs, as OpenStack's commit messages name them.
import { Fault } from '../../base/fault';

/** The number of a bug given as `123`, `#123`, `LP#123`, `lp:123` or its Launchpad address. Throws `bad-bug`. */
export function bugNumber(bug: string): string {
  const match = /^(?:#|lp\s*[#:]?\s*|https?:\/\/(?:bugs\.)?launchpad\.net\/\S*?(?:\+bug|bugs)\/)?(\d{1,10})\/?$/i.exec(
    bug.trim(),
  );
  if (match?.[1]) return match[1];
  throw new Fault('bad-bug', `'${bug}' is not a Launchpad bug.`, 'Give its number, such as 2116852, or its address.');
}
