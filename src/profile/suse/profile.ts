// The conventions of SUSE's kernel patches (kernel-source, README.md "Patch Headers").
import { type Bytes, decode, encode } from '../../base/bytes';
import { Fault } from '../../base/fault';
import { parseMessage, type TrailerLine, trailer } from '../../patch/message';
import { appendedMessage, chainedMessage } from '../compose';
import { dep3Check } from '../dep3/check';
import type { MessageFacts, Profile } from '../profile';
import { suseBranches } from './branches';
import { suseCheck } from './check';

/** The conventions of a kernel-source repository. */
export function suseProfile(): Profile {
  return {
    id: 'suse',
    title: 'SUSE kernel',
    forge: undefined,
    branches: suseBranches,
    state: (branch) => (/^(?:master|main|factory|stable)$/.test(branch) ? 'development' : 'maintained'),
    message: suseMessage,
    ported: (message, facts) => chainedMessage(message, { ...facts, picked: [] }),
    bugAddresses,
    fields: { known: ['Patch-mainline', 'Git-commit', 'Git-repo', 'Alt-commit', 'No-fix'], refused: [] },
    checks: [suseCheck, dep3Check],
  };
}

/** The tags go before the sign-off, where the checker reads them as well as in the header. A commit's version is not known here. */
function suseMessage(facts: MessageFacts): Bytes {
  const { source } = facts;
  const tags = source?.commit
    ? [trailer('Git-commit', source.commit)]
    : [trailer('Patch-mainline', 'Not yet, made in the deployed release')];
  const bare = { ...facts, ...(source ? { source: { message: source.message } } : {}) };
  return appendedMessage(bare, [...tags, ...facts.bugs.map(reference)], true);
}

function reference(bug: string): TrailerLine {
  const text = bug.trim();
  if (/^(?:(?:bsc|boo|bnc)#\d+|jsc#\w+-\d+|CVE-\d{4}-\d{4,})$/.test(text)) return trailer('References', text);
  const number = /^(?:#|https:\/\/bugzilla\.(?:suse|opensuse)\.(?:com|org)\/(?:show_bug\.cgi\?id=)?)?(\d{1,10})$/.exec(
    text,
  )?.[1];
  if (number) return trailer('References', `bsc#${number}`);
  if (/^https?:\/\/\S+$/.test(text)) return trailer('References', encode(text));
  throw new Fault('bad-bug', `'${bug}' is no reference.`, 'Give bsc#1234567, jsc#PED-123, a CVE, or an address.');
}

function bugAddresses(message: Bytes): string[] {
  const values = parseMessage(message).trailers.flatMap((line) =>
    line.kind === 'trailer' && /^references$/i.test(line.key) ? decode(line.value).split(/[\s,]+/) : [],
  );
  return values.flatMap((value) => {
    const number = /^(?:bsc|boo|bnc)#(\d+)$/.exec(value)?.[1];
    if (number) return [`https://bugzilla.suse.com/show_bug.cgi?id=${number}`];
    return /^https?:\/\/\S+$/.test(value) ? [value] : [];
  });
}
