// Every refusal that Gerrit documents has a sentence and a remedy of its own.
import { strict as assert } from 'node:assert';
import { type RejectCode, rejectOf } from '../../../../src/review/gerrit/rejects';

/** What git prints in the brackets, or `remote:` lines, as seen at Gerrit 3.10.2 or quoted from Documentation/error-*.txt. */
const said: [RejectCode, string][] = [
  ['exists', 'no new changes'],
  ['exists', 'commit(s) already exists (as current patchset)'],
  ['change-id-missing', 'commit 899bab5: missing Change-Id in message footer'],
  ['change-id-several', 'commit 97bb65f: multiple Change-Id lines in message footer'],
  ['change-id-line', 'commit 643bdb5: invalid Change-Id line format in message footer'],
  ['change-id-place', 'commit 523da63: Change-Id must be in message footer'],
  ['subject', 'commit 98bdbd5: missing subject; Change-Id must be in message footer'],
  [
    'change-id-same',
    'same Change-Id in multiple changes.\nSquash the commits with the same Change-Id or ensure Change-Ids are unique for each commit',
  ],
  ['change-id-same', 'I1234 has duplicates'],
  ['closed', 'change http://127.0.0.1/c/openstack/nova/+/6 closed'],
  ['sign-off', 'commit ebab3ea: not Signed-off-by author/committer/uploader in message footer'],
  ['committer', 'commit 03a0aa0: invalid committer'],
  ['author', 'commit 03a0aa0: invalid author'],
  ['branch', 'branch nope not found'],
  ['branch', 'not valid ref'],
  ['history', 'no common ancestry'],
  ['history', 'implicit merges detected'],
  ['history', 'non-fast forward'],
  ['merge', 'you are not allowed to upload merges'],
  ['too-many', 'too many commits'],
  ['wip', 'only users with Toggle-Wip-State permission can modify Work-in-Progress'],
  ['reviewer', "Account 'nobody@nowhere' not found\nnobody@nowhere does not identify a registered user or group"],
  ['option', '"--foo" is not a valid option'],
  ['banned', 'contains banned commit 1234567'],
  ['create', 'Not permitted to create openstack/nova'],
  ['create', 'Not a Gerrit administrator'],
  ['size', 'n/a (unpacker error)'],
  ['forbidden', 'prohibited by Gerrit: not permitted: create change on refs/heads/master'],
  ['forbidden', "Upload denied for project 'openstack/nova'"],
  ['forbidden', 'One or more refs/for/ names blocks change upload'],
  ['forbidden', 'cannot add patch set to 6.'],
];

suite('review/gerrit/rejects', () => {
  for (const [code, words] of said) {
    test(`${code}: ${words.split('\n', 1)[0]}`, () => {
      for (const reject of [rejectOf(words, []), rejectOf('', ['Processing changes: refs: 1', words])]) {
        assert.equal(reject.code, code);
        assert.doesNotMatch(reject.why, /^[A-Z]|\.$/);
        assert.match(reject.next, /^[A-Z].*\.$/);
      }
    });
  }

  test('what git says in the brackets comes before the lines around it', () => {
    assert.equal(rejectOf('invalid committer', ['missing Change-Id']).code, 'committer');
  });

  test('an unknown refusal is quoted, without control characters', () => {
    assert.deepEqual(rejectOf('the \u001b[31mmoon is full', []).why, 'it said "the [31mmoon is full"');
    assert.equal(rejectOf('', []).why, 'it gave no reason');
  });
});
