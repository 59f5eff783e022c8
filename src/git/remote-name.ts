// What may name another repository, and a ref there: both can come from a server or from a repository's files.
import { Fault } from '../base/fault';

/** Throws `bad-address` unless git takes this for a remote, a path or an address of a usual kind, and for no option or helper. */
export function checkAddress(address: string): void {
  const isPlain = !/^-|[\u0000-\u0020\u007f]|^[\w-]+::/.test(address) && address !== '';
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(address)?.[1]?.toLowerCase();
  if (isPlain && (scheme === undefined || ['https', 'http', 'ssh', 'git', 'file'].includes(scheme))) return;
  throw new Fault(
    'bad-address',
    `'${address.replace(/[^\u0021-\u007e]/g, '?')}' is no address of a repository.`,
    'Set it to the name of a remote, or to an address such as https://review.example.org/project.',
  );
}

/** Throws `bad-ref` unless this is a plain full ref (git check-ref-format, without its rarer signs), such as `refs/changes/34/1234/5`. */
export function checkRef(ref: string): void {
  const isPlain = /^refs(?:\/[A-Za-z0-9_][\w.+@~%=,-]*)+$/.test(ref) && !/\.\.|\.lock(?:\/|$)|@\{|[./]$/.test(ref);
  if (isPlain) return;
  throw new Fault(
    'bad-ref',
    `'${ref.replace(/[^\u0020-\u007e]/g, '?').slice(0, 200)}' is no ref of a repository.`,
    'See whether the review server is what it should be.',
  );
}
