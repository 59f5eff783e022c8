// Taking part in a review in a real window: its rows in the tracker, a thread beside the operator's own line, signing in, answering.
import assert from 'node:assert/strict';
import { fixBug, MANAGER, MOVED, operatorEnv, reviewedCommit } from '../demo/repository';
import type { Conversation } from '../fakes/gerrit-conversation';
import { runProgram } from '../git/scene';
import { editorOf, lens } from '../vscode/editor';
import { answer, choose, quickInput, runCommand } from '../vscode/palette';
import { eventually, retry } from '../vscode/retry';
import {
  activityIcon,
  clickRowButton,
  clickTitleButton,
  readTree,
  row,
  toasts,
  toastWith,
  treeRows,
  unfold,
  view,
  writeReply,
} from '../vscode/views';
import { photographFailures } from '../vscode/window';
import { openScene, type Scene } from './scene';

const SECRET = 'hunter2';
const TITLE = 'Forget a volume once it is detached';

suite('review', function () {
  this.bail(true);
  let scene: Scene;
  const conversation: Conversation = { comments: [], done: [] };
  const page = () => scene.window.page;
  const tracker = () => view(page(), 'Fixes');
  const rows = async () => (await readTree(tracker())).map(({ label, description }) => `${label}: ${description}`);
  const widget = () => editorOf(page()).locator('.review-widget').first();

  suiteSetup(async () => {
    scene = await openScene({
      viewport: { width: 1400, height: 900 },
      gerrit: {
        conversation,
        accounts: { olive: { secret: SECRET, name: 'Olive Operator' } },
        reviews: { '*': { master: 'objection', 'stable/2026.1': 'ci-failed', 'stable/2025.1': 'approved' } },
      },
      prepare: async ({ clone }) => {
        const run = (...args: string[]) => runProgram(clone, args, operatorEnv());
        fixBug(clone);
        await run('mark', MANAGER, '--title', TITLE, '--bug', '2116852');
        await run('port');
        const { commit, line } = reviewedCommit(clone);
        const about = { branch: 'master', path: MOVED, commit_id: commit, patch_set: 1, unresolved: true };
        const author = { name: 'Tomás Okafor' };
        const date = '2026-11-19 08:00:00.000000000';
        conversation.comments.push(
          {
            ...{ ...about, id: 'pop', line, author, updated: date },
            message:
              'Should this not use `pop(volume_id, None)`?\n\nA second detach would raise here:\n\n    KeyError: volume_id',
          },
          {
            ...about,
            id: 'note',
            path: '/PATCHSET_LEVEL',
            message: 'Please add a release note.',
            author,
            updated: date,
          },
        );
      },
    });
  });
  suiteTeardown(() => scene?.close());
  photographFailures(() => scene?.window);

  test('a review’s row has its failing jobs and its open threads below', async () => {
    await activityIcon(page(), 'Fishladder').click();
    await row(tracker(), TITLE).waitFor();
    await clickTitleButton(tracker(), 'Refresh Reviews');
    await row(tracker(), 'master').getByText('needs you').waitFor();
    const review = treeRows(tracker()).filter({ hasText: /^Review \d/ });
    await retry(async () => {
      await unfold(row(tracker(), 'stable/2026.1'), review.first());
      await unfold(row(tracker(), 'master'), review.nth(1));
      await unfold(review.first(), row(tracker(), 'Please add a release note.'));
      await unfold(review.last(), row(tracker(), 'nova-tox-functional-py312'));
    });
    await scene.window.screenshot('review-01-tracker');
    const shown = async (wanted: RegExp) => (await rows()).filter((text) => wanted.test(text)).length;
    await eventually(() => shown(/^nova-tox-functional-py312: FAILURE/), 1);
    await eventually(() => shown(/^Should this not use .*Tomás Okafor · manager\.py$/), 1);
  });

  test('a thread is opened beside the operator’s own line', async () => {
    await retry(async (timeout) => {
      await treeRows(tracker()).filter({ hasText: 'Should this not use' }).click();
      await lens(page(), TITLE).waitFor({ timeout });
    });
    await widget().getByText('Should this not use').waitFor();
    await widget().getByText('KeyError: volume_id').waitFor();
    await scene.window.screenshot('review-02-thread');
  });

  test('signing in names the host, and keeps the password to it', async () => {
    await runCommand(page(), 'Fishladder: Sign In to Review Server');
    const host = new URL(scene.gerrit.url).host;
    await quickInput(page()).getByText(host).first().waitFor();
    await scene.window.screenshot('review-03-sign-in');
    await choose(page(), host);
    await answer(page(), 'olive');
    await quickInput(page()).getByText('HTTP password').waitFor();
    await scene.window.screenshot('review-04-password');
    await answer(page(), SECRET);
    await toastWith(page(), `Signed in to ${host} as Olive Operator.`).waitFor();
  });

  for (const theme of ['light', 'high-contrast', 'high-contrast-light', 'dark'] as const) {
    test(`threads and rows can be read in ${theme}`, async () => {
      await runCommand(page(), 'Notifications: Clear All Notifications');
      await scene.window.setTheme(theme);
      await widget().getByText('Should this not use').waitFor();
      await scene.window.screenshot(`review-${theme}`);
    });
  }

  test('the thread is answered and settled where it stands', async () => {
    await widget().getByText('Should this not use').waitFor();
    await writeReply(widget(), 'Right: the next patch set does.');
    await scene.window.screenshot('review-05-answer');
    await widget().getByRole('button', { name: 'Reply & Resolve' }).click();
    await eventually(async () => conversation.done.length, 1);
    await scene.window.screenshot('review-06-answered');
  });

  test('a proposal is read in a diff, and a conflict is settled in the merge editor', async () => {
    await clickRowButton(row(tracker(), 'unmaintained/2024.1'), 'Accept Proposed Port');
    await quickInput(page()).getByText('Settle It Myself').waitFor();
    await scene.window.screenshot('review-07-proposal');
    await quickInput(page()).getByText('Settle It Myself').click();
    await page().locator('.merge-editor').waitFor();
    await page().locator('.merge-editor').getByText('self.lock.release()').first().waitFor();
    await scene.window.screenshot('review-08-merge-editor');
    await page().locator('.merge-editor').getByText('Accept Combination').first().click();
    await page().locator('.merge-editor').getByText('0 Conflicts Remaining').waitFor();
    await runCommand(page(), 'Merge Editor: Complete Merge');
    await toastWith(page(), 'Is forget-a-volume-once-it-is-detached settled')
      .getByRole('button', { name: 'Take Result' })
      .click();
    await toastWith(page(), 'Settled for unmaintained/2024.1').waitFor();
    assert.ok(scene.queue().some((path) => path.startsWith('unmaintained/2024.1/')));
  });

  test('no fault was told', async () => {
    assert.equal(await toasts(page()).locator('.codicon-error').count(), 0);
  });
});
