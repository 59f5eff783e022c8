// Messages of fixes in Debian and Ubuntu packages: bugs as DEP-3 fields at the end of the log (DEP-3, "Structure", git style).
import { type Bytes, encode } from '../../base/bytes';
import { Fault } from '../../base/fault';
import { type TrailerLine, trailer } from '../../patch/message';
import { appendedMessage } from '../compose';
import type { MessageFacts } from '../profile';

/** A new fix: a bug's number is the vendor's (`Bug-Debian`, `Bug-Ubuntu`), an address upstream's unless it is the vendor's. Throws `bad-bug`. */
export function packageMessage(vendor: 'debian' | 'ubuntu', facts: MessageFacts): Bytes {
  return appendedMessage(
    facts,
    facts.bugs.map((bug) => bugTrailer(vendor, bug.trim())),
    true,
  );
}

function bugTrailer(vendor: 'debian' | 'ubuntu', bug: string): TrailerLine {
  const number = /^(?:#|lp[\s:#]*)?(\d{1,10})$/i.exec(bug)?.[1];
  const isUbuntu = vendor === 'ubuntu' || /^lp/i.test(bug);
  if (number) return isUbuntu ? launchpad(number) : debbugs(number);
  const debian = /^https?:\/\/bugs\.debian\.org\/(?:cgi-bin\/bugreport\.cgi\?bug=)?(\d+)/.exec(bug)?.[1];
  if (debian) return debbugs(debian);
  const ubuntu = /^https?:\/\/(?:bugs\.)?launchpad\.net\/(?:ubuntu\/\S*?(?:\+bug)|bugs)\/(\d+)/.exec(bug)?.[1];
  if (ubuntu) return launchpad(ubuntu);
  if (/^https?:\/\/\S+$/.test(bug)) return trailer('Bug', encode(bug));
  throw new Fault(
    'bad-bug',
    `'${bug}' is neither a bug number nor an address.`,
    'Give a number such as 1012345, or the address of the bug.',
  );
}

function debbugs(number: string): TrailerLine {
  return trailer('Bug-Debian', `https://bugs.debian.org/${number}`);
}

function launchpad(number: string): TrailerLine {
  return trailer('Bug-Ubuntu', `https://bugs.launchpad.net/bugs/${number}`);
}
