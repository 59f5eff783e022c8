// What every forge must do, whatever it is: each one brings a world in which it is played through.
import { strict as assert } from 'node:assert';
import type { ForgeError } from '../../src/review/error';
import type { Forge, Push } from '../../src/review/forge';
import type { Http } from '../../src/review/http';
import type { Proposal, ProposedPatch } from '../../src/review/submission';
import type { Review, Sought } from '../../src/review/types';

/** A forge with people in it. */
export interface World {
  /** The forge as seen by who writes the patches, by who reviews them, and by nobody in particular. */
  author: Forge;
  reviewer: Forge;
  nobody: Forge;
  /** A further client of the author or the reviewer, whose way to the network a test has changed. */
  over(who: 'author' | 'reviewer', change: (http: Http) => Http): Forge;
  /** The author's push. */
  push: Push;
  /** The branch that is proposed to. */
  branch: string;
  /** New patches that lean on each other, the lowest first, each changing line 2 of `file`. */
  patches(count: number): Promise<{ base: string; patches: ProposedPatch[]; file: string }>;
  /** The same patch with other content, on the same parent. */
  again(patch: ProposedPatch): Promise<ProposedPatch>;
  /** What is said where a thread is settled without words; undefined where nothing is. */
  settledBy?: string;
  /** A vote that the reviewer may give. */
  vote: { label: string; value: number };
  /** Merges a review, with all that it takes. */
  merge(review: Review): Promise<void>;
  /** How `find` is asked for a patch. */
  sought(patch: ProposedPatch): Sought;
  close(): Promise<void>;
}

const never = new AbortController().signal;

