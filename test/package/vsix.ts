// Packages the extension as it is published.
import { spawnSync } from 'node:child_process';

/** Writes the .vsix; builds first (`vscode:prepublish`). Needs no network. Throws with what vsce wrote when it fails. */
export function packageExtension(path: string): void {
  const vsce = 'node_modules/@vscode/vsce/vsce';
  const args = [
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '-o',
    path,
  ];
  const result = spawnSync(process.execPath, [vsce, ...args], { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`vsce package failed\n${result.stdout}${result.stderr}`);
}
