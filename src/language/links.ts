// Addresses behind what a patch's header and a series name: bugs, reviews, vulnerabilities, patch files.
import { type Bytes, decode } from '../base/bytes';
import { parseSeries } from '../fix/series';
import type { Profile } from '../profile/profile';
import type { PatchText } from './patch-text';

/** A link on part of a line (0-based, UTF-16 columns). Its target is an address, or a file by its path from the document's folder. */
export interface Link {
  line: number;
  from: number;
  to: number;
  address?: string;
  file?: string;
}

/** The links of a patch's header; web addresses are left to the editor, which finds them itself. */
export function patchLinks({ lines, reading }: PatchText, profile: Profile | undefined): Link[] {
  const links = reading.entries.flatMap(({ name, value, start }) => {
    const text = decode(lines[start] ?? '').trimEnd();
    const from = text.indexOf(value.split('\n')[0] ?? '');
    const address = from < 0 ? undefined : addressOf(name, value, profile);
    return address === undefined ? [] : [{ line: start, from, to: text.length, address }];
  });
  const end = reading.trailersEnd;
  for (let line = 0; line < end; line++)
    for (const match of decode(lines[line] ?? '').matchAll(/\bCVE-\d{4}-\d{4,}\b/g))
      links.push({
        line,
        from: match.index,
        to: match.index + match[0].length,
        address: `https://www.cve.org/CVERecord?id=${match[0]}`,
      });
  return links;
}

function addressOf(name: string, value: string, profile: Profile | undefined): string | undefined {
  if (/^https?:/.test(value)) return undefined;
  if (name === 'Bug-Debian')
    return /^#?\d+$/.test(value) ? `https://bugs.debian.org/${value.replace('#', '')}` : undefined;
  if (name === 'Change-Id' && profile?.forge?.kind === 'gerrit' && /^I[0-9a-f]{40}$/.test(value))
    return `https://${profile.forge.host}/q/${value}`;
  return profile?.bugAddresses(`title\n\n${name}: ${value}\n`)[0];
}

/** The files that a series names. */
export function seriesLinks(text: Bytes): Link[] {
  return parseSeries(text).lines.flatMap(({ text: line, entry }, at) => {
    if (!entry) return [];
    const file = decode(entry.file);
    const from = decode(line).indexOf(file);
    return [{ line: at, from, to: from + file.length, file }];
  });
}
