// A window whose review server does not answer: what was known stays, with its age, and nothing pops up.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixBug, MANAGER, operatorEnv } from '../demo/repository';
import { runProgram } from '../git/scene';
import { hoverOver, lens } from '../vscode/editor';
import { openFile } from '../vscode/palette';
import { eventually } from '../vscode/retry';
import { activityIcon, readTree, row, toasts, unfold, view } from '../vscode/views';
import { photographFailures } from '../vscode/window';
import { openScene, type Scene } from './scene';

const branches = ['stable/2026.1', 'stable/2025.2', 'stable/2025.1', 'unmaintained/2024.1'];

suite('offline', () => {
  let scene: Scene;
  const rows = async () => (await readTree(tracker())).map(({ label, description }) => `${label}: ${description}`);
  const tracker = () => view(scene.window.page, 'Fixes');

  suiteSetup(async () => {
    scene = await openScene({
      viewport: { width: 1400, height: 900 },
      prepare: async ({ clone, gerrit }) => {
        const run = (...args: string[]) => runProgram(clone, args, operatorEnv());
        fixBug(clone);
        await run('mark', MANAGER, '--title', 'Forget a volume');
        await run('port');
        gerrit.setReviews({ '*': { master: 'approved' } });
        await run('status');
        gerrit.setFailure('drop');
        writeFileSync(join(clone, 'setup.cfg'), '[metadata]\nname = shoal\nsummary = Block storage\n');
        await run('mark', 'setup.cfg', '--title', 'Say it shortly');
        await run('port', 'say-it-shortly', '--to', 'master');
      },
    });
  });
  suiteTeardown(() => scene?.close());
  photographFailures(() => scene?.window);

  test('the tree says offline and since when, and shows what was known', async () => {
    const { page } = scene.window;
    await activityIcon(page, 'Fishladder').click();
    await tracker()
      .getByText(/^Offline, as of \d/)
      .waitFor();
    await eventually(rows, [
      'Forget a volume: 1 of 5 merged',
      'master: approved · CI: waits for Verified from CI',
      'stable/2026.1: not submitted · waits for master',
      'stable/2025.2: already there',
      'stable/2025.1: not submitted · waits for master',
      'unmaintained/2024.1: proposed · you: accept it, or settle it by hand',
      'Say it shortly: 0 of 5 merged',
    ]);
    await scene.window.screenshot('offline');
  });

  test('a patch that was never asked about is offline; a branch without one reads by its outcome', async () => {
    await unfold(row(tracker(), 'Say it shortly'), row(tracker(), 'master').nth(1));
    await eventually(
      async () => (await rows()).slice(-5),
      ['master: offline', ...branches.map((branch) => `${branch}: not ported · you: port it`)],
    );
  });

  test('the hover says how old that is', async () => {
    const { page } = scene.window;
    await openFile(page, MANAGER);
    await lens(page, 'Forget a volume').waitFor();
    const hover = await hoverOver(page, 'self.attachments.pop');
    await hover.getByText(/reviews as of \d/).waitFor();
    await scene.window.screenshot('offline-hover');
  });

  test('nobody was told by a message', async () => {
    assert.equal(await toasts(scene.window.page).count(), 0);
  });
});
