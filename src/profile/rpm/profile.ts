// The conventions of RPM packages in Fedora, CentOS Stream and RHEL.
import { type Bytes, decode, encode } from '../../base/bytes';
import { Fault } from '../../base/fault';
import { parseMessage, type TrailerLine, trailer } from '../../patch/message';
import type { Facts, Remark } from '../check';
import { appendedMessage, chainedMessage } from '../compose';
import { conflictsCheck } from '../conflicts-check';
import { dep3Check } from '../dep3/check';
import { rewriteEntry } from '../edits';
import type { ForgeAddress, Profile } from '../profile';
import { type Entry, entriesNamed, type Reading } from '../reading';
import { titleCheck } from '../title';
import { isEnterprise, rpmBranches } from './branches';

const ISSUES =
  'CentOS Stream and RHEL take a change for an issue only: "Resolves: RHEL-12345" (older: rhbz#1234567), or Related or Reverts.';

/** The conventions of a repository with a spec file. */
export function rpmProfile(forge?: ForgeAddress): Profile {
  return {
    id: 'rpm',
    title: 'RPM package',
    forge,
    branches: rpmBranches,
    state: (branch) => (/^(?:rawhide|main|master)$/.test(branch) ? 'development' : 'maintained'),
    message: (facts) => appendedMessage(facts, facts.bugs.map(bugTrailer), true),
    ported: chainedMessage,
    bugAddresses,
    fields: { known: ['Resolves', 'Related', 'Reverts', 'JIRA', 'CVE'], refused: [] },
    checks: [titleCheck(72, 'git-commit(1), "DISCUSSION".'), issueCheck, conflictsCheck, dep3Check],
  };
}

function bugTrailer(bug: string): TrailerLine {
  const text = bug.trim();
  const issue = /(?:^|\/browse\/)(RHEL-\d+)$/.exec(text)?.[1];
  const number = /^(?:#|rhbz#|https:\/\/bugzilla\.redhat\.com\/(?:show_bug\.cgi\?id=)?)?(\d{1,10})$/i.exec(text)?.[1];
  if (/^CVE-\d{4}-\d{4,}$/.test(text)) return trailer('CVE', text);
  if (issue) return trailer('Resolves', issue);
  if (number) return trailer('Resolves', `rhbz#${number}`);
  if (/^https?:\/\/\S+$/.test(text)) return trailer('Resolves', encode(text));
  throw new Fault(
    'bad-bug',
    `'${bug}' is no bug of Red Hat's.`,
    'Give RHEL-12345, the number of a bug in Bugzilla, a CVE, or an address.',
  );
}

function bugAddresses(message: Bytes): string[] {
  const values = parseMessage(message).trailers.flatMap((line) =>
    line.kind === 'trailer' && /^(?:resolves|related)$/i.test(line.key) ? decode(line.value).split(/[\s,]+/) : [],
  );
  return values.flatMap((value) => {
    const number = /^rhbz#(\d+)$/.exec(value)?.[1];
    if (number) return [`https://bugzilla.redhat.com/${number}`];
    if (/^RHEL-\d+$/.test(value)) return [`https://issues.redhat.com/browse/${value}`];
    return /^https?:\/\/\S+$/.test(value) ? [value] : [];
  });
}

/** Numbers of Bugzilla with their prefix, keys of issues in capitals; nothing where a word is neither. */
function issuesMended(entry: Entry): Pick<Remark, 'remedy'> {
  const words = entry.value
    .replace(/\b((?:rh)?bz|bug|rhel)(?:[ \t]+|[ \t]*[#:-][ \t]*)(?=\d)/gi, '$1#')
    .split(/[,\s]+/);
  const mended = words.map((word) => {
    const [, kind = '', number] = /^(?:(rhel|rhbz|bz|bug)?#)?(\d+)$/i.exec(word) ?? [];
    if (number === undefined) return /^https?:\/\/\S+$/.test(word) ? word : undefined;
    return kind.toLowerCase() === 'rhel' ? `RHEL-${number}` : `rhbz#${number}`;
  });
  if (mended.includes(undefined)) return {};
  const value = mended.join(', ');
  return { remedy: { title: `Write ${value}`, edits: [rewriteEntry(entry, entry.name, value)], safe: false } };
}

/** On CentOS Stream and RHEL: `resolves-missing`, `resolves-malformed`, and `rhel-only` (neither a pick line nor these words). */
function issueCheck(reading: Reading, { branch }: Facts): Remark[] {
  if (branch === undefined || !isEnterprise(branch)) return [];
  const { titleLine, picked, patch } = reading;
  const named = entriesNamed(reading, 'Resolves', 'Related', 'Reverts', 'JIRA');
  const title = { start: titleLine, end: titleLine + 1 };
  const found: Remark[] = named
    .filter(
      ({ value }) => !value.split(/[,\s]+/).every((issue) => /^(?:RHEL-\d+|rhbz#\d+|https?:\/\/\S+)$/.test(issue)),
    )
    .map((entry) => ({
      code: 'resolves-malformed',
      severity: 'warning',
      message: `${entry.name} names an issue as RHEL-12345 or rhbz#1234567.`,
      explanation: ISSUES,
      start: entry.start,
      end: entry.end,
      ...issuesMended(entry),
    }));
  if (named.length === 0)
    found.push({
      code: 'resolves-missing',
      severity: 'warning',
      message: 'The message names no issue.',
      explanation: ISSUES,
      ...title,
    });
  if (picked.length === 0 && !/rhel-only/i.test(patch.preamble))
    found.push({
      code: 'rhel-only',
      severity: 'info',
      message: 'The message neither names the upstream commit nor says rhel-only.',
      explanation: 'Source-git repositories of RHEL (systemd) want git cherry-pick -x, or the words rhel-only.',
      ...title,
    });
  return found;
}
