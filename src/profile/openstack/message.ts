// Commit messages as OpenStack's reviewers expect them: trailers in the order of nova's history, the pick chain last.
import type { Bytes } from '../../base/bytes';
import {
  formatMessage,
  type Message,
  parseMessage,
  picked,
  type TrailerLine,
  trailer,
  withTrailers,
} from '../../patch/message';
import type { MessageFacts } from '../profile';
import { hasKey, holds, insertAfter, isSignOff, messageText, signOff } from '../trailers';
import { bugNumber } from './bug';
import { newChangeId } from './change-id';

/**
 * The message of a new fix. The footer's order is that of nova's backports: bugs, Change-Id, sign-offs, then one
 * `(cherry picked from commit …)` line a branch passed, oldest first (git cherry-pick -x). A Change-Id that is there stays.
 */
export function openstackMessage(facts: MessageFacts): Bytes {
  const message = parseMessage(facts.source?.message ?? messageText(facts.title, facts.description));
  const footed = withFooter(message, facts);
  if (footed.trailers.some((line) => hasKey(line, 'Change-Id'))) return formatMessage(footed);
  const id = trailer('Change-Id', newChangeId(facts.committerLine, facts.head, formatMessage(footed)));
  const at = footed.trailers.findIndex((line) => isSignOff(line) || line.kind === 'picked');
  return formatMessage(withTrailers(footed, footed.trailers.toSpliced(at, 0, id)));
}

function withFooter(message: Message, { bugs, signer, source }: MessageFacts): Message {
  const named = bugs.map((bug) => trailer('Closes-Bug', `#${bugNumber(bug)}`));
  let lines: TrailerLine[] = [...named.filter((line) => !holds(message.trailers, line)), ...message.trailers];
  const signed = signOff(signer);
  if (!holds(lines, signed)) lines = insertSignOff(lines, signed);
  if (source?.commit) lines.push(picked(source.commit));
  return withTrailers(message, lines);
}

/** Behind the last sign-off; without one, before the pick chain. */
function insertSignOff(lines: readonly TrailerLine[], signed: TrailerLine): TrailerLine[] {
  if (lines.some(isSignOff)) return insertAfter(lines, isSignOff, signed);
  const chain = lines.findIndex(({ kind }) => kind === 'picked');
  return chain < 0 ? [...lines, signed] : lines.toSpliced(chain, 0, signed);
}
