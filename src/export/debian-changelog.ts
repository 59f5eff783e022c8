// The changelog of a Debian package: what a new version says of its patches (deb-changelog(5); Debian Policy 4.4).
import { type Bytes, decode, encode, splitLines } from '../base/bytes';
import { Fault } from '../base/fault';
import { mailDate } from '../fix/date';
import type { Packager } from './types';

/** The widest line that lintian takes without a word (debian-changelog-line-too-long). */
const WIDTH = 80;

/** A version's entry: its first line, its changes, and its last line, which says who and when. */
interface Entry {
  package: string;
  version: string;
  distribution: string;
  /** The person's name in the last line. */
  author: Bytes;
  /** The changes begin here, end before here; the last line is there. */
  changes: number;
  changesEnd: number;
  end: number;
}

/**
 * The changelog with a line for each item that the newest entry does not name already: in that entry while it is UNRELEASED, else in a new
 * one above it. As `dch` does, another person's changes keep their name in brackets above them. Throws `bad-changelog`.
 */
export function addToChangelog(text: Bytes, path: string, items: readonly ChangeItem[], who: Packager): Bytes {
  const lines = splitLines(text);
  const top = readTop(lines, path);
  const isOpen = top.distribution === 'UNRELEASED';
  const said = isOpen ? lines.slice(0, top.end).join('') : '';
  const fresh = items.filter(({ file }) => !namesFile(said, file));
  if (fresh.length === 0) return text;
  const changes = fresh.flatMap(changeLines);
  if (!isOpen) {
    const signature = ` -- ${encode(`${who.name} <${who.email}>`)}  ${mailDate(who).replace(/, (\d) /, ', 0$1 ')}\n`;
    const head = `${top.package} (${nextVersion(top.version)}) UNRELEASED; urgency=medium\n`;
    return [head, '\n', ...changes, '\n', signature, '\n', text].join('');
  }
  const heading = (name: Bytes) => `  [ ${name} ]\n`;
  const existing = lines.slice(top.changes, top.changesEnd);
  const last = existing.flatMap((line) => /^ {2}\[ (.*) \]\s*$/.exec(line)?.[1] ?? []).at(-1);
  const isMine = (last ?? top.author) === encode(who.name);
  return [
    ...lines.slice(0, top.changes),
    ...(isMine || last !== undefined ? [] : [heading(top.author)]),
    ...existing,
    ...(isMine ? [] : ['\n', heading(encode(who.name))]),
    ...changes,
    ...lines.slice(top.changesEnd),
  ].join('');
}

/** A change of a package: the patch's path and what it does; `closes` as the archive's tools read it (`Closes: #1`, `LP: #1`). */
export interface ChangeItem {
  file: string;
  title: string;
  closes: readonly string[];
}

function readTop(lines: readonly Bytes[], path: string): Entry {
  const first = lines.findIndex((line) => line.trim() !== '');
  const head = /^(\S+) \(([^()\s]+)\)((?: [\w.+-]+)+);/.exec(lines[first] ?? '');
  const end = lines.findIndex((line) => line.startsWith(' -- '));
  const author = /^ -- (.*?) <[^<>]*> {2}\S/.exec(lines[end] ?? '')?.[1];
  if (!head || author === undefined)
    throw new Fault(
      'bad-changelog',
      `${path} does not begin with an entry that can be read.`,
      'See dpkg-parsechangelog for what is wrong, correct it, and do the same again. Nothing was written.',
    );
  const changes = lines.findIndex((line, at) => at > first && line.trim() !== '');
  const changesEnd = lines.findLastIndex((line, at) => at < end && line.trim() !== '') + 1;
  const [, name = '', version = '', suites = ''] = head;
  return { package: name, version, distribution: suites.trim(), author, changes, changesEnd, end };
}

function namesFile(text: Bytes, file: string): boolean {
  const words = text.split(/[ \t-\r:;,()]+/);
  return words.includes(encode(file));
}

/** `  * path: title. (Closes: #1)`, wrapped; a line that goes on is indented by four. */
function changeLines({ file, title, closes }: ChangeItem): Bytes[] {
  const text = `${file}: ${title.replace(/[\u0000-\u001f\u007f]/g, ' ')}${closes.length > 0 ? ` (${closes.join(', ')})` : ''}`;
  const lines: string[] = [];
  let line = '  *';
  for (const word of text.split(/\s+/)) {
    if (line.length + 1 + word.length > WIDTH && line.trim() !== '*') {
      lines.push(line);
      line = '   ';
    }
    line += ` ${word}`;
  }
  return [...lines, line].map((each) => encode(`${each}\n`));
}

/** The version that `dch --increment` would give: the last number is one higher, or 1 comes behind. */
function nextVersion(version: Bytes): string {
  const text = decode(version);
  const number = /(?<!\d)\d+$/.exec(text)?.[0];
  return number === undefined ? `${text}1` : `${text.slice(0, -number.length)}${BigInt(number) + 1n}`;
}
