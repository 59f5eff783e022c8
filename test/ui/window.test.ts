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

/** A field that nobody knows, and a hunk whose numbers are wrong. */
const COLOURED = `From: Jörg Müller <jm@example.org>
Subject: [PATCH stable/2025.1] Retry more, for CVE-2026-12345
Forwarded: not-needed
Made-Up: yes

One try too few lost the lease (see #17).

Closes: #17
Signed-off-by: Jörg Müller <jm@example.org>
(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)
---
--- a/service.conf
+++ b/service.conf
@@ -1 +1 @@ [service]
-retries = 3
+retries = 5
@@ -11,2 +11,9 @@ [lease]
 lease = 9
-days = 3
+days = 5
`;

suite('window', () => {
  let folder: string;
  let window: Window;

  suiteSetup(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fishladder-ui-'));
    writeFileSync(join(folder, 'service.conf'), 'retries = 3\n');
    writeFileSync(join(folder, 'broken.patch'), BROKEN);
    writeFileSync(join(folder, 'coloured.patch'), COLOURED);
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

  /** Colour and weight of a text that the editor shows. */
  const styleOf = (text: string) =>
    editorOf(window.page)
      .locator('.view-line span span')
      .getByText(text, { exact: true })
      .first()
      .evaluate((element): string => {
        const { color, fontWeight } = element.ownerDocument.defaultView.getComputedStyle(element);
        return `${color} ${fontWeight}`;
      });

  test('the header is not the colour of the diff, and its title stands out', async () => {
    const styles = async () => [await styleOf('Subject'), await styleOf('Retry more'), await styleOf('-retries = 3')];
    await eventually(async () => new Set(await styles()).size, 3);
  });

  test('a patch opens whose words mean something', async () => {
    await openFile(window.page, 'coloured.patch');
    await editorOf(window.page).getByText('Made-Up').waitFor();
  });

  /** Names and numbers have colours by what is known of them; VS Code's light high contrast has the grammar's colours only. */
  const assertMeaning = async () => {
    const differ = async (a: string, b: string) => (await styleOf(a)) !== (await styleOf(b));
    await eventually(() => differ('Forwarded', 'Made-Up'), true);
    await eventually(() => differ('-1', '-11,2'), true);
  };

  for (const theme of ['light', 'high-contrast', 'high-contrast-light', 'dark'] as const) {
    test(`the window can be shown in ${theme}`, async () => {
      await window.setTheme(theme);
      if (theme !== 'high-contrast-light') await assertMeaning();
      await window.screenshot(`container-${theme}`);
    });
  }

  test('nothing outside of this machine was asked for', () => {
    assert.deepEqual(window.requests, []);
  });
});
