// A real mailing list of this machine: public-inbox as archive, delivery by its mda, everything in a folder of its own.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A list that can be sent to, and read at `archive`. */
export interface RealList {
  address: string;
  archive: string;
  /** A program that takes mails as sendmail does, for `sendemail.smtpServer`. */
  sendmail: string;
  /** The environment in which mails are delivered, and b4 runs. */
  environment: NodeJS.ProcessEnv;
  folder: string;
  deliver(mail: string): void;
  close(): Promise<void>;
}

/** Makes the list and starts its archive on a free port of 127.0.0.1. */
export async function startList(): Promise<RealList> {
  const folder = mkdtempSync(join(tmpdir(), 'fishladder-list-'));
  const port = await freePort();
  const address = 'list@example.org';
  const web = `http://127.0.0.1:${port}`;
  const archive = `${web}/testlist/`;
  const environment = { ...process.env, HOME: folder, PI_CONFIG: join(folder, 'config'), ORIGINAL_RECIPIENT: address };
  const run = (program: string, args: string[], input = '') =>
    execFileSync(program, args, { env: environment, input, stdio: ['pipe', 'pipe', 'pipe'] });
  run('public-inbox-init', ['-V2', '--ng', 'test.list', 'testlist', join(folder, 'inbox'), archive, address]);
  run('git', ['config', '-f', environment.PI_CONFIG, 'publicinboxmda.spamcheck', 'none']);
  const sendmail = join(folder, 'sendmail');
  mkdirSync(folder, { recursive: true });
  writeFileSync(sendmail, '#!/bin/sh\nexec public-inbox-mda --no-precheck\n');
  chmodSync(sendmail, 0o755);
  const server = spawn('public-inbox-httpd', ['-l', web], { env: environment, stdio: 'ignore' });
  await answers(`${archive}new.atom`, server);
  return {
    ...{ address, archive, sendmail, environment, folder },
    deliver: (mail) => {
      run('public-inbox-mda', ['--no-precheck'], mail);
    },
    close: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(address: string, server: ChildProcess): Promise<void> {
  while (server.exitCode === null) {
    const answer = await fetch(address).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The archive ended with ${server.exitCode}`);
}
