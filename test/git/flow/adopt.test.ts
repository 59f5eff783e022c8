// A reviewer's patch set becomes the branch's patch, and nothing is lost that was there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { isAdopted } from '../../../src/fix/digest';
import { type Adoption, carryOutAdoption, planAdoption } from '../../../src/flow/adopt';
import { againstDeployedText } from '../../../src/flow/against-deployed';
import { type FixSource, fixSources } from '../../../src/flow/fix-source';
import { type Ladder, openLadder, upstreamBranches } from '../../../src/flow/ladder';
import { patchSetCommit } from '../../../src/flow/reviewed';
import { overlaySnapshot } from '../../../src/port/snapshot';
import type { Review } from '../../../src/review/types';
import { fakeForge } from '../../fakes/forge';
import { openScene, quietHost, type Scene } from '../scene';
import { commitUpstream } from '../upstream';

const FILE = 'shoal/exception.py';
const LINE = "    message = 'Volume %(volume_id)s is not yours to change.'\n";
const FIXED = "    message = 'Volume %(volume_id)s belongs to %(owner)s.'\n";
const REVIEWED = "    message = 'Volume %(volume_id)s is owned by %(owner)s.'\n";
const signal = new AbortController().signal;

suite('adopt', () => {
  let scene: Scene;
  let ladder: Ladder;
  let source: FixSource;
  let server: string;

  setup(async () => {
    scene = openScene();
    scene.write(FILE, scene.read(FILE).replace(LINE, FIXED));
    assert.equal((await scene.run('mark', FILE, '--title', 'Name the owner', '--name', 'owner')).code, 0);
    assert.equal((await scene.run('port', '--to', 'master')).code, 0);
    scene.git('init', '--quiet', '--bare', '../server.git');
    server = join(scene.folder, '../server.git');
    ladder = await openLadder(scene.folder, {}, quietHost());
    source = (await fixSources(ladder, ['owner'], await upstreamBranches(ladder))).sources.get('owner')!;
  });

  teardown(() => {
    ladder.git.dispose();
    scene.dispose();
  });

  const patch = () => scene.read('.fishladder/master/owner.patch');

  /** A patch set that only the server has. */
  function patchSet(edit: (text: string) => string, message: string, number: number): Review {
    const before = scene.git('rev-parse', 'origin/master').trim();
    const commit = commitUpstream(scene, 'master', message, FILE, edit);
    scene.git('update-ref', 'refs/remotes/origin/master', before);
    scene.git('push', '--quiet', server, `${commit}:refs/changes/07/7/${number}`);
    scene.git('reflog', 'expire', '--all', '--expire=now');
    scene.git('gc', '--quiet', '--prune=now');
    const url = 'https://review.example.org/c/shoal/+/7';
    const key = { host: 'review.example.org', project: '', number: 7 };
    return { key, url, commit, patchSet: number, ref: `refs/changes/07/7/${number}`, owner: 'Bob Weir' } as Review;
  }

  async function plan(review: Review, of = source): Promise<Adoption> {
    const { commit } = review;
    const found = await patchSetCommit(
      ladder,
      fakeForge(server, ''),
      review,
      { number: review.patchSet, commit },
      signal,
    );
    return planAdoption(ladder, of, 'master', review, found!);
  }

  const theirs = (number = 2) =>
    patchSet((text) => text.replace(LINE, REVIEWED), 'Name its owner\n\nChange-Id: I1', number);

  test('it is brought, differs as its files do, and becomes the patch with its author and message', async () => {
    const adoption = await plan(theirs());
    const lines = adoption.files.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines.map(({ raw }) => raw)));
    assert.deepEqual(
      lines.filter((line) => /^[-+]/.test(line)),
      [`-${FIXED}`, `+${REVIEWED}`],
    );
    assert.equal(
      againstDeployedText(adoption.deployed).replace(/^(?:---|\+\+\+|@@| |diff|index).*\n/gm, ''),
      `What differs from what is deployed (12.0.1):\n-${FIXED}+${REVIEWED}`,
    );
    const former = patch();
    const done = await carryOutAdoption(ladder, adoption, false);
    assert.match(patch(), /^From: Una Upstream <una@upstream\.example>$/m);
    assert.match(patch(), /^Subject: \[PATCH\] Name its owner$/m);
    assert.match(patch(), /^Forwarded: https:\/\/review\.example\.org\/c\/shoal\/\+\/7$/m);
    assert.ok(isAdopted(patch()));
    assert.equal(scene.git('show', done.former!), former);
    scene.git('gc', '--quiet', '--prune=now');
    assert.equal(scene.git('show', done.former!), former, 'git keeps what it was');
    assert.equal((await plan(theirs())).text, patch(), 'again it is the same');
  });

  test('what the deployed release has another text for is not compared with it', async () => {
    const adoption = await plan(
      patchSet((text) => text.replace('Volume %(volume_id)s is not', 'It is not'), 'Say it', 4),
    );
    assert.equal(adoption.deployed.kind, 'files');
    const elsewhere = { ...source, base: overlaySnapshot(source.base, new Map([[FILE, undefined]])) };
    const { deployed } = await plan(theirs(5), elsewhere);
    assert.equal(deployed.kind, 'unfit');
    assert.match(
      againstDeployedText(deployed),
      /^It cannot be compared with what is deployed.*12\.0\.1 \(shoal\/exception\.py: /,
    );
  });

  test('a port leaves it, and the next patch set takes its place', async () => {
    await carryOutAdoption(ladder, await plan(theirs()), false);
    await scene.run('port', '--to', 'master');
    assert.ok(patch().includes(`+${REVIEWED}`));
    const next = patchSet((text) => text.replace(LINE, REVIEWED.replace('owned by', 'with')), 'Name its owner', 3);
    await carryOutAdoption(ladder, await plan(next), false);
    assert.ok(patch().includes('is with'));
  });

  test('what a person edited is only replaced when that is said, and what changed meanwhile never', async () => {
    const before = await plan(theirs());
    scene.write('.fishladder/master/owner.patch', patch().replace('Name the owner', 'Name an owner'));
    await assert.rejects(carryOutAdoption(ladder, before, true), { code: 'queue-changed' });
    const adoption = await plan(theirs());
    await assert.rejects(carryOutAdoption(ladder, adoption, false), { code: 'patch-edited' });
    assert.match(patch(), /Name an owner/);
    await carryOutAdoption(ladder, adoption, true);
    assert.match(patch(), /Name its owner/);
  });

  test('a line that would begin another mail is quoted, which is said, and git am takes the whole message', async () => {
    const line = 'From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001';
    const message = `Name its owner\n\nAs it was sent:\n\n${line}\n\nThe end.\n\nChange-Id: I1`;
    const adoption = await plan(patchSet((text) => text.replace(LINE, REVIEWED), message, 6));
    assert.deepEqual(adoption.notes, [`A line of the message would end it in a mail, so it is quoted: > ${line}`]);
    await carryOutAdoption(ladder, adoption, false);
    scene.git('checkout', '--quiet', '--force', '--detach', 'origin/master');
    scene.git('am', '--quiet', '.fishladder/master/owner.patch');
    assert.equal(scene.git('log', '-1', '--format=%B').trim(), message.replace(line, `> ${line}`));
    const { messages } = await plan(patchSet((text) => text.replace(LINE, REVIEWED), message, 6));
    assert.equal(messages.before.trim(), messages.after.trim());
  });

  test('a patch set whose paths git would never check out is refused', async () => {
    const before = scene.git('rev-parse', 'origin/master').trim();
    const entries = `${scene.git('ls-tree', '-z', before).replaceAll('\0', '\n')}040000 tree ${scene.git('rev-parse', `${before}:shoal`).trim()}\t..\n`;
    const tree = execFileSync('git', ['mktree'], { cwd: scene.folder, input: entries, encoding: 'utf8' }).trim();
    const commit = scene.git('commit-tree', tree, '-p', before, '-m', 'Climb\n\nChange-Id: I1').trim();
    scene.git('update-ref', 'refs/heads/climb', commit);
    const review = { ...theirs(), commit };
    const queue = scene.queue();
    await assert.rejects(plan(review), { code: 'bad-patch' });
    assert.deepEqual(scene.queue(), queue);
  });

  test('a patch set that does not go onto the branch changes nothing', async () => {
    const review = theirs();
    commitUpstream(scene, 'master', 'Change the line', FILE, (text) => text.replace(LINE, '    message = None\n'));
    await assert.rejects(plan(review), { code: 'patch-set-unfit' });
    assert.ok(patch().includes(`+${FIXED}`));
  });
});
