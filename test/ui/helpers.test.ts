// The helpers of ui tests, tried on a small extension that has one of each thing they look for.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { backgrounds, goToEndOf, gutterIcons, hoverOver, lens, lensTexts } from '../vscode/editor';
import { answer, choose, openFile, quickInput, runCommand } from '../vscode/palette';
import { eventually } from '../vscode/retry';
import { activityIcon, clickTitleButton, readTree, statusItem, toasts, toastWith, view } from '../vscode/views';
import { openWindow, photographFailures, type Window } from '../vscode/window';

suite('ui test helpers', () => {
  let folder: string;
  let window: Window;

  suiteSetup(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fishladder-ui-'));
    writeFileSync(join(folder, 'a.txt'), 'first line\nsecond line\nthird line\n');
    window = await openWindow({ workspace: folder, development: resolve('test/fixtures/probe'), theme: 'light' });
    await statusItem(window.page, 'probe ready').waitFor();
  });

  suiteTeardown(async () => {
    await window?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  photographFailures(() => window);

  test('gutter icons and line backgrounds are found with their lines', async () => {
    const { page } = window;
    await openFile(page, 'a.txt');
    await page.locator('.glyph-margin-widgets .cgmr').waitFor();
    await eventually(
      async () => (await gutterIcons(page)).map(({ line, css }) => [line, css.includes('svg')]),
      [[2, true]],
    );
    await eventually(() => backgrounds(page), [{ line: 2, css: 'rgba(255, 0, 0, 0.2)' }]);
  });

  test('a hover is read', async () => {
    const { page } = window;
    await (await hoverOver(page, 'second')).getByText('hover of the probe').waitFor();
  });

  test('typing reaches the editor', async () => {
    const { page } = window;
    await goToEndOf(page, 'third');
    await page.keyboard.type(' and more');
    await page.locator('.view-line').filter({ hasText: 'third line and more' }).waitFor();
  });

  test('a lens is read and clicked, questions are answered, a notification is seen', async () => {
    const { page } = window;
    await eventually(() => lensTexts(page), ['lens of the probe']);
    await lens(page, 'lens of the probe').click();
    await choose(page, 'the operator');
    await quickInput(page).getByText('How?').waitFor();
    await answer(page, 'Good day');
    await toastWith(page, 'Good day, the operator').getByRole('button', { name: 'Fine' }).click();
    await toasts(page).waitFor({ state: 'detached' });
  });

  test('a tree is read, and its title buttons are clicked', async () => {
    const { page } = window;
    await activityIcon(page, 'Probe').click();
    const pane = view(page, 'Rows');
    await eventually(
      () => readTree(pane),
      [
        { level: 1, label: 'fix-one', description: 'two branches', spoken: 'fix-one two branches' },
        { level: 2, label: 'master', description: 'merged', spoken: 'master merged' },
      ],
    );
    await clickTitleButton(pane, 'Greet');
    await quickInput(page).getByText('the reviewer').waitFor();
    await page.keyboard.press('Escape');
  });

  test('a command is run from the palette', async () => {
    const { page } = window;
    await runCommand(page, 'Probe: Greet');
    await quickInput(page).getByText('the reviewer').waitFor();
    await page.keyboard.press('Escape');
  });
});
