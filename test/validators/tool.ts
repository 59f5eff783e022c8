// Runs a validator and gives what it said; no validator gets this machine's configuration.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitEnv } from '../demo/repository';

/** What a program left: its exit code, and all that it wrote. */
export interface Verdict {
  code: number;
  out: string;
}

/** Runs a program in a folder; throws when it cannot be started, or does not end within a minute. */
export function judge(folder: string, command: readonly string[], environment: NodeJS.ProcessEnv = {}): Verdict {
  const [program = '', ...args] = command;
  const env = { ...gitEnv(), HOME: folder, ...environment };
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    env,
    encoding: 'latin1',
    timeout: 60_000,
    maxBuffer: 2 ** 26,
  });
  if (error) throw error;
  return { code: status ?? 1, out: `${stdout}${stderr}` };
}

/** An empty folder, and how to remove it. */
export function openFolder(): { folder: string; dispose(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'fishladder-validate-'));
  return { folder, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}
