// How messages are composed where trailers are in the order in which things happened, as git commit and git cherry-pick write them.
import type { Bytes } from '../base/bytes';
import { formatMessage, parseMessage, picked, type TrailerLine, withTrailers } from '../patch/message';
import { withConflicts } from './conflict-note';
import type { Person } from './person';
import type { MessageFacts, PortFacts } from './profile';
import { holds, insertAfter, isSignOff, messageText, signOff } from './trailers';

/** A new fix's message: the source's own trailers, then these that it lacks, the pick line of an upstream commit, the sign-off. */
export function appendedMessage(
  { title, description, signer, source }: MessageFacts,
  added: readonly TrailerLine[],
  signs: boolean,
): Bytes {
  const message = parseMessage(source?.message ?? messageText(title, description));
  const lines: TrailerLine[] = [...message.trailers];
  for (const line of added) if (!holds(lines, line)) lines.push(line);
  if (source?.commit && !holds(lines, picked(source.commit))) lines.push(picked(source.commit));
  return formatMessage(withTrailers(message, signs ? signed(lines, signer) : lines));
}

/** A message for one branch: a `Conflicts` paragraph where it differs, and the pick lines that it lacks at its end. */
export function chainedMessage(message: Bytes, facts: PortFacts): Bytes {
  const parsed = withConflicts(message, facts);
  const lacking = facts.picked.map(picked).filter((line) => !holds(parsed.trailers, line));
  return lacking.length === 0
    ? formatMessage(parsed)
    : formatMessage(withTrailers(parsed, [...parsed.trailers, ...lacking]));
}

function signed(lines: readonly TrailerLine[], signer: Person): TrailerLine[] {
  const line = signOff(signer);
  return holds(lines, line)
    ? [...lines]
    : insertAfter(lines, (other) => isSignOff(other) || other.kind === 'picked', line);
}
