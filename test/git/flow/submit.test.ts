// Fixes are put up for review in policy order, as the same commits each time, and whatever cuts a submit off, a repeat ends the same.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { isUntouched } from '../../../src/fix/digest';
import { carryOutSubmit, type SubmitDoors, submitDoors } from '../../../src/flow/carry-out-submit';
import { type Ladder, openLadder } from '../../../src/flow/ladder';
import { openStore } from '../../../src/flow/reviews';
import { planSubmit, type Submission, type SubmitRequest } from '../../../src/flow/submit';
import { examinePatch } from '../../../src/language/lint';
import { anonymous } from '../../../src/review/credentials';
import { direct } from '../../../src/review/route';
import { git, operatorEnv } from '../../demo/repository';
import { type FakeForge, fakeForge } from '../../fakes/forge';
import { openScene, type Scene } from '../scene';
import { commitUpstream } from '../upstream';

const FILE = 'shoal/exception.py';
const LINE = "    message = 'Volume %(volume_id)s is not yours to change.'\n";
const FIXED = "    message = 'Volume %(volume_id)s belongs to %(owner)s.'\n";
const signal = new AbortController().signal;
const WISH: SubmitRequest = {
  names: ['owner'],
  to: [],
  wip: false,
  reviewers: [],
  hashtags: [],
  force: false,
  now: false,
  verify: true,
};

