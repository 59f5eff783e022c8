// The operator's path in a real window: a fix is typed, marked, ported, and its reviews are followed beside its lines.
import assert from 'node:assert/strict';
import { MANAGER } from '../demo/repository';
import { BUG, FIXED } from '../demo/service';
import { editorOf, goToEndOf, gutterIcons, hoverOver, lens, lensTexts, overviewColours } from '../vscode/editor';
import { answer, openFile, quickInput, runCommand } from '../vscode/palette';
import { eventually } from '../vscode/retry';
import {
  activityIcon,
  clickRowButton,
  clickTitleButton,
  readTree,
  row,
  statusItem,
  toasts,
  toastWith,
  view,
} from '../vscode/views';
import { photographFailures } from '../vscode/window';
import { openScene, type Scene } from './scene';

const NAME = 'forget-a-volume-once-it-is-detached';
const TITLE = 'Forget a volume once it is detached';
/** `fishladder.needsYou` in the dark theme: one branch has a proposal. */
const NEEDS_YOU = '#ff9a4d';

/** The 1-based line of a part of a text. */
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

suite('operator', function () {
  this.bail(true);
  let scene: Scene;
  let before: string;
  let first: number;

  const page = () => scene.window.page;
  const tracker = () => view(page(), 'Fixes');
  const icons = async () => (await gutterIcons(page())).map(({ line }) => line);
  const branches = async () => {
    const rows = (await readTree(tracker())).filter(({ level }) => level === 2);
    return rows.map(({ label, description }) => `${label}: ${description}`);
  };

  suiteSetup(async () => {
    scene = await openScene({
      settings: { 'editor.quickSuggestions': false },
      viewport: { width: 1400, height: 900 },
    });
  });
  suiteTeardown(() => scene?.close());
  photographFailures(() => scene?.window);

  test('without a fix, the view says what to do', async () => {
    await activityIcon(page(), 'Fishladder').click();
    await tracker().getByText('No fix is marked yet').waitFor();
    await scene.window.screenshot('operator-01-welcome');
  });

  test('the fix is typed and saved', async () => {
    await openFile(page(), MANAGER);
    assert.ok(scene.read(MANAGER)?.includes(BUG));
    const { keyboard } = page();
    await goToEndOf(page(), 'could not be disconnected');
    await keyboard.press('ArrowDown');
    await keyboard.press('End');
    await keyboard.press('Control+Shift+ArrowLeft');
    await keyboard.type('raise\n');
    await keyboard.press('Shift+Home');
    await keyboard.press('Shift+Home');
    await keyboard.type('        self.attachments.pop(volume_id)');
    await keyboard.press('Control+S');
    await page().locator('.tab.active:not(.dirty)').waitFor();
    await eventually(async () => scene.read(MANAGER)?.includes(FIXED), true);
    first = lineOf(scene.read(MANAGER) ?? '', 'raise\n        self.attachments.pop');
    before = scene.state();
  });

  test('the selected lines are marked', async () => {
    const { keyboard } = page();
    assert.equal((await overviewColours(page())).has(NEEDS_YOU), false);
    await keyboard.press('ArrowUp');
    await keyboard.press('Home');
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Shift+End');
    await runCommand(page(), 'Fishladder: Mark Fix from Selection');
    await quickInput(page()).getByText('What does the fix mend?').waitFor();
    await scene.window.screenshot('operator-02-title');
    await answer(page(), TITLE);
    await quickInput(page()).getByText('bugs').waitFor();
    await scene.window.screenshot('operator-03-bug');
    await answer(page(), '2116852');
    await toastWith(page(), `Marked “${TITLE}” in 12.0.1.`).waitFor();
    await scene.window.screenshot('operator-04-marked');
    assert.deepEqual(scene.queue(), [`12.0.1/${NAME}.patch`, '12.0.1/series']);
    assert.equal(scene.read('.fishladder/12.0.1/series'), `${NAME}.patch\n`);
    const patch = scene.read(`.fishladder/12.0.1/${NAME}.patch`) ?? '';
    assert.match(patch, /^Closes-Bug: #2116852$/m);
    assert.match(patch, /^\+ {8}self\.attachments\.pop\(volume_id\)$/m);
    assert.equal(scene.state(), before);
  });

  test('the lines have icons, a lens, a stroke in the overview ruler, and rows in the tracker', async () => {
    await eventually(
      () => lensTexts(page()),
      [`${TITLE} · unmaintained/2024.1 proposed · 1 of 5 merged | Port | Open Patch`],
    );
    await eventually(icons, [first, first + 1]);
    await eventually(async () => (await overviewColours(page())).has(NEEDS_YOU), true);
    await row(tracker(), TITLE).waitFor();
    await eventually(branches, [
      'master: not ported · you: port it',
      'stable/2026.1: not ported · you: port it',
      'stable/2025.2: already there',
      'stable/2025.1: not ported · you: port it',
      'unmaintained/2024.1: proposed · you: accept it, or settle it by hand',
    ]);
    await statusItem(page(), '1 fix, 1 needs you').waitFor();
  });

  test('a button of the tracker ports the fix to every branch', async () => {
    await clickRowButton(row(tracker(), TITLE), 'Port Fix');
    const ported = toastWith(page(), 'Ported: 3 clean, 1 already there, 1 proposed.');
    await ported.getByRole('button', { name: 'Show Proposal' }).waitFor();
    await scene.window.screenshot('operator-05-ported');
    const folders = ['12.0.1', 'master', 'stable/2025.1', 'stable/2026.1'];
    assert.deepEqual(
      scene.queue(),
      folders.flatMap((folder) => [`${folder}/${NAME}.patch`, `${folder}/series`]),
    );
    assert.equal(scene.state(), before);
  });

  test('the conflict is opened from its row', async () => {
    await clickRowButton(row(tracker(), 'unmaintained/2024.1'), 'Show Conflict');
    await editorOf(page()).getByText('<<<<<<< unmaintained/2024.1').waitFor();
    await editorOf(page()).getByText('self.lock.release()').first().waitFor();
    await scene.window.screenshot('operator-06-conflict');
  });

  test('the patch for master is opened from its row', async () => {
    await clickRowButton(row(tracker(), 'master'), 'Open Patch');
    await editorOf(page()).getByText(`Subject: [PATCH] ${TITLE}`).waitFor();
    await editorOf(page()).getByText('shoal/storage/manager.py').first().waitFor();
    await scene.window.screenshot('operator-07-patch');
  });

  test('after a refresh, the reviews are in tree, lens and hover', async () => {
    const { gerrit } = scene;
    gerrit.setReviews({ '*': { master: 'ci-passed', 'stable/2026.1': 'ci-failed', 'stable/2025.1': 'wip' } });
    await clickTitleButton(tracker(), 'Refresh Reviews');
    await row(tracker(), 'master').getByText('in review').waitFor();
    await eventually(branches, [
      'master: in review · reviewers: waits for Tomás Okafor',
      'stable/2026.1: needs you: check failed: nova-tox-functional-py312 and 1 more; 1 unresolved comment',
      'stable/2025.2: already there',
      'stable/2025.1: draft · you: marked as work in progress',
      'unmaintained/2024.1: proposed · you: accept it, or settle it by hand',
    ]);
    await openFile(page(), MANAGER);
    await lens(page(), 'stable/2026.1 needs you').waitFor();
    await statusItem(page(), '1 fix, 2 need you').waitFor();
    const hover = await hoverOver(page(), 'self.attachments.pop');
    await hover.getByText('reviews as of').waitFor();
    const text = (await hover.innerText()).replaceAll('\u00a0', ' ');
    assert.match(text, /^ ?master in review · reviewers: waits for Tomás Okafor · Open Review$/m);
    assert.match(text, /^ ?stable\/2026\.1 needs you: check failed: nova-tox-functional-py312 and 1 more/m);
    assert.match(text, /Show in Tree · reviews as of \d\d:\d\d/);
    await hover.getByText('bugs.launchpad.net/bugs/2116852').waitFor();
  });

  test('the icons stay with their lines while lines above are edited', async () => {
    const { keyboard } = page();
    await keyboard.press('Control+Home');
    await keyboard.type('# one\n# two\n');
    await editorOf(page()).getByText('# two').waitFor();
    await eventually(icons, [first + 2, first + 3]);
    await lens(page(), TITLE).waitFor();
    await runCommand(page(), 'File: Revert File');
    await page().locator('.tab.active:not(.dirty)').waitFor();
    await eventually(icons, [first, first + 1]);
  });

  test('messages are cleared', async () => {
    await runCommand(page(), 'Notifications: Clear All Notifications');
    await toasts(page()).first().waitFor({ state: 'detached' });
  });

  for (const theme of ['light', 'high-contrast', 'high-contrast-light', 'dark'] as const) {
    test(`everything can be seen in ${theme}`, async () => {
      await scene.window.setTheme(theme);
      await lens(page(), TITLE).waitFor();
      await hoverOver(page(), 'self.attachments.pop');
      await scene.window.screenshot(`operator-${theme}`);
      await eventually(icons, [first, first + 1]);
    });
  }

  test('nothing but the queue was written, and nothing outside of this machine was asked for', () => {
    assert.equal(scene.state(), before);
    assert.deepEqual(scene.window.requests, []);
  });
});
