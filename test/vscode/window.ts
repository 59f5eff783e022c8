// A VS Code window that a ui test drives as a person would.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { choose, runCommand } from './palette';
import { type SessionOptions, startSession } from './session';
import type { Settings } from './settings';

/** The themes that everything must be readable in. */
export type Theme = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

/** How to open a window. `settings` are the user's own; `development` is the extension's folder, this repository unless given; false for none. */
export interface WindowOptions extends Omit<SessionOptions, 'extensions' | 'tests' | 'settings'> {
  settings?: Settings;
  theme?: Theme;
  development?: string | false;
}

/** An open window. */
export interface Window {
  page: Page;
  /** Addresses outside of loopback that the window asked for; a test expects none. */
  requests: readonly string[];
  /** Switches the colour theme and waits until it is shown. */
  setTheme(theme: Theme): Promise<void>;
  /** Keeps a picture of the window in `out/screenshots/`. */
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Each theme's name in settings, its label in the palette, and the workbench's class while it is shown. */
const themes: Record<Theme, { id: string; label: string; shown: string }> = {
  light: { id: 'Default Light Modern', label: 'Light Modern', shown: 'vs' },
  dark: { id: 'Default Dark Modern', label: 'Dark Modern', shown: 'vs-dark' },
  'high-contrast': { id: 'Default High Contrast', label: 'Dark High Contrast', shown: 'hc-black' },
  'high-contrast-light': { id: 'Default High Contrast Light', label: 'Light High Contrast', shown: 'hc-light' },
};

/** Opens a window and waits for its workbench; the extension activates when it is used. */
export async function openWindow(options: WindowOptions): Promise<Window> {
  const { settings = {}, theme = 'dark', development = resolve('.'), ...rest } = options;
  const session = await startSession({ ...rest, extensions: development === false ? [] : [development] });
  const { page, requests, userDataDir, close } = session;
  const shown = (wanted: Theme) => page.locator(`.monaco-workbench.${themes[wanted].shown}`).waitFor();
  const setTheme = async (wanted: Theme) => {
    await runCommand(page, 'Preferences: Color Theme');
    await choose(page, themes[wanted].label);
    await shown(wanted);
  };
  const screenshot = async (name: string) => {
    await page.screenshot({ path: resolve('out/screenshots', `${name}.png`) });
  };
  try {
    writeUserSettings(userDataDir, { ...settings, 'workbench.colorTheme': themes[theme].id });
    await session.load();
    await page.locator('.monaco-workbench .statusbar').waitFor();
    await shown(theme);
  } catch (error) {
    await screenshot('window-did-not-open').catch(() => {});
    await close();
    throw error;
  }
  return { page, requests, setTheme, screenshot, close };
}

/** Read when the window is loaded; later changes of the file are not seen (those of `.vscode/settings.json` are). */
function writeUserSettings(userDataDir: string, settings: Settings): void {
  mkdirSync(join(userDataDir, 'User'), { recursive: true });
  writeFileSync(join(userDataDir, 'User/settings.json'), JSON.stringify(settings, null, 2));
}

/** Inside of a suite: keeps a picture of the window whenever a test of the suite fails (its name begins with `failed-`). */
export function photographFailures(window: () => Window | undefined): void {
  teardown(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await window()?.screenshot(`failed ${this.currentTest.fullTitle()}`.replace(/\W+/g, '-'));
  });
}
