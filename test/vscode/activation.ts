// How long extensions take to activate, as VS Code itself counts it.
import type { Page } from 'playwright-core';
import { editorOf } from './editor';
import { runCommand } from './palette';

/** Times in milliseconds: reading the code, running `activate`, and until its promise is done. */
export interface Activation {
  load: number;
  call: number;
  finish: number;
  event: string;
}

/** Reads the table of `Developer: Startup Performance`; keys are extension ids as their manifests write them. */
export async function activationTimes(page: Page): Promise<Map<string, Activation>> {
  await runCommand(page, 'Developer: Startup Performance');
  await page.locator('.view-line').filter({ hasText: 'System Info' }).first().waitFor();
  const title = 'Extension Activation Stats';
  let text = '';
  for (let attempt = 0; attempt < 50 && !text.includes(title); attempt++) {
    await editorOf(page).locator('.view-line').first().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+C');
    text = await page.evaluate<string>('navigator.clipboard.readText()');
  }
  return parseActivationTable(text.slice(text.indexOf(title)));
}

/** Rows of `| id | eager | load | call | finish | event | … |` below the table's head. */
function parseActivationTable(text: string): Map<string, Activation> {
  const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const times = new Map<string, Activation>();
  for (const [, id = '', , load, call, finish, event = ''] of rows) {
    if (!/^[\w-]+\.[\w-]+$/.test(id)) continue;
    times.set(id, { load: Number(load), call: Number(call), finish: Number(finish), event });
  }
  return times;
}
