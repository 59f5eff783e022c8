// Why a tool of Debian's and our checks may say different things of a patch: each cause is a rule, and anything else is a failure.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseMail } from '../../src/patch/mail';
import { parsePatch } from '../../src/patch/parse';
import type { Patch } from '../../src/patch/types';
import type { Source } from './source';

/** One tool says something of a patch and the other does not: `code` is ours, `by` who says it. */
export interface Disagreement {
  code: string;
  about: string;
  by: 'us' | 'lintian' | 'dpkg-source';
}

const UNREAD = `
use lib '/usr/share/lintian/lib'; use Lintian::Deb822; use Unicode::UTF8 qw(valid_utf8 decode_utf8);
for my $file (@ARGV) {
  open(my $in, '<', $file) or die; local $/; my ($head) = split(/^---/m, <$in> // '', 2);
  my $read = length($head // '') && valid_utf8($head) && eval { my @parts = Lintian::Deb822->new->parse_string(decode_utf8($head)); @parts > 0 };
  print $read ? "read\\n" : "unread\\n";
}`;

/** The patches whose header lintian's own reader gives up: a mail with a message below its fields, mostly. */
function unreadByLintian({ folder, patches }: Source): Set<string> {
  const paths = patches.map(({ name }) => join('debian/patches', name));
  const out = execFileSync('perl', ['-e', UNREAD, '--', ...paths], { cwd: folder, maxBuffer: 2 ** 26, stdio: 'pipe' });
  const words = out.toString().split('\n');
  return new Set(patches.flatMap(({ name }, at) => (words[at] === 'unread' ? [name] : [])));
}

/** Finds the cause of a disagreement in a package; undefined for one that nobody has explained. */
export function explainer(source: Source): (disagreement: Disagreement) => string | undefined {
  const unread = unreadByLintian(source);
  const queued = new Set(source.queue.map(({ name }) => name));
  const whose = (is: (patch: Patch) => boolean) =>
    new Set(source.patches.flatMap(({ name, text }) => (is(parsePatch(text)) ? [name] : [])));
  const withFields = whose(({ preamble }) => parseMail(preamble).fields.length > 0);
  const empty = whose(({ files }) => files.length === 0);
  const known = new Set(source.patches.map(({ name }) => name));
  return ({ code, about, by }) => {
    if (code === 'dep3-not-forwarded' && by === 'us' && unread.has(about))
      return 'lintian does not read a header that has text below its fields';
    if (by === 'lintian' && empty.has(about)) return 'our checks say nothing of a file that changes nothing';
    if (code === 'title-missing' && by === 'us' && withFields.has(about))
      return 'lintian takes any field for a description';
    if (/^(?:title-missing|patch-in-debian|dep3-template)$/.test(code) && by === 'us' && !queued.has(about))
      return 'lintian does not look at patches that the series leaves out';
    if (code === 'series-patch-unnamed' && by === 'lintian' && !known.has(about))
      return 'lintian takes every file for a patch';
    return undefined;
  };
}
