// What a real Gerrit refuses, and what a person is told of it.
import { strict as assert } from 'node:assert';
import { ForgeError } from '../../../src/review/error';
import type { RejectCode } from '../../../src/review/gerrit/rejects';
import type { Proposal, ProposedPatch } from '../../../src/review/submission';
import { newChangeId } from '../../gerrit/clone';
import { runnable } from '../../gerrit/versions';
import { type GerritWorld, openGerritWorld } from '../../gerrit/world';

const never = new AbortController().signal;
const signedOff = 'Signed-off-by: Alice Brook <alice@example.org>';

for (const version of runnable()) {
  suite(`forge/gerrit refusals: ${version.gerrit}`, () => {
    let world: GerritWorld;
    let base: string;
    suiteSetup(async function () {
      this.timeout(300_000);
      world = await openGerritWorld(version);
      base = world.clone.tip('master');
    });
    suiteTeardown(() => world?.clone.dispose());

    let count = 0;
    /** A patch whose message is this, with the Change-Id for `ID`. */
    function patch(message: string, more: { parent?: string; changeId?: string } = {}): ProposedPatch {
      const changeId = more.changeId ?? newChangeId();
      const text = message.replaceAll('ID', changeId);
      return world.clone.commit({ [`f${++count}.txt`]: 'x\n' }, { parent: base, ...more, changeId, message: text });
    }

    async function refused(patches: ProposedPatch[], more: Partial<Proposal> = {}): Promise<ForgeError> {
      const proposal = world.proposal(patches, more);
      const error = await world
        .forge('alice')
        .submit(proposal, world.clone.push('alice'), never)
        .then(
          (made) => assert.fail(`it was taken: ${JSON.stringify(made)}`),
          (reason: unknown) => reason,
        );
      assert.ok(error instanceof ForgeError, String(error));
      assert.ok(error.message.includes(`for ${proposal.branch}: `), error.message);
      return error;
    }

    const messages: [RejectCode, string][] = [
      ['change-id-missing', `Title\n\nBody.\n\n${signedOff}\n`],
      ['change-id-several', `Title\n\nBody.\n\nChange-Id: ID\nChange-Id: ${newChangeId()}\n${signedOff}\n`],
      ['change-id-line', `Title\n\nBody.\n\nChange-Id: I123xyz\n${signedOff}\n`],
      ['change-id-place', `Title\n\nChange-Id: ID\n\n${signedOff}\n`],
      ['subject', `Change-Id: ID\n${signedOff}\n`],
      ['sign-off', 'Title\n\nBody.\n\nChange-Id: ID\n'],
    ];
    for (const [code, message] of messages) {
      test(code, async () => {
        const error = await refused([patch(message)]);
        assert.deepEqual([error.code, error.reject], ['forge-refused', code]);
      });
    }

    const good = `Title\n\nBody.\n\nChange-Id: ID\n${signedOff}\n`;

    test('change-id-same', async () => {
      const changeId = newChangeId();
      const first = patch(good, { changeId });
      const second = patch(good, { changeId, parent: first.commit });
      assert.equal((await refused([first, second])).reject, 'change-id-same');
    });

    test('branch', async () => {
      assert.equal((await refused([patch(good)], { branch: 'stable/none' })).reject, 'branch');
    });

    test('history', async () => {
      world.clone.git('checkout', '--quiet', '--orphan', `alone-${count}`);
      world.clone.git('commit', '--quiet', '--allow-empty', '--message', 'Root');
      const root = world.clone.git('rev-parse', 'HEAD');
      assert.equal((await refused([patch(good, { parent: root })])).reject, 'history');
    });

    test('committer', async () => {
      const made = world.clone.commit({ 'bob.txt': 'x\n' }, { parent: base, author: 'bob' });
      assert.equal((await refused([made])).reject, 'committer');
    });

    test('reviewer', async () => {
      const error = await refused([patch(good)], { reviewers: ['nobody@example.net'] });
      assert.equal(error.reject, 'reviewer');
    });

    test('closed, before anything is pushed', async () => {
      const [made, review] = await world.submit();
      await world.forge('alice').act(review, { kind: 'abandon', text: '' }, never);
      const next = world.clone.commit({ 'nova/lock.py': 'lock = 0\n' }, { parent: base, changeId: made.changeId });
      assert.equal((await refused([{ ...next, review }])).reject, 'closed');
    });

    test('wip: who does not own a review does not end its being work in progress', async () => {
      const [made, review] = await world.submit('master', { wip: true });
      const next = world.clone.commit(
        { 'nova/lock.py': 'lock = 0\n' },
        { parent: base, changeId: made.changeId, author: 'bob' },
      );
      const forge = world.forge('bob');
      const submit = (wip: boolean) =>
        forge.submit(world.proposal([{ ...next, review }], { wip }), world.clone.push('bob'), never);
      await assert.rejects(submit(false), (error: ForgeError) => error.reject === 'wip');
      const [taken] = await submit(true);
      assert.deepEqual([taken?.url, taken?.commit], [review.url, next.commit]);
    });

    test('forbidden', async () => {
      const permissions = { push: { rules: { 'global:Registered-Users': { action: 'BLOCK' } } } };
      const path = `projects/${encodeURIComponent(world.project)}/access`;
      const change = { 'refs/for/refs/heads/stable/2025.1': { permissions } };
      await world.server.rest('admin', 'POST', path, { add: change });
      const error = await refused([patch(good)], { branch: 'stable/2025.1' });
      assert.equal(error.reject, 'forbidden');
    });

    test('author', async () => {
      const permissions = { forgeAuthor: { rules: { 'global:Registered-Users': { action: 'BLOCK' } } } };
      const path = `projects/${encodeURIComponent(world.project)}/access`;
      await world.server.rest('admin', 'POST', path, { add: { 'refs/heads/stable/2025.2': { permissions } } });
      const { commit, ...made } = patch(good);
      world.clone.git('checkout', '--quiet', commit);
      world.clone.git('commit', '--quiet', '--amend', '--no-edit', '--author=Bob Weir <bob@example.org>');
      const theirs = { ...made, commit: world.clone.git('rev-parse', 'HEAD') };
      assert.equal((await refused([theirs], { branch: 'stable/2025.2' })).reject, 'author');
    });

    test('exists: an older patch set does not come back', async () => {
      const [old, review] = await world.submit();
      const next = world.clone.commit({ 'nova/lock.py': 'lock = 0\n' }, { parent: base, changeId: old.changeId });
      await world.forge('alice').submit(world.proposal([{ ...next, review }]), world.clone.push('alice'), never);
      const seen = await world.find(next);
      assert.equal((await refused([{ ...old, review: seen }])).reject, 'exists');
      assert.equal((await world.find(next)).commit, next.commit);
    });

    test('size', async () => {
      const path = `projects/${encodeURIComponent(world.project)}/config`;
      await world.server.rest('admin', 'PUT', path, { max_object_size_limit: '2k' });
      const noise = Array.from({ length: 3000 }, (_, index) => (index * 7919).toString(36)).join('');
      const big = world.clone.commit({ 'big.txt': `${noise}\n` }, { parent: base });
      assert.equal((await refused([big])).reject, 'size');
      await world.server.rest('admin', 'PUT', path, { max_object_size_limit: '0' });
    });

    test('a project that is not there, and a password that is not taken, are git’s faults', async () => {
      const forge = world.server.forge('alice', `${world.project}-none`);
      const submit = forge.submit(world.proposal([patch(good)]), world.clone.push('alice'), never);
      await assert.rejects(submit, { code: 'remote-forbidden' });
    });
  });
}
