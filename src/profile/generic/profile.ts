// Conventions that no git project objects to: a sign-off, the pick line, and bugs as the operator names them.
import { type Bytes, decode, encode } from '../../base/bytes';
import {
  formatMessage,
  parseMessage,
  picked,
  type TrailerLine,
  trailer,
  trailerValues,
  withTrailers,
} from '../../patch/message';
import type { MessageFacts, Profile } from '../profile';
import { signOffCheck } from '../sign-off';
import { holds, insertAfter, isSignOff, messageText, signOff } from '../trailers';
import { genericBranches } from './branches';

/** Conventions for a repository whose community is not known. */
export function genericProfile(): Profile {
  return {
    id: 'generic',
    forge: undefined,
    branches: genericBranches,
    message: genericMessage,
    bugAddresses,
    checks: [signOffCheck],
  };
}

function genericMessage({ title, description, bugs, signer, source }: MessageFacts): Bytes {
  const message = parseMessage(source?.message ?? messageText(title, description));
  const closes = bugs.map((bug) => trailer('Closes', encode(/^\d+$/.test(bug) ? `#${bug}` : bug)));
  let lines: TrailerLine[] = [...message.trailers];
  for (const line of closes) if (!holds(lines, line)) lines.push(line);
  if (source?.commit) lines.push(picked(source.commit));
  const signed = signOff(signer);
  if (!holds(lines, signed)) lines = insertAfter(lines, (line) => isSignOff(line) || line.kind === 'picked', signed);
  return formatMessage(withTrailers(message, lines));
}

function bugAddresses(message: Bytes): string[] {
  const values = trailerValues(parseMessage(message), 'Closes').map(decode);
  return values.filter((value) => /^https?:\/\/\S+$/.test(value));
}
