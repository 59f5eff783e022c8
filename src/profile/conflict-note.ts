// The paragraph that says which files had to be changed for a branch, and why.
import { type Bytes, encode } from '../base/bytes';
import { type Message, parseMessage } from '../patch/message';
import type { Person } from './person';
import type { ConflictNote } from './profile';

/** The first line of the paragraph, in any of the forms that git and people write; for a line without blanks at its end. */
export const CONFLICTS = /^(?:# )?Conflicts(?: with \S{1,200})?:[ \t]{0,9}\S{0,200}$/i;

/**
 * The message with this note as its last paragraph before the trailers, in the form of git's list and OpenStack's project
 * guide ("Conflicts:", the paths, then `NOTE(name): …`). A note that the message brought along is left out: it was about
 * another branch.
 */
export function withConflicts(message: Bytes, conflict: ConflictNote | undefined, { name }: Person): Message {
  const bare = withoutConflicts(parseMessage(message));
  if (!conflict) return bare;
  const paths = conflict.files.map((path) => `  ${path}\n`).join('');
  const nick = name.trim().split(/\s+/)[0]?.toLowerCase() ?? '';
  const words = conflict.note.trim().replace(/\n\s*\n/g, '\n');
  return withParagraph(bare, `Conflicts:\n${paths}${words === '' ? '' : encode(`\nNOTE(${nick}): ${words}\n`)}`);
}

/** The message with a paragraph at the end of its text, before the trailers. */
function withParagraph(message: Message, paragraph: Bytes): Message {
  return { ...message, text: `${message.text.trimEnd()}\n\n${paragraph.trimEnd()}\n${gapBefore(message)}` };
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
  return { ...bare, text: `${kept.join('\n\n').trimEnd()}\n${gapBefore(bare)}` };
}

/** The blank line before a trailer block. */
function gapBefore({ trailers }: Message): Bytes {
  return trailers.length > 0 ? '\n' : '';
}
