// Which commits go first so that a port is clean, in a made history: the fewest, in order, with limits.
import assert from 'node:assert/strict';
import type { Git } from '../../../src/git/git';
import { type Chain, findChain } from '../../../src/lineage/chain';
import { openLineage } from '../../../src/lineage/open';
import { readCarried, tryInOrder } from '../../../src/lineage/trial';
import { treeSnapshot } from '../../../src/port/snapshot';
import { makeRepository, type Repository } from '../patch/repository';

suite('findChain', () => {
  let repository: Repository;
  let git: Git;
  let text: string[];

  setup(async () => {
    repository = makeRepository();
    git = await repository.open();
    text = Array.from({ length: 60 }, (_, number) => `line ${number}\n`);
    commit('Start');
    repository.git(['branch', 'stable']);
  });

  teardown(() => {
    git.dispose();
    repository.remove();
  });

  function commit(message: string, edits: Record<number, string> = {}): string {
    for (const [line, edit] of Object.entries(edits)) text[Number(line)] = `${edit}\n`;
    repository.write('a', text.join(''));
    return repository.commit(`${message}\n`);
  }

  async function chainOf(fix: string, limit = AbortSignal.timeout(60_000)): Promise<Chain> {
    const carried = (await readCarried(git, fix))!;
    const tip = (await git.commitId('stable'))!;
    const target = treeSnapshot(git.objects, (await git.commit(tip))!.tree);
    const trial = await tryInOrder(git, [carried], tip, target);
    assert.equal(trial.kind, 'stuck');
    return findChain(git, await openLineage(git), trial.kind === 'stuck' ? trial.port : assert.fail(), limit);
  }

  const idsOf = (chain: Chain) =>
    chain.kind === 'chain' ? chain.links.map(({ carried }) => carried.commit.id) : chain.kind;

  test('all that made the lines in question, in the order of the history, and nothing else', async () => {
    const one = commit('One', { 10: 'one' });
    commit('Elsewhere', { 50: 'elsewhere' });
    const two = commit('Two', { 11: 'two', 12: 'two' });
    assert.deepEqual(idsOf(await chainOf(commit('Fix', { 10: 'fixed', 11: 'fixed', 12: 'fixed' }))), [one, two]);
  });

  test('what a commit of the chain leans on in its turn', async () => {
    const steps = ['one', 'two', 'three', 'four', 'five'].map((word) => commit(word, { 10: word }));
    assert.deepEqual(idsOf(await chainOf(commit('Fix', { 10: 'fixed' }))), steps);
  });

  test('no more than five', async () => {
    for (const word of ['one', 'two', 'three', 'four', 'five', 'six']) commit(word, { 10: word });
    assert.equal(idsOf(await chainOf(commit('Fix', { 10: 'fixed' }))), 'too-many');
  });

  test('none of more than 200 changed lines', async () => {
    const edits = (number: number) =>
      Object.fromEntries(Array.from({ length: number }, (_, line) => [line, `new ${line}`]));
    const exact = { ...edits(50), 50: Array.from({ length: 99 }, (_, number) => `more ${number}`).join('\n') };
    const small = commit('Small', exact);
    assert.deepEqual(idsOf(await chainOf(commit('Fix', { 10: 'fixed' }))), [small]);
    text = Array.from({ length: 60 }, (_, number) => `line ${number}\n`);
    commit('Back');
    const large = commit('Large', { ...exact, 51: 'one more' });
    assert.deepEqual(await chainOf(commit('Fix', { 10: 'fixed otherwise' })), {
      kind: 'too-large',
      lines: 202,
      commit: large,
      subject: 'Large',
    });
  });

  test('none that is in conflict with what the branch made itself', async () => {
    const one = commit('One', { 10: 'one' });
    const fix = commit('Fix', { 10: 'fixed' });
    repository.git(['checkout', '--quiet', 'stable']);
    text = Array.from({ length: 60 }, (_, number) => `line ${number}\n`);
    commit('Here', { 10: 'otherwise' });
    assert.deepEqual(await chainOf(fix), { kind: 'not-clean', commit: one, subject: 'One' });
  });

  test('no binary file', async () => {
    repository.write('b', 'a\0');
    const one = commit('One', { 10: 'one' });
    assert.deepEqual(await chainOf(commit('Fix', { 10: 'fixed' })), { kind: 'no-text', commit: one, subject: 'One' });
  });

  test('none where there is no time', async () => {
    commit('One', { 10: 'one' });
    assert.deepEqual(await chainOf(commit('Fix', { 10: 'fixed' }), AbortSignal.abort()), { kind: 'no-time' });
  });
});