suite('submit', () => {
  let scene: Scene;
  let forge: FakeForge;
  let ladder: Ladder;

  async function begin(): Promise<void> {
    scene = openScene();
    scene.git('init', '--quiet', '--bare', '../server.git');
    scene.git('push', '--quiet', '../server.git', 'refs/remotes/origin/*:refs/heads/*');
    scene.write(FILE, scene.read(FILE).replace(LINE, FIXED));
    assert.equal((await scene.run('mark', FILE, '--title', 'Name the owner', '--name', 'owner')).code, 0);
    assert.equal((await scene.run('port')).code, 0);
    await open();
    forge = fakeForge(join(scene.folder, '../server.git'), ladder.profile.forge?.project ?? '');
  }

  async function open(): Promise<void> {
    const host = {
      now: () => new Date(),
      environment: operatorEnv(),
      credentials: anonymous,
      routes: direct,
      userAgent: 'test',
    };
    ladder = await openLadder(scene.folder, {}, host);
  }

  function end(): void {
    ladder.git.dispose();
    scene.dispose();
  }

  setup(begin);
  teardown(end);

  async function plan(wish: Partial<SubmitRequest> = {}): Promise<Submission> {
    const reviews = openStore(ladder, forge);
    try {
      return await planSubmit(ladder, forge, reviews, { ...WISH, ...wish }, examinePatch, signal);
    } finally {
      reviews.dispose();
    }
  }

  function doors(step: () => void = () => {}): SubmitDoors {
    const real = submitDoors(ladder);
    const push = forge.receiving(real.push);
    return {
      keep: async (commit) => {
        step();
        await real.keep(commit);
      },
      push: async (request, stop) => {
        step();
        const answer = await push(request, stop);
        step();
        return answer;
      },
      record: async (...note) => {
        step();
        return real.record(...note);
      },
    };
  }

  async function submit(wish: Partial<SubmitRequest> = {}): Promise<string[]> {
    const sent: string[] = [];
    await carryOutSubmit(
      forge,
      await plan(wish),
      doors(),
      async ({ job }) => void sent.push(job.proposal.branch),
      signal,
    );
    return sent;
  }

  const patch = (branch: string, name = 'owner') => scene.read(`.fishladder/${branch}/${name}.patch`);
  const field = (branch: string, name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(patch(branch))?.[1];
  const verdicts = ({ rows }: Submission) =>
    Object.fromEntries(rows.map(({ branch, verdict }) => [branch, verdict.kind]));

  test('the trunk goes first and the others wait for it; the queue says where the review is', async () => {
    const before = { ...scene.untouched(), refs: '' };
    const first = await plan();
    assert.deepEqual(verdicts(first), {
      master: 'goes',
      'stable/2026.1': 'waits',
      'stable/2025.2': 'waits',
      'stable/2025.1': 'waits',
      'unmaintained/2024.1': 'waits',
    });
    assert.equal(forge.reviews.length, 0, 'a plan sends nothing');
    assert.deepEqual(await submit(), ['master']);
    const [review] = forge.reviews;
    assert.equal(review?.commit, first.jobs[0]?.proposal.patches[0]?.commit, 'planned again, the commit is the same');
    assert.equal(field('master', 'Forwarded'), review?.url);
    assert.equal(field('12.0.1', 'Forwarded'), review?.url, "the release's patch names the trunk's review");
    assert.equal(field('stable/2026.1', 'Forwarded'), 'no');
    assert.ok(isUntouched(patch('master')) && isUntouched(patch('12.0.1')));
    const { out } = await scene.run('status', '--offline', '--json');
    assert.deepEqual(
      [...out.matchAll(/"patch":"(\w+)"/g)].map(([, state]) => state),
      Array(5).fill('current'),
    );
    assert.deepEqual({ ...scene.untouched(), refs: '' }, before);
  });

  test('a branch at its end is left out unless it is named, though the queue has its patch', async () => {
    scene.git('tag', '2026.1-eol', 'origin/stable/2026.1');
    const branches = async (...to: string[]) => (await plan({ to })).rows.map(({ branch }) => branch);
    const unasked = await branches();
    assert.ok(unasked.includes('master') && !unasked.includes('stable/2026.1'), unasked.join());
    assert.deepEqual(await branches('stable/2026.1'), ['stable/2026.1']);
  });

  test('the commit is the patch on the branch, by its author', async () => {
    await submit();
    const { commit } = forge.reviews[0]!;
    const show = (format: string) => scene.git('log', '-1', `--format=${format}`, commit).trim();
    assert.equal(show('%P'), scene.git('rev-parse', 'origin/master').trim());
    assert.equal(show('%an <%ae> %cn <%ce>'), 'Maya Lindqvist <maya@example.org> Maya Lindqvist <maya@example.org>');
    assert.match(show('%B'), /^Name the owner\n\nChange-Id: I\w{40}\nSigned-off-by: Maya Lindqvist/);
    assert.match(scene.git('show', '--format=', commit), /^\+.*belongs to/m);
    scene.git('fsck', '--strict', commit);
  });

  test('a branch goes once the one before it has the fix, with the pick line; a merge that was not fetched is waited for', async () => {
    await submit();
    const changeId = forge.reviews[0]!.changeId;
    forge.reviews[0]!.state = 'merged';
    const waiting = (await plan()).rows.find(({ branch }) => branch === 'stable/2026.1')?.verdict;
    assert.match(waiting?.kind === 'waits' ? waiting.why : '', /is merged on master .* not fetched yet/);
    const message = `Name the owner\n\nChange-Id: ${changeId}`;
    const merged = commitUpstream(scene, 'master', message, FILE, (text) => text.replace(LINE, FIXED));
    const held = (await plan()).rows.find(({ branch }) => branch === 'stable/2026.1')?.verdict;
    assert.equal(held?.kind === 'held' && held.why, 'its patch is out of date');
    await scene.run('port');
    assert.deepEqual(await submit(), ['stable/2026.1']);
    assert.match(
      scene.git('log', '-1', '--format=%B', forge.reviews[1]!.commit),
      new RegExp(`picked from commit ${merged}`),
    );
  });

  test('nothing is sent twice, and a new patch updates the same review', async () => {
    await submit({ to: ['master'] });
    assert.deepEqual(verdicts(await plan({ to: ['master'] })), { master: 'shown' });
    assert.deepEqual(await submit({ to: ['master'] }), []);
    scene.write('.fishladder/master/owner.patch', patch('master').replace('Name the owner\n', 'Name its owner\n'));
    assert.deepEqual(await submit({ to: ['master'] }), ['master']);
    assert.deepEqual(
      forge.reviews.map(({ patchSet }) => patchSet),
      [2],
    );
  });

  test('a patch set that was not made here is not replaced unasked', async () => {
    await submit({ to: ['master'] });
    const [review] = forge.reviews;
    const server = join(scene.folder, '../server.git');
    const theirs = scene
      .git('-C', server, 'commit-tree', `${review!.commit}^{tree}`, '-p', `${review!.commit}^`, '-m', 'Theirs')
      .trim();
    forge.replace(review!, theirs);
    const { jobs, rows } = await plan({ to: ['master'] });
    assert.equal(jobs.length, 0);
    assert.match(
      JSON.stringify(rows[0]?.verdict),
      /patch set 2 of https.*was not made here.*fishladder adopt owner master/,
    );
    assert.deepEqual(await submit({ to: ['master'], force: true }), ['master']);
    assert.equal(review?.patchSet, 3);
  });

  test('the same patch from another machine is known as the same', async () => {
    await submit({ to: ['master'] });
    const [review] = forge.reviews;
    const server = join(scene.folder, '../server.git');
    const message = scene.git('log', '-1', '--format=%B', review!.commit).trimEnd();
    const again = git(
      server,
      'commit-tree',
      `${review!.commit}^{tree}`,
      '-p',
      `${review!.commit}^`,
      '-m',
      message,
    ).trim();
    assert.notEqual(again, review!.commit);
    forge.replace(review!, again);
    assert.deepEqual(verdicts(await plan({ to: ['master'] })), { master: 'shown' });
    assert.deepEqual(await submit({ to: ['master'] }), []);
  });

  test('patches that lean on each other become a chain, and another one does not', async () => {
    scene.write(FILE, scene.read(FILE).replace(FIXED, `${FIXED}    owner = None\n`));
    assert.equal((await scene.run('mark', FILE, '--title', 'Know the owner', '--name', 'know')).code, 0);
    scene.write('shoal/added.py', 'ADDED = True\n');
    assert.equal((await scene.run('mark', 'shoal/added.py', '--title', 'Add it', '--name', 'added')).code, 0);
    assert.equal((await scene.run('port', '--to', 'master')).code, 0);
    const { jobs } = await plan({ names: ['know', 'added'], to: ['master'] });
    assert.deepEqual(
      jobs.map(({ proposal }) => proposal.patches.map(({ fix }) => fix)),
      [['owner', 'know'], ['added']],
    );
    const [lower, upper] = jobs[0]!.proposal.patches;
    assert.equal(scene.git('rev-parse', `${upper!.commit}^`).trim(), lower!.commit);
    assert.equal(jobs[0]!.proposal.topic, 'know');
    assert.deepEqual(await submit({ names: ['know', 'added'], to: ['master'] }), ['master', 'master']);
    assert.deepEqual(
      forge.reviews.map(({ subject }) => subject),
      ['Name the owner', 'Know the owner', 'Add it'],
    );
    assert.deepEqual(verdicts(await plan({ names: ['know'], to: ['master'] })), { master: 'shown' });
  });

  test('what cannot go says why and what to do', async () => {
    const why = async (wish: Partial<SubmitRequest>) => {
      const { verdict } = (await plan({ to: ['master'], ...wish })).rows[0]!;
      return verdict.kind === 'held' ? `${verdict.why} / ${verdict.next}` : verdict.kind;
    };
    await submit({ to: ['master'] });
    forge.reviews[0]!.state = 'abandoned';
    assert.match(await why({}), /was abandoned \/ Restore it first: fishladder review owner master --restore/);
    forge.reviews.length = 0;
    commitUpstream(scene, 'master', 'Change the line', FILE, (text) => text.replace(LINE, '    message = None\n'));
    assert.match(await why({}), /does not apply to master .*Port it again|out of date/);
    await assert.rejects(plan({ names: ['none'] }), { code: 'no-such-fix' });
    await assert.rejects(plan({ to: ['none'] }), { code: 'no-such-branch' });
  });

  test('what the checks find errors in stays here unless the operator insists; a warning holds nothing', async () => {
    const path = '.fishladder/master/owner.patch';
    const good = patch('master');
    const codes = ({ remarks }: Submission) => remarks.flatMap((each) => each.remarks.map(({ code }) => code));
    scene.write(path, good.replace(/^Signed-off-by: /m, 'Clsoes-Bug: 1\n$&'));
    const warned = await plan({ to: ['master'] });
    assert.deepEqual(verdicts(warned), { master: 'goes' });
    assert.ok(codes(warned).includes('field-misspelled'), codes(warned).join());
    scene.write(path, good.replace(/^Signed-off-by: /m, 'Change-Id: I0\n$&'));
    const stopped = await plan({ to: ['master'] });
    assert.deepEqual([stopped.jobs, codes(stopped)], [[], ['change-id-malformed', 'change-id-duplicate']]);
    assert.deepEqual(stopped.rows[0]?.verdict, {
      kind: 'held',
      code: 'errors',
      why: '.fishladder/master/owner.patch has 2 errors by our own checks',
      next: 'Mend it there, or send it all the same: --no-verify.',
    });
    const insisted = await plan({ to: ['master'], verify: false });
    assert.deepEqual([verdicts(insisted), codes(insisted)], [{ master: 'goes' }, codes(stopped)]);
    const ahead = await plan({ to: ['stable/2026.1'], now: true });
    assert.deepEqual([verdicts(ahead), codes(ahead)], [{ 'stable/2026.1': 'goes' }, ['picked-missing']]);
  });

  test('cut off at any step, a repeat ends as if nothing had been', async function () {
    this.timeout(300_000);
    const wish = { to: ['master'] };
    const final = async () => {
      await submit(wish);
      return {
        reviews: forge.reviews.map(({ url, branch, patchSet }) => ({ url, branch, patchSet })),
        forwarded: ['master', '12.0.1'].map((branch) => field(branch, 'Forwarded')),
        untouched: ['master', '12.0.1'].every((branch) => isUntouched(patch(branch))),
      };
    };
    const unbroken = await final();
    assert.deepEqual(
      unbroken.reviews.map(({ patchSet }) => patchSet),
      [1],
    );
    let cuts = 0;
    for (let broken = true; broken; ) {
      end();
      await begin();
      const last = ++cuts;
      let steps = 0;
      const submission = await plan(wish);
      broken = await carryOutSubmit(
        forge,
        submission,
        doors(() => {
          if (++steps === last) throw new Error('cut off');
        }),
        async () => {},
        signal,
      ).then(
        () => false,
        (error: Error) => error.message === 'cut off' || Promise.reject(error),
      );
      assert.deepEqual(await final(), unbroken, `cut off at step ${last}`);
    }
    assert.equal(cuts, 5, 'four steps, and then none is left');
  });
});
