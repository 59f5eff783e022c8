// The command palette, quick open, and what extensions ask there.
import { basename } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { editorOf } from './editor';
import { retry } from './retry';

/** The quick input that is open. */
export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:not([style*="display: none"])');
}

/** Rows that the quick input offers. */
function quickRows(page: Page): Locator {
  return quickInput(page).locator('.monaco-list-row');
}

/** Opens the quick input with a key, types, and clicks a row. (Enter may come before the rows are there.) */
async function pick(page: Page, key: string, text: string, row: Locator): Promise<void> {
  const input = quickInput(page).locator('.quick-input-box input');
  await retry(async (timeout) => {
    await page.keyboard.press(key);
    await input.fill(text, { timeout });
    await row.first().click({ timeout });
  });
}

/** Runs a command by its title as the palette shows it (`Category: Title`). */
export async function runCommand(page: Page, title: string): Promise<void> {
  await pick(page, 'F1', `>${title}`, quickRows(page).filter({ hasText: title }));
}

/** Chooses a row of a question, by the beginning of its label; the label is typed first, since a long list shows only some rows. */
export async function choose(page: Page, label: string): Promise<void> {
  await quickInput(page).locator('.quick-input-box input').fill(label);
  await quickRows(page)
    .and(page.locator(`[aria-label^="${label}"]`))
    .first()
    .click();
}

/** Answers an input box that an extension shows. */
export async function answer(page: Page, text: string): Promise<void> {
  const input = quickInput(page).locator('.quick-input-box input');
  await input.fill(text);
  await input.press('Enter');
}

/** Opens a file of the workspace by its path and waits for its text. */
export async function openFile(page: Page, path: string): Promise<void> {
  const name = basename(path);
  await pick(page, 'Control+P', path, quickRows(page).and(page.locator(`[aria-label^="${name}"]`)));
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await editorOf(page).locator('.view-line').first().waitFor();
}
