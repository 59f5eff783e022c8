// One VS Code under test: the server build, and Chromium with a page for its workbench.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findTool } from '../ladder/tools';
import { type Opened, type Server, startServer, workbenchAddress } from './server';
import { quietSettings, type Settings } from './settings';
import { workbenchScript } from './workbench';

/** What to start. Folders that are not given are temporary ones; `log` gets all that VS Code and the set-up say. */
export interface SessionOptions extends Opened {
  extensions?: readonly string[];
  tests?: string;
  settings?: Settings;
  userDataDir?: string;
  extensionsDir?: string;
  env?: NodeJS.ProcessEnv;
  serverArgs?: readonly string[];
  viewport?: { width: number; height: number };
  log?: (text: string) => void;
}

/** A session; the page is blank until `load` has been called. `requests` lists addresses asked for outside of loopback. */
export interface Session {
  page: Page;
  server: Server;
  userDataDir: string;
  requests: readonly string[];
  load(): Promise<void>;
  close(): Promise<void>;
}

const chromiumArgs = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Starts server and browser side by side. Throws when the browser is not installed. */
export async function startSession(options: SessionOptions): Promise<Session> {
  const executablePath = findTool('chromium');
  if (!executablePath) throw new Error('No Chromium found: install it, or name it in FISHLADDER_TEST_CHROMIUM.');
  const folder = mkdtempSync(join(tmpdir(), 'fishladder-vscode-'));
  const userDataDir = options.userDataDir ?? join(folder, 'user-data');
  const extensionsDir = options.extensionsDir ?? join(folder, 'extensions');
  const log = options.log ?? (() => {});
  const env = { ...process.env, ...options.env };
  const serverArgs = options.serverArgs ?? [];
  const starting = startServer({ userDataDir, extensionsDir, env, log, args: serverArgs });
  const launching = chromium.launch({ executablePath, args: chromiumArgs, chromiumSandbox: false });
  const close = async () => {
    await Promise.allSettled([launching.then((browser) => browser.close()), starting.then((server) => server.stop())]);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const [server, browser] = await Promise.all([starting, launching]).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const settings = { ...quietSettings, ...options.settings };
  const { extensions = [], tests } = options;
  await context.addInitScript({
    content: workbenchScript({ settings, extensions, ...(tests === undefined ? {} : { tests }) }),
  });
  const page = await context.newPage();
  const requests: string[] = [];
  page.on('request', (request) => {
    if (!/^(http:\/\/127\.0\.0\.1:|data:|blob:)/.test(request.url())) requests.push(request.url());
  });
  const load = async () => {
    await page.goto(workbenchAddress(server, options));
  };
  return { page, server, userDataDir, requests, load, close };
}
