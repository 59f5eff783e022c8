// Writes the message of a new fix, and says who its author is.
import type { Bytes } from '../base/bytes';
import { decode, encode, splitLines, trimBytesEnd } from '../base/bytes';
import { Fault } from '../base/fault';
import { momentOf } from '../fix/date';
import { type Author, bodyOf } from '../fix/document';
import type { Commit, Identity } from '../git/git';
import { mailSafe } from '../patch/mail';
import { wrapBody } from '../patch/wrap';
import type { Ladder } from './ladder';

/** What a message is made of besides the repository's facts. */
interface Words {
  title?: string;
  description?: string;
  bugs: readonly string[];
}

/**
 * The commit message of a new fix by the community's rules. A commit of `upstream`'s keeps its subject and gets the
 * `(cherry picked from commit …)` line; the operator's own commit may be given another title. Throws `title-missing`.
 */
export async function describeMark(
  { git, profile }: Ladder,
  { title, description, bugs }: Words,
  signer: Identity,
  commit: Commit | undefined,
  upstream: boolean,
): Promise<Bytes> {
  if (!commit && !title?.trim())
    throw new Fault(
      'title-missing',
      'The fix has no title.',
      'Give it one line that says what it mends, with --title.',
    );
  const { commit: head } = await git.head();
  return profile.message({
    title: title?.trim() ?? '',
    description: mailSafe(wrapBody(description ?? '')),
    bugs,
    signer,
    committerLine: (await git.committerLine()) ?? '',
    ...(head ? { head } : {}),
    ...(commit
      ? {
          source: {
            message: sourceMessage(commit.message, upstream ? undefined : title),
            ...(upstream ? { commit: commit.id } : {}),
          },
        }
      : {}),
  });
}

/** What to say where lines of a message's body are quoted, as a mail cannot carry them as they are; nothing where none is. */
export function quotedNotes(body: Bytes): string[] {
  const given = splitLines(body);
  const quoted = splitLines(mailSafe(body)).filter((line, at) => line !== given[at]);
  return quoted.map(
    (line) => `A line of the message would end it in a mail, so it is quoted: ${decode(trimBytesEnd(line))}`,
  );
}

function sourceMessage(message: Bytes, title: string | undefined): Bytes {
  const named = title ? message.replace(/^[^\n]*/, () => encode(title.trim())) : message;
  const body = bodyOf(named);
  return named.slice(0, named.length - body.length) + mailSafe(body);
}

/** The author and date that a patch names: the commit's own, else the operator and now. */
export function authorOf(commit: Commit | undefined, signer: Identity, now: Date): Author {
  const parts = /^(.*) <([^<>]*)> (\d+) ([+-]\d{4})$/.exec(commit ? decode(commit.author) : '');
  if (!parts) return { name: signer.name, email: signer.email, ...momentOf(now) };
  return { name: parts[1] ?? '', email: parts[2] ?? '', epoch: Number(parts[3]), zone: parts[4] ?? '+0000' };
}
