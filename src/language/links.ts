// Addresses behind what a patch and a series name: bugs, reviews, vulnerabilities, commits, changed files, patch files.
import { type Bytes, decode } from '../base/bytes';
import { parseSeries } from '../fix/series';
import { type PlacedFile, placedFiles } from '../patch/rows';
import { citations } from '../profile/cited';
import { commitAddress } from '../profile/commit-address';
import type { Profile } from '../profile/profile';
import type { PatchText } from './patch-text';

/**
 * A link on part of a line (0-based, UTF-16 columns). Its target is an address, or a file by its path: from the
 * document's folder, or in the repository. */
export interface Link {
  line: number;
  from: number;
  to: number;
  address?: string;
  file?: string;
  repositoryFile?: string;
}

/** The links of a patch: in its header, and on the names of its files; web addresses are left to the editor, which finds them itself. */
export function patchLinks({ lines, reading, patch }: PatchText, profile: Profile | undefined): Link[] {
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
  for (const { commit, start } of citations(reading)) {
    const from = decode(lines[start] ?? '').indexOf(commit);
    const address = profile?.forge && commitAddress(profile.forge, commit);
    if (address !== undefined && from >= 0) links.push({ line: start, from, to: from + commit.length, address });
  }
  return [...links, ...(patch ? placedFiles(patch).flatMap((file) => fileLinks(file, lines)) : [])];
}

/** The names above a file's hunks. */
function fileLinks({ file, line }: PlacedFile, lines: readonly Bytes[]): Link[] {
  return file.header.flatMap((_, at): Link[] => {
    const text = decode(lines[line + at] ?? '');
    const path = /^--- /.test(text) ? file.oldPath : /^\+\+\+ /.test(text) ? file.newPath : undefined;
    const name = path === undefined ? '' : decode(path);
    const from = name === '' ? -1 : text.indexOf(name, 4);
    return from < 0 ? [] : [{ line: line + at, from, to: from + name.length, repositoryFile: name }];
  });
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
