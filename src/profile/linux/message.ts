// Commit messages as the Linux stable team takes them (Documentation/process/stable-kernel-rules.rst, "Option 3").
import { type Bytes, decode, encode, splitLines, trimBytesEnd } from '../../base/bytes';
import { formatMessage, parseMessage, type TrailerLine, trailer, withTrailers } from '../../patch/message';
import { UPSTREAM_LINE } from '../cited';
import { appendedMessage } from '../compose';
import { withoutConflicts } from '../conflict-note';
import { nickOf, type Person } from '../person';
import type { ConflictNote, MessageFacts, PortFacts } from '../profile';
import { hasKey, holds, isSignOff, signOff } from '../trailers';

/** A new fix: `Closes:` with the bugs' addresses, then the sign-off. A commit of mainline's is named by the line below the title. */
export function linuxMessage(facts: MessageFacts): Bytes {
  const closes = facts.bugs.map((bug) =>
    trailer('Closes', encode(/^\d+$/.test(bug) ? `https://bugzilla.kernel.org/show_bug.cgi?id=${bug}` : bug)),
  );
  const { source } = facts;
  const message = appendedMessage(
    { ...facts, ...(source ? { source: { message: source.message } } : {}) },
    closes,
    true,
  );
  return source?.commit ? withUpstream(message, source.commit) : message;
}

/**
 * The message for one stable branch: `commit <id> upstream.` below the title, no Change-Id (checkpatch refuses it), and before the
 * carrier's own sign-off `[ name: what had to be changed ]`.
 */
export function linuxPorted(message: Bytes, { picked, conflict, signer, branch }: PortFacts): Bytes {
  const parsed = withoutConflicts(parseMessage(message));
  const [mainline] = picked;
  const named = parseMessage(
    mainline === undefined ? formatMessage(parsed) : withUpstream(formatMessage(parsed), mainline),
  );
  const note = conflict && encode(noteOf(signer, conflict.note.trim() || adjustedWords(conflict, branch)));
  const own = signOff(signer);
  const lines = named.trailers.filter((line) => !hasKey(line, 'Change-Id') && line.kind !== 'picked');
  const mine = note === undefined ? -1 : lines.findLastIndex((line) => same(line, own));
  if (note === undefined) return formatMessage(withTrailers(named, holds(lines, own) ? lines : [...lines, own]));
  const bracket: TrailerLine = { kind: 'other', raw: `${note}\n` };
  const others = lines.filter((line, at) => at !== mine && !same(line, bracket));
  return formatMessage(withTrailers(named, [...others, bracket, own]));
}

function noteOf(signer: Person, words: string): string {
  const lines = words.split('\n').map((line) => line.trim());
  return `[ ${nickOf(signer)}: ${lines.filter(Boolean).join(' ')} ]`;
}

/** What was changed, and the commits that the branch lacks as checkpatch.pl wants commits named: 12 digits and the title. */
function adjustedWords({ files, leftOut = [], lacks = [] }: ConflictNote, branch: string): string {
  const done = (verb: string, paths: readonly Bytes[]) =>
    paths.length === 0 ? [] : [`${verb} ${paths.map(decode).join(', ')}`];
  const adjusted = files.filter((path) => !leftOut.includes(path));
  const named = lacks.map(({ commit, subject }) => `${commit.slice(0, 12)} ("${subject.trim()}")`);
  const [noun, verb] = named.length === 1 ? ['commit', 'is'] : ['commits', 'are'];
  const why = named.length === 0 ? '' : `, as ${noun} ${named.join(', ')} ${verb} not in ${branch}`;
  return `${[...done('adjusted', adjusted), ...done('left out', leftOut)].join(', ')}${why}`;
}

/** The message with the line that names the mainline commit as its first paragraph, in place of one that is there. */
function withUpstream(message: Bytes, commit: string): Bytes {
  const parsed = parseMessage(message);
  const [title = '', ...rest] = splitLines(parsed.text);
  const bare = rest.filter((line) => !UPSTREAM_LINE.test(line.replace(/\n$/, ''))).join('');
  const body = trimBytesEnd(bare.replace(/^[ \t\r\n]*\n/, ''));
  const text = `${trimBytesEnd(title)}\n\ncommit ${commit} upstream.\n\n${body === '' ? '' : `${body}\n\n`}`;
  return formatMessage({ ...parsed, text: parsed.trailers.length > 0 ? text : `${trimBytesEnd(text)}\n` });
}

function same(a: TrailerLine, b: TrailerLine): boolean {
  return isSignOff(a) === isSignOff(b) && a.raw.trim() === b.raw.trim();
}
