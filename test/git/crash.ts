// Runs the program so that it dies at one of its writes, as in a power cut.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { operatorEnv } from '../demo/repository';
import type { Scene } from './scene';

/** Runs `fishladder` and kills it before its n-th step that changes files (0: never); true when it came to its end before. */
export function runUntilCrash(scene: Scene, args: readonly string[], at: number): boolean {
  const program = join(process.cwd(), 'out/src/cli.js');
  const crash = join(process.cwd(), 'test/fakes/crash.cjs');
  try {
    execFileSync(process.execPath, ['--require', crash, program, ...args], {
      cwd: scene.folder,
      env: { ...operatorEnv(), CRASH_AT: String(at) },
      stdio: 'pipe',
    });
    return true;
  } catch (error) {
    assert.equal((error as { signal?: string }).signal, 'SIGKILL', String(error));
    return false;
  }
}
