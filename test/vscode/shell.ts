// Runs the few programs that the set-up needs, and fails with what they wrote.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs a program to its end and gives its standard output; throws with all its output when it fails. */
export function shell(command: string, args: readonly string[], cwd?: string): string {
  const result = spawnSync(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
    ...(cwd === undefined ? {} : { cwd }),
  });
  if (result.status === 0) return result.stdout;
  const cause = result.error?.message ?? `exit code ${result.status}`;
  throw new Error(`${command} ${args.join(' ')}: ${cause}\n${result.stdout ?? ''}${result.stderr ?? ''}`);
}

/** Downloads a package from the npm registry and unpacks a part of it, without its first `strip` folders. */
export function unpackPackage(spec: string, part: string, folder: string, strip: number): void {
  const tarball = shell('npm', ['pack', spec, '--silent', '--pack-destination', folder], folder)
    .trim()
    .split('\n')
    .pop();
  const path = join(folder, tarball as string);
  shell('tar', ['-xzf', path, '-C', folder, `--strip-components=${strip}`, part]);
  shell('rm', ['-f', path]);
}
