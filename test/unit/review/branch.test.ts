// What is known of one branch, with and without an answer of the forge.
import { strict as assert } from 'node:assert';
import { branchReview } from '../../../src/review/branch';
import { ForgeError } from '../../../src/review/error';
import { aReview } from './reviews';

const unreachable = new ForgeError('forge-unreachable', 'h', 'h cannot be reached.', 'Check the network.');
const page = new ForgeError('forge-web-page', 'h', 'h answered with a web page.', 'Open it.');

suite('review/branch', () => {
  const of = (knowledge: Parameters<typeof branchReview>[0]) => branchReview(knowledge, 'openstack/nova', 'master');

  test('nobody asked yet', () => assert.equal(of(undefined).state, 'unknown'));

  test('never reached is offline, an answer that is none is unknown with the reason', () => {
    assert.equal(of({ id: 'I1', reviews: [], asOf: 0, fault: unreachable }).state, 'offline');
    const found = of({ id: 'I1', reviews: [], asOf: 0, fault: page });
    assert.deepEqual([found.state, found.reason], ['unknown', 'h answered with a web page.']);
  });

  test('no review of this project on this branch is not submitted', () => {
    const elsewhere = [
      aReview({ branch: 'stable/2025.1' }),
      aReview({ key: { host: 'h', project: 'other', number: 2 } }),
    ];
    assert.deepEqual(of({ id: 'I1', reviews: elsewhere, asOf: 5 }), { state: 'not-submitted', asOf: 5 });
  });

  test('a fault later keeps the last good state, with its age and the fault', () => {
    const review = aReview({ state: 'approved' });
    const found = of({ id: 'I1', reviews: [review], asOf: 5, fault: unreachable });
    assert.deepEqual(found, { state: 'approved', review, asOf: 5, fault: unreachable });
  });

  test('an abandoned review counts only where there is no other', () => {
    const old = aReview({ state: 'merged', updated: 1 });
    const abandoned = aReview({ state: 'abandoned', updated: 9 });
    assert.equal(of({ id: 'I1', reviews: [abandoned, old], asOf: 5 }).state, 'merged');
    assert.equal(of({ id: 'I1', reviews: [abandoned], asOf: 5 }).state, 'abandoned');
  });
});
