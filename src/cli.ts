#!/usr/bin/env node
// The terminal's entry: builds the real terminal and hands it to the program.
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { version } from '../package.json';
import { environmentCredentials } from './cli/credentials';
import { main } from './cli/main';
import { direct } from './review/route';

const controller = new AbortController();
process.once('SIGINT', () => controller.abort());
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit(141);
  process.stderr.write(`fishladder: the answer cannot be written: ${message}\n`);
  process.exit(3);
});

const host = {
  now: () => new Date(),
  environment: process.env,
  credentials: environmentCredentials(process.env),
  routes: direct,
  userAgent: `fishladder/${version}`,
};

main(process.argv.slice(2), version, {
  folder: process.cwd(),
  host,
  lines: (stop = controller.signal) =>
    createInterface({
      input: process.stdin,
      crlfDelay: Number.POSITIVE_INFINITY,
      signal: AbortSignal.any([controller.signal, stop]),
    }),
  interactive: process.stdin.isTTY === true,
  out: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
  err: (text) => process.stderr.write(text),
  progress: (text) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${text}`),
  serve: async () => (await import('./serve')).serveStdio(host),
  thread: join(__dirname, 'thread.js'),
  signal: controller.signal,
}).then((code) => process.exit(code));
