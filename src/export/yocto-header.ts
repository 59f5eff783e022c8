// The tags that OpenEmbedded wants in a patch: `Upstream-Status` and `CVE`.
import { type Bytes, encode } from '../base/bytes';
import { appliedUpstream, type FixDocument } from '../fix/document';
import { formatMessage, parseMessage, type TrailerLine, trailer, withTrailers } from '../patch/message';
import { parsePatch } from '../patch/parse';
import { isSignOff } from '../profile/trailers';
import { withHeader } from './header';

const TITLE = 'title\n\n';

/**
 * The patch with the tags that it lacks, before its sign-off (https://docs.yoctoproject.org/contributor-guide/recipe-style-guide.html):
 * what its DEP-3 fields say of upstream, and the CVEs that its text names.
 */
export function withYoctoTags(text: Bytes, document: FixDocument): Bytes {
  const head = parsePatch(text).preamble;
  const tags: TrailerLine[] = [];
  const cves = [...new Set(head.match(/\bCVE-\d{4}-\d{4,}\b/gi)?.map((cve) => cve.toUpperCase()) ?? [])];
  if (cves.length > 0 && !/^CVE: /m.test(head)) tags.push(trailer('CVE', cves.join(' ')));
  if (!/^Upstream-Status: /m.test(head)) tags.push(trailer('Upstream-Status', encode(upstreamStatus(document))));
  if (tags.length === 0) return text;
  return withHeader(text, (mail) => {
    const message = parseMessage(TITLE + mail.body);
    const at = message.trailers.findIndex(isSignOff);
    const lines = message.trailers.toSpliced(at < 0 ? message.trailers.length : at, 0, ...tags);
    return { ...mail, body: formatMessage(withTrailers(message, lines)).slice(TITLE.length) };
  });
}

function upstreamStatus(document: FixDocument): string {
  const { life } = document;
  const taken = /^(?:upstream|backport),\s*(.*)$/.exec(life.origin)?.[1];
  const from = (taken || appliedUpstream(document))?.replace(/^commit:/, '');
  if (from) return `Backport [${from}]`;
  if (/^https?:\/\//.test(life.forwarded)) return `Submitted [${life.forwarded}]`;
  if (life.forwarded === 'not-needed') return `Inappropriate [${life.origin || 'not needed upstream'}]`;
  return 'Pending';
}
