// The extension in a real window: its container is in the activity bar and shows its views.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editorOf, hoverOver } from '../vscode/editor';
import { openFile } from '../vscode/palette';
import { eventually } from '../vscode/retry';
import { activityIcon, view } from '../vscode/views';
import { openWindow, photographFailures, type Window } from '../vscode/window';

/** Its hunk announces one more line. */
const BROKEN = `Subject: [PATCH] Retry more

--- a/service.conf
+++ b/service.conf
@@ -1,2 +1,2 @@
-retries = 3
+retries = 5
`;

suite('window', () => {
  let folder: string;
  let window: Window;

  suiteSetup(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fishladder-ui-'));
    writeFileSync(join(folder, 'service.conf'), 'retries = 3\n');
    writeFileSync(join(folder, 'broken.patch'), BROKEN);
    window = await openWindow({ workspace: folder });
  });

  suiteTeardown(async () => {
    await window?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  photographFailures(() => window);

  test('the activity bar has the container, and the container its view', async () => {
    await activityIcon(window.page, 'Fishladder').click();
    await view(window.page, 'Fixes').waitFor();
    await window.screenshot('container');
  });

  test('a file of the workspace opens', async () => {
    await openFile(window.page, 'service.conf');
    await editorOf(window.page).getByText('retries').waitFor();
  });

  test('the language server says what is wrong with a patch', async () => {
    await openFile(window.page, 'broken.patch');
    await editorOf(window.page).locator('.squiggly-error').first().waitFor();
    const hover = await hoverOver(window.page, '@@ -1,2');
    await hover.getByText('The hunk has 1 old and 1 new lines, not 2 and 2').waitFor();
    await window.screenshot('broken-patch');
  });

  test('the header is not the colour of the diff, and its title stands out', async () => {
    const { page } = window;
    const styleOf = (text: string) =>
      editorOf(page)
        .locator('.view-line span span')
        .getByText(text, { exact: true })
        .first()
        .evaluate((element): string => {
          const { color, fontWeight } = element.ownerDocument.defaultView.getComputedStyle(element);
          return `${color} ${fontWeight}`;
        });
    const styles = async () => [await styleOf('Subject'), await styleOf('Retry more'), await styleOf('-retries = 3')];
    await eventually(async () => new Set(await styles()).size, 3);
  });

  for (const theme of ['light', 'high-contrast', 'high-contrast-light', 'dark'] as const) {
    test(`the window can be shown in ${theme}`, async () => {
      await window.setTheme(theme);
      await window.screenshot(`container-${theme}`);
    });
  }

  test('nothing outside of this machine was asked for', () => {
    assert.deepEqual(window.requests, []);
  });
});
