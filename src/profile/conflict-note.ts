// The paragraph that says which files had to be changed for a branch, and why.
import { type Bytes, decode, encode, trimBytesEnd } from '../base/bytes';
import { mailSafe } from '../patch/mail';
import { type Message, parseMessage } from '../patch/message';
import { wrapLine } from '../patch/wrap';
import { nickOf } from './person';
import type { ConflictNote, PortFacts } from './profile';

/** The first line of the paragraph, in any of the forms that git and people write; for a line without blanks at its end. */
export const CONFLICTS = /^(?:# )?Conflicts(?: with \S{1,200})?:[ \t]{0,9}\S{0,200}$/i;

/** The first words of a person's note. */
const NOTE = /^NOTE\(([^()\n]{1,100})\): /;

/** The note of a stable kernel's patch, a line among its trailers. */
const BRACKET = /^\[ ([^:\]\n]{1,100}): ([^\n]*) \]$/m;

/**
 * The message with this note as its last paragraph before the trailers, in the form of git's list and OpenStack's project
 * guide ("Conflicts:", the paths, then `NOTE(name): …`). A note that the message brought along is left out: it was about
 * another branch.
 */
export function withConflicts(message: Bytes, { conflict, signer, branch }: PortFacts): Message {
  const bare = withoutConflicts(parseMessage(message));
  if (!conflict) return bare;
  const paths = conflict.files.map((path) => `  ${path}\n`).join('');
  const head = `NOTE(${nickOf(signer)}): `;
  const said = conflict.note.trim().replace(/\n\s*\n/g, '\n');
  const words = said === '' ? lackingWords(head, conflict, branch) : `${head}${said}`;
  return withParagraph(bare, `Conflicts:\n${paths}${words === '' ? '' : mailSafe(encode(`\n${words}\n`))}`);
}

/** The note of a message about its conflicts, and whose it is; undefined where there is none. */
export function conflictNote(message: Bytes): { nick: string; note: string } | undefined {
  const { text, trailers } = parseMessage(message);
  const paragraphs = text.split(/\n{2,}/);
  const from = paragraphs.findIndex((paragraph) => CONFLICTS.test((paragraph.split('\n', 1)[0] ?? '').trimEnd()));
  const found = from < 0 ? undefined : paragraphs.slice(from + 1).find((paragraph) => NOTE.test(paragraph));
  const [head, nick] = NOTE.exec(found ?? '') ?? [];
  if (found !== undefined && head !== undefined && nick !== undefined)
    return { nick: decode(nick), note: decode(found.slice(head.length)).trim() };
  const bracket = trailers.findLast(({ kind, raw }) => kind === 'other' && BRACKET.test(raw));
  const [, by, words] = BRACKET.exec(bracket?.raw ?? '') ?? [];
  return by === undefined || words === undefined ? undefined : { nick: decode(by), note: decode(words) };
}

/** Which changes the branch lacks, as nova's backports say it; empty where none is known. */
function lackingWords(head: string, { files, lacks = [] }: ConflictNote, branch: string): string {
  const named = lacks.map(({ commit, subject, changeId }) => ({
    noun: changeId === undefined ? 'commit' : 'change',
    name: `${changeId ?? commit.slice(0, 12)} (${subject.trim()})`,
  }));
  const [only, ...others] = named;
  if (only === undefined) return '';
  const many = files.length > 1 || others.length > 0;
  const because = `${head}The ${many ? 'conflicts are' : 'conflict is'} because`;
  if (others.length === 0) return wrapLine(`${because} ${only.noun} ${only.name} is not in ${branch}.`, '');
  const list = named.map(({ name }) => wrapLine(`  * ${name}`, '    '));
  return [wrapLine(`${because} these changes are not in ${branch}:`, ''), ...list].join('\n');
}

/** The message with a paragraph at the end of its text, before the trailers. */
function withParagraph(message: Message, paragraph: Bytes): Message {
  return { ...message, text: `${trimBytesEnd(message.text)}\n\n${trimBytesEnd(paragraph)}\n${gapBefore(message)}` };
}

/** The message without the paragraph that lists conflicts, its notes, and git's own `# Conflicts:` lines. */
export function withoutConflicts(parsed: Message): Message {
  const paragraphs = parsed.text.split(/\n{2,}/);
  const kept: Bytes[] = [];
  let inside = false;
  for (const paragraph of paragraphs) {
    const first = (paragraph.trimStart().split('\n', 1)[0] ?? '').trimEnd();
    inside = kept.length > 0 && (CONFLICTS.test(first) || (inside && /^NOTE\(/.test(first)));
    if (!inside) kept.push(paragraph);
  }
  const trailers = parsed.trailers.filter((line) => line.kind !== 'trailer' || line.key.toLowerCase() !== 'conflicts');
  if (kept.length === paragraphs.length && trailers.length === parsed.trailers.length) return parsed;
  const bare = { ...parsed, trailers };
  return { ...bare, text: `${trimBytesEnd(kept.join('\n\n'))}\n${gapBefore(bare)}` };
}

/** The blank line before a trailer block. */
function gapBefore({ trailers }: Message): Bytes {
  return trailers.length > 0 ? '\n' : '';
}
