// What Gerrit says when it takes no push, and what to do about it (Documentation/error-*.txt; where git cannot sign in, it does not get here).
import { plain } from '../text';

/** Why a push was not taken; stable words for programs. */
export type RejectCode =
  | 'author'
  | 'banned'
  | 'branch'
  | 'change-id-line'
  | 'change-id-missing'
  | 'change-id-place'
  | 'change-id-same'
  | 'change-id-several'
  | 'closed'
  | 'committer'
  | 'exists'
  | 'forbidden'
  | 'history'
  | 'merge'
  | 'option'
  | 'other'
  | 'reviewer'
  | 'sign-off'
  | 'size'
  | 'subject'
  | 'too-many'
  | 'create'
  | 'wip';

/** A refusal in our words: what is wrong as the end of a sentence, and the next step. */
export interface Reject {
  code: RejectCode;
  why: string;
  next: string;
}

type Row = [code: RejectCode, says: RegExp, why: string, next: string];

const compose =
  'Correct the last paragraph of the message in the patch (the editor and `fishladder lint` show where), then submit again.';
const port = 'Fetch from upstream, port the fix again, then submit again.';
const ask = 'Ask the people of the project for the right to do this.';

/** The first row that fits counts. `$1` is what the expression's group found. */
const table: readonly Row[] = [
  ['change-id-several', /multiple Change-Id lines/i, 'the message has more than one Change-Id line', compose],
  ['change-id-line', /invalid Change-Id/i, 'the Change-Id line is not "I" and 40 hexadecimal digits', compose],
  ['subject', /missing subject/i, 'the message has no title', 'Give the patch a title, then submit again.'],
  [
    'change-id-place',
    /Change-Id must be in/i,
    'the Change-Id line is not in the last paragraph of the message',
    compose,
  ],
  ['change-id-missing', /missing Change-Id/i, 'the message has no Change-Id line', compose],
  [
    'change-id-same',
    /same Change-Id in multiple changes|\bhas duplicates/i,
    'one Change-Id stands for several patches or reviews of this branch',
    'Give each patch a Change-Id of its own, or abandon all but one of the reviews.',
  ],
  [
    'closed',
    /change (\S+) closed|cannot replace .*(?:merged|abandoned)|change is closed/i,
    'its review is closed: it was merged or abandoned',
    'Refresh. Restore the review if it was abandoned; if it was merged, the branch has the fix.',
  ],
  [
    'sign-off',
    /not Signed-off-by/i,
    'the message has no Signed-off-by of its author or of who submits it',
    'Add the line to the patch if you may sign for it (`fishladder lint` says what is missing), then submit again.',
  ],
  [
    'committer',
    /invalid committer|forge committer|not registered in your account.*committer/i,
    'your mail address is not registered with your account at the server',
    'Register it there (Settings, Email Addresses), or set git’s user.email to one that is.',
  ],
  [
    'author',
    /invalid author|forge author/i,
    'the author’s mail address is not registered with your account, and you may not submit the work of others',
    'Register the address if it is yours (Settings, Email Addresses); else ask the project for the right to forge authors.',
  ],
  ['branch', /branch (\S+) not found|not valid ref/i, 'the server has no such branch', port],
  [
    'history',
    /no common ancestry|implicit merges? detected|non-fast.?forward/i,
    'the patch does not stand on this branch of the server',
    port,
  ],
  ['merge', /not allowed to upload merges/i, 'merges may not be put up for review', port],
  [
    'too-many',
    /too many commits|too many changes/i,
    'it would be more reviews than the server takes at once',
    'The branch here may be behind: fetch, port again, or submit fewer fixes at once.',
  ],
  [
    'exists',
    /commit(?:\(s\))? already exists|no new changes/i,
    'the server has this patch already, and its review shows a newer one',
    'Refresh, look at its newest patch set, and adopt it or port again.',
  ],
  [
    'wip',
    /Toggle-Wip-State|modify Work-in-Progress/i,
    'only its owner may say whether the review is work in progress',
    'Submit with the state that the review has, or ask its owner.',
  ],
  [
    'reviewer',
    /Account '([^']*)' not found|does not identify a registered user|(?<!\S)(\S+) is ambiguous/i,
    'the server does not know a reviewer that was named',
    'Name reviewers by their user name or mail address at this server.',
  ],
  [
    'option',
    /is not a valid option|can't contain|invalid (?:topic|hashtag)/i,
    'the server does not take a topic, hashtag or option',
    'Its own words tell which one; the topic is the name of the fix.',
  ],
  ['banned', /contains banned commit/i, 'it contains a commit that the server has banned', port],
  ['create', /Not a Gerrit administrator|Not permitted to create/i, 'you may not create this at the server', ask],
  [
    'size',
    /too large|exceeds|unpacker error/i,
    'a file of it is larger than the server takes',
    'Leave such files out of the fix, or ask the people of the project.',
  ],
  [
    'forbidden',
    /prohibited by Gerrit|Upload denied|blocks change upload|cannot (?:add|create)|not permitted|\b403\b|read.?only/i,
    'you may not push to this branch of the project',
    ask,
  ],
];

/** What a refusal means. `reason` is git's word for it, `words` are the other side's own lines; both are looked at, and quoted where unknown. */
export function rejectOf(reason: string, words: readonly string[]): Reject {
  for (const said of [reason, words.join('\n')]) {
    const row = table.find(([, says]) => says.test(said));
    if (row) return { code: row[0], why: row[2], next: row[3] };
  }
  const quoted = plain([reason, ...words].find((each) => each.trim() !== '') ?? '', 200);
  const why = quoted === '' ? 'it gave no reason' : `it said "${quoted}"`;
  return { code: 'other', why, next: 'The log has all that the server said.' };
}