/** Declares the tests for a forge by this name. */
export function forgeContract(name: string, open: () => Promise<World>): void {
  suite(`forge contract: ${name}`, () => {
    let world: World;
    suiteSetup(async function () {
      this.timeout(300_000);
      world = await open();
    });
    suiteTeardown(() => world?.close());

    async function propose(count: number): Promise<{ proposal: Proposal; file: string }> {
      const { base, patches, file } = await world.patches(count);
      const more = { topic: 'release-the-lock', hashtags: [], force: false, wip: false, reviewers: [] };
      return { proposal: { branch: world.branch, base, patches, ...more }, file };
    }

    async function find(patch: ProposedPatch, forge = world.author): Promise<Review> {
      const sought = world.sought(patch);
      const reviews = (await forge.find([sought], never)).get(sought.id) ?? [];
      assert.equal(reviews.length, 1, `one review of ${patch.title}`);
      return reviews[0]!;
    }

    /** One patch, submitted: with its review as it is found then. */
    async function submitted(): Promise<{ proposal: Proposal; patch: ProposedPatch; review: Review; file: string }> {
      const { proposal, file } = await propose(1);
      await world.author.submit(proposal, world.push, never);
      const [patch] = proposal.patches;
      return { proposal, patch: patch!, review: await find(patch!), file };
    }

    const refuses = (promise: Promise<unknown>, code: ForgeError['code']) =>
      assert.rejects(promise, (error: ForgeError) => {
        assert.equal(error.code, code, String(error));
        assert.ok(error.message.endsWith('.') && error.next.endsWith('.'), error.message);
        return true;
      });

    test('who is signed in is known by name, and nobody is nobody', async () => {
      const [author, reviewer] = await Promise.all([world.author.account(never), world.reviewer.account(never)]);
      assert.ok(author && reviewer && author.name !== '' && author.user !== reviewer.user);
      assert.equal(await world.nobody.account(never), undefined);
    });

    test('what nobody proposed is an empty list', async () => {
      const { proposal } = await propose(1);
      const sought = world.sought(proposal.patches[0]!);
      assert.deepEqual((await world.nobody.find([sought], never)).get(sought.id), []);
    });

    test('a submitted patch has a review that everyone can find', async () => {
      const { proposal } = await propose(1);
      const [patch] = proposal.patches;
      const plan = world.author.plan(proposal);
      assert.deepEqual([plan.host, plan.branch], [world.author.host, world.branch]);
      assert.ok(plan.steps.some((step) => step.includes(patch!.title)));
      const [made] = await world.author.submit(proposal, world.push, never);
      for (const forge of [world.author, world.nobody]) {
        const review = await find(patch!, forge);
        assert.deepEqual(
          [review.url, review.commit, review.branch, review.subject, review.patchSet || 1],
          [made?.url, patch?.commit, world.branch, patch?.title, 1],
        );
        assert.deepEqual(made, { fix: patch?.fix, url: review.url, commit: patch?.commit, changed: true });
      }
    });

    test('to submit again changes nothing; other content becomes the next patch set', async () => {
      const { proposal, patch, review } = await submitted();
      const [same] = await world.author.submit(proposal, world.push, never);
      assert.deepEqual(same, { fix: patch.fix, url: review.url, commit: patch.commit, changed: false });
      const next = { ...(await world.again(patch)), review };
      const [changed] = await world.author.submit({ ...proposal, patches: [next] }, world.push, never);
      assert.deepEqual(changed, { fix: patch.fix, url: review.url, commit: next.commit, changed: true });
      const found = await find(next);
      assert.deepEqual([found.key, found.patchSet, found.commit], [review.key, 2, next.commit]);
    });

    test('a push whose answer was lost is found again by the repeat', async () => {
      const { proposal } = await propose(1);
      const lost: Push = async (request, signal) => {
        await world.push(request, signal);
        throw new Error('the line was cut');
      };
      await assert.rejects(world.author.submit(proposal, lost, never), /the line was cut/);
      const [repeat] = await world.author.submit(proposal, world.push, never);
      const review = await find(proposal.patches[0]!);
      assert.deepEqual([repeat?.url, repeat?.commit, review.patchSet], [review.url, review.commit, 1]);
    });

    test('patches that lean on each other have a review each', async () => {
      const { proposal } = await propose(3);
      const made = await world.author.submit(proposal, world.push, never);
      assert.deepEqual(
        made.map(({ fix, commit }) => [fix, commit]),
        proposal.patches.map(({ fix, commit }) => [fix, commit]),
      );
      assert.equal(new Set(made.map(({ url }) => url)).size, 3);
      for (const [index, patch] of proposal.patches.entries()) {
        assert.equal((await find(patch)).url, made[index]?.url);
      }
    });

    test('a patch set that was not seen is not replaced', async () => {
      const { proposal, patch } = await submitted();
      const unseen = await world.again(patch);
      await refuses(world.author.submit({ ...proposal, patches: [unseen] }, world.push, never), 'forge-moved');
      assert.equal((await find(patch)).commit, patch.commit);
    });

    test('a comment is a thread on its line, and a reply resolves it', async () => {
      const { patch, review, file } = await submitted();
      const place = { path: file, side: 'after', line: 2 } as const;
      const text = 'Why <b>this</b>?\n\n[Look](command:evil)';
      await world.reviewer.act(review, { kind: 'comment', place, text, resolved: false }, never);
      const [thread, ...more] = (await world.author.detail(review, never)).threads;
      assert.deepEqual([more, thread?.place, thread?.commit, thread?.resolved], [[], place, patch.commit, false]);
      assert.deepEqual(
        thread?.comments.map((each) => [each.text, each.mine]),
        [[text, false]],
      );
      assert.equal((await find(patch)).unresolved, 1);
      await world.author.act(review, { kind: 'reply', thread: thread!.id, text: 'Done.', resolved: true }, never);
      const answered = (await world.author.detail(review, never)).threads[0];
      assert.deepEqual(answered?.comments.map((each) => [each.text, each.mine]).at(-1), ['Done.', true]);
      assert.deepEqual([answered?.resolved, (await find(patch)).unresolved], [true, 0]);
    });

    test('a thread is settled without words, once', async () => {
      const { patch, review, file } = await submitted();
      const place = { path: file, side: 'after', line: 2 } as const;
      await world.reviewer.act(review, { kind: 'comment', place, text: 'Typo.', resolved: false }, never);
      const read = async () => (await world.author.detail(review, never)).threads;
      const [thread] = await read();
      for (const _ of [1, 2])
        await world.author.act(review, { kind: 'reply', thread: thread!.id, text: '', resolved: true }, never);
      const said = (await read()).map(({ comments, resolved }) => [comments.map(({ text }) => text), resolved]);
      assert.deepEqual(said, [[['Typo.', world.settledBy ?? []].flat(), true]]);
      assert.equal((await find(patch)).unresolved, 0);
    });

    test('a vote is told, with the words that were offered', async () => {
      const { patch, review } = await submitted();
      const detail = await world.reviewer.detail(review, never);
      assert.ok(detail.acts.includes('vote'));
      const offered = detail.votes.find(({ label }) => label === world.vote.label);
      const choice = offered?.values.find(({ value }) => value === world.vote.value);
      await world.reviewer.act(review, { kind: 'vote', ...world.vote }, never);
      const by = (await world.reviewer.account(never))!.name;
      assert.deepEqual((await find(patch)).votes, [{ ...world.vote, text: choice?.text, by: [by] }]);
    });

    /** A way to the network that ends at a step: before a request is sent, or when its answer was to come. */
    function endingAt(last: number): (http: Http) => Http {
      let steps = 0;
      const step = () => {
        if (++steps >= last) throw new Error('killed');
      };
      return (http) => ({
        ...http,
        json: async (...question) => {
          step();
          const answer = await http.json(...question);
          step();
          return answer;
        },
      });
    }

    /** Does something with clients that are killed at each of its steps in turn, each time again with a whole one, and looks at what is there. */
    async function killing(
      who: 'author' | 'reviewer',
      job: (last: number) => Promise<{ act: (forge: Forge) => Promise<void>; check: () => Promise<void> }>,
    ): Promise<void> {
      for (let last = 1; ; last++) {
        assert.ok(last < 30, 'it comes to an end');
        const { act, check } = await job(last);
        const isKilled = await act(world.over(who, endingAt(last))).then(
          () => false,
          (error: Error) => error.message === 'killed' || assert.fail(error),
        );
        await act(world[who]);
        await check();
        if (!isKilled) return;
      }
    }

    test('killed at any step of what it says, and asked again, it has said it once', async () => {
      const { review, file } = await submitted();
      const said = async (text: string) => {
        const { threads } = await world.author.detail(review, never);
        return threads.flatMap(({ comments }) => comments).filter((comment) => comment.text === text).length;
      };
      const places = [{ path: file, side: 'after', line: 2 }, { path: file, side: 'after' }, undefined] as const;
      for (const [n, place] of places.entries())
        await killing('author', async (last) => {
          const text = `Cut ${n} ${last}`;
          return {
            act: (forge) =>
              forge.act(review, { kind: 'comment', ...(place && { place }), text, resolved: false }, never),
            check: async () => assert.equal(await said(text), 1, `place ${n} at step ${last}`),
          };
        });
    });

    test('killed at any step of an answer, and asked again, the thread has it once and is settled', async () => {
      const { review, file } = await submitted();
      const place = { path: file, side: 'after', line: 2 } as const;
      await killing('author', async (last) => {
        const question = `Why ${last}?`;
        await world.reviewer.act(review, { kind: 'comment', place, text: question, resolved: false }, never);
        const find = async () =>
          (await world.author.detail(review, never)).threads.find(({ comments }) => comments[0]?.text === question);
        const thread = (await find())?.id ?? '';
        return {
          act: (forge) => forge.act(review, { kind: 'reply', thread, text: 'Because.', resolved: true }, never),
          check: async () => {
            const now = await find();
            assert.deepEqual(
              now?.comments.map(({ text }) => text),
              [question, 'Because.'],
              `at step ${last}`,
            );
            assert.equal(now?.resolved, true);
          },
        };
      });
    });

    test('killed at any step of a vote or an end, and asked again, it is given, and ended', async () => {
      const { patch, review } = await submitted();
      await killing('reviewer', async () => ({
        act: (forge) => forge.act(review, { kind: 'vote', ...world.vote }, never),
        check: async () =>
          assert.deepEqual(
            (await find(patch)).votes.map(({ by }) => by.length),
            [1],
          ),
      }));
      await killing('author', async (last) => ({
        act: (forge) => forge.act(review, { kind: 'abandon', text: `Not now ${last}.` }, never),
        check: async () => {
          assert.equal((await find(patch)).state, 'abandoned');
          await world.author.act(review, { kind: 'restore' }, never);
        },
      }));
    });

    test('what is not the newest patch set takes no vote, no word and no end', async () => {
      const { proposal, patch, review } = await submitted();
      const next = { ...(await world.again(patch)), review };
      await world.author.submit({ ...proposal, patches: [next] }, world.push, never);
      for (const act of [
        { kind: 'vote', ...world.vote },
        { kind: 'comment', text: 'Good.', resolved: true },
        { kind: 'abandon', text: 'Old.' },
      ] as const) {
        await refuses(world.reviewer.act(review, act, never), 'forge-moved');
      }
      const found = await find(next);
      assert.deepEqual([found.votes, found.state === 'abandoned'], [[], false]);
      assert.deepEqual((await world.author.detail(found, never)).threads, []);
    });

    test('nobody may do nothing, and is told why', async () => {
      const { review, file } = await submitted();
      const place = { path: file, side: 'after', line: 2 } as const;
      await world.reviewer.act(review, { kind: 'comment', place, text: 'Seen.', resolved: true }, never);
      const detail = await world.nobody.detail(review, never);
      assert.deepEqual([detail.threads.length, detail.votes, detail.acts], [1, [], []]);
      await refuses(world.nobody.act(review, { kind: 'comment', text: 'x', resolved: true }, never), 'forge-forbidden');
    });

    test('a review is abandoned and restored, once or twice', async () => {
      const { patch, review } = await submitted();
      const { acts } = await world.author.detail(review, never);
      assert.ok(acts.includes('abandon') && !acts.includes('restore'));
      for (const text of ['Not needed.', 'Not needed.'])
        await world.author.act(review, { kind: 'abandon', text }, never);
      const closed = await find(patch);
      assert.equal(closed.state, 'abandoned');
      assert.ok((await world.author.detail(closed, never)).acts.includes('restore'));
      for (const kind of ['restore', 'restore'] as const) await world.author.act(closed, { kind }, never);
      assert.notEqual((await find(patch)).state, 'abandoned');
    });

    test('work in progress is a draft until it is made ready', async () => {
      const { proposal } = await propose(1);
      await world.author.submit({ ...proposal, wip: true }, world.push, never);
      const draft = await find(proposal.patches[0]!);
      assert.equal(draft.state, 'draft');
      assert.ok((await world.author.detail(draft, never)).acts.includes('ready'));
      for (const kind of ['ready', 'ready'] as const) await world.author.act(draft, { kind }, never);
      assert.notEqual((await find(proposal.patches[0]!)).state, 'draft');
    });

    test('a merged review says so, and takes no further patch set', async () => {
      const { proposal, patch, review } = await submitted();
      await world.merge(review);
      const merged = await find(patch);
      assert.deepEqual([merged.state, merged.next.who], ['merged', 'nobody']);
      const next = { ...(await world.again(patch)), review: merged };
      await refuses(world.author.submit({ ...proposal, patches: [next] }, world.push, never), 'forge-refused');
    });
  });
}
