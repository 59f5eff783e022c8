// What a spec says of a patch: the comment above it, and the line of the changelog.
import { decode } from '../base/bytes';
import { appliedUpstream, type FixDocument, titleOf } from '../fix/document';
import { parseMessage } from '../patch/message';

/** Title, upstream's state and the bugs, a line each (Fedora Packaging Guidelines, "Patch Guidelines": every patch says its upstream status). */
export function patchComment(document: FixDocument): string[] {
  return [titleOf(document.message), upstreamState(document), ...document.life.bugs];
}

/**
 * The comment that openSUSE wants (openSUSE:Packaging Patches guidelines, "Patch markup"):
 * `PATCH-FIX-UPSTREAM file bsc#1 mail -- title`.
 */
export function suseComment(file: string, document: FixDocument): string[] {
  const { origin, bugs } = document.life;
  const isUpstream = /^(?:upstream|backport)\b/.test(origin) || appliedUpstream(document) !== undefined;
  const kind = isUpstream ? 'UPSTREAM' : 'OPENSUSE';
  const values = trailers(document, /^references$/i).flatMap((value) => value.split(/[\s,]+/));
  const references = values.length > 0 ? values : bugs;
  return [[`PATCH-FIX-${kind}`, file, ...references, document.author.email, '--', titleOf(document.message)].join(' ')];
}

/** What a changelog says: the title, then the issues as the message names them (`Resolves: RHEL-1`, `CVE: CVE-2026-1`). */
export function changeLines(document: FixDocument): string[] {
  const named = /^(?:resolves|related|reverts|cve)$/i;
  const issues = parseMessage(document.message).trailers.flatMap((line) =>
    line.kind === 'trailer' && named.test(line.key) ? [`${line.key}: ${decode(line.value)}`] : [],
  );
  return [titleOf(document.message), ...issues];
}

function upstreamState(document: FixDocument): string {
  const { origin, forwarded } = document.life;
  const sent = /^https?:\/\//.test(forwarded) ? [forwarded] : [];
  const known = [appliedUpstream(document) ?? [], sent].flat();
  if (known.length > 0) return `Upstream: ${known.join(', ')}`;
  const [, kind, from] = /^(upstream|backport),\s*(.*)$/.exec(origin) ?? [];
  if (kind) return `Upstream: ${from}${kind === 'backport' ? ', adapted' : ''}`;
  if (forwarded === 'not-needed') return 'Upstream does not need it.';
  return ['Not upstream yet', ...[origin.replace(/^(?:other|vendor),\s*/, '')].filter(Boolean)].join(': ');
}

function trailers(document: FixDocument, name: RegExp): string[] {
  return parseMessage(document.message).trailers.flatMap((line) =>
    line.kind === 'trailer' && name.test(line.key) ? [decode(line.value)] : [],
  );
}
