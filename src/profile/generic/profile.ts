// Conventions that no git project objects to: a sign-off, the pick line, and bugs as the operator names them.
import { encode } from '../../base/bytes';
import { type TrailerLine, trailer } from '../../patch/message';
import { trailerAddresses } from '../addresses';
import { appendedMessage, chainedMessage } from '../compose';
import { conflictsCheck } from '../conflicts-check';
import { dep3Check } from '../dep3/check';
import type { Profile } from '../profile';
import { signOffCheck } from '../sign-off';
import { titleCheck } from '../title';
import { genericBranches, genericState } from './branches';

/** Conventions for a repository whose community is not known. */
export function genericProfile(): Profile {
  return {
    id: 'generic',
    title: 'generic',
    forge: undefined,
    branches: genericBranches,
    state: genericState,
    message: (facts) => appendedMessage(facts, facts.bugs.map(closes), true),
    ported: chainedMessage,
    bugAddresses: (message) => trailerAddresses(message, /^closes$/i),
    fields: { known: ['Closes', 'Fixes', 'Resolves', 'Link'], refused: [] },
    checks: [
      titleCheck(72, 'git-commit(1), "DISCUSSION": a short line of less than 50 characters; 72 still fit a terminal.'),
      signOffCheck('warning'),
      conflictsCheck,
      dep3Check,
    ],
  };
}

function closes(bug: string): TrailerLine {
  return trailer('Closes', encode(/^\d+$/.test(bug) ? `#${bug}` : bug));
}
