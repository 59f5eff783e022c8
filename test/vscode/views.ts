// The side bar, its trees, the status bar and notifications.
import type { Locator, Page } from 'playwright-core';
import { retry } from './retry';

/** An icon of the activity bar, by the title of its container. */
export function activityIcon(page: Page, title: string): Locator {
  const label = page.locator(`a.action-label[aria-label^="${title}"]`);
  return page.locator('.activitybar .action-item').filter({ has: label });
}

/** A view in the side bar, by its title. */
export function view(page: Page, title: string): Locator {
  return page.locator('.split-view-view .pane').filter({ has: page.locator(`.pane-header[aria-label^="${title}"]`) });
}

/** The tree rows of a view that are on the screen. */
export function treeRows(pane: Locator): Locator {
  return pane.locator('.monaco-list-row[role="treeitem"]');
}

/** The tree row of a view whose label is this text. */
export function row(pane: Locator, label: string): Locator {
  return treeRows(pane).filter({ has: pane.page().locator('.label-name').getByText(label, { exact: true }) });
}

/**
 * Shows what is below a tree row, until this row is seen there. A click on a row that is drawn anew at that moment is lost, or
 * folds what the one before unfolded, so that it is done again.
 */
export async function unfold(row: Locator, below: Locator): Promise<void> {
  const unfolded = row.and(row.page().locator('[aria-expanded="true"]'));
  await retry(async (timeout) => {
    await row.waitFor();
    if (!(await unfolded.isVisible())) await row.locator('.monaco-tl-twistie').click();
    await below.waitFor({ timeout });
  });
}

/** Clicks a button in a tree row, which is there while the mouse is over it: a row that is drawn anew is hovered over again. */
export async function clickRowButton(row: Locator, name: string): Promise<void> {
  await retry(async (timeout) => {
    await row.hover({ timeout });
    await row.getByRole('button', { name }).click({ timeout });
  });
}

/** What a tree row says: its level (1-based), label, grey description, and all that a screen reader reads. */
export interface TreeRow {
  level: number;
  label: string;
  description: string;
  spoken: string;
}

/** Reads the tree rows of a view from top to bottom. */
export function readTree(pane: Locator): Promise<TreeRow[]> {
  return treeRows(pane).evaluateAll((rows) =>
    rows.map((row) => ({
      level: Number(row.getAttribute('aria-level')),
      label: row.querySelector('.label-name')?.textContent ?? '',
      description: row.querySelector('.label-description')?.textContent ?? '',
      spoken: row.getAttribute('aria-label') ?? '',
    })),
  );
}

/** Clicks a button in a view's title. A container's only view has no header of its own; its buttons are in the container's title. */
export async function clickTitleButton(pane: Locator, name: string): Promise<void> {
  const own = pane.locator('.pane-header');
  const header = (await own.isVisible()) ? own : pane.page().locator('.part.sidebar .composite.title');
  await header.hover();
  await header.getByRole('button', { name }).click();
}

/** A status bar item, by a text in it. */
export function statusItem(page: Page, text: string | RegExp): Locator {
  return page.locator('.statusbar-item').filter({ hasText: text });
}

/** Writes an answer into a review thread that is shown beside a line; it is not sent. */
export async function writeReply(thread: Locator, text: string): Promise<void> {
  await thread.locator('.review-thread-reply-button').click();
  await thread.locator('.comment-form .monaco-editor.focused').waitFor();
  await thread.page().keyboard.type(text);
}

/** Notifications that are shown. */
export function toasts(page: Page): Locator {
  return page.locator('.notifications-toasts .notification-list-item');
}

/** The notification with this text. */
export function toastWith(page: Page, text: string | RegExp): Locator {
  return toasts(page).filter({ hasText: text });
}
