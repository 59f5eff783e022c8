// The demo in VS Code: the desktop where `code` is on the path, else the server build, for any browser.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { bundle } from '../ladder/bundle';
import { packageExtension } from '../package/vsix';
import { quietSettings } from '../vscode/settings';
import { MANAGER } from './repository';

/** Opens the clone in VS Code with this extension, and waits until VS Code or this program is ended. */
export async function openEditor(folder: string, clone: string): Promise<void> {
  const opened = [clone, join(clone, MANAGER)];
  if (hasDesktop()) {
    console.log('\n# VS Code opens; close its window to end.\n');
    const development = `--extensionDevelopmentPath=${process.cwd()}`;
    await run('code', ['--wait', '--new-window', '--disable-workspace-trust', development, ...opened]);
    return;
  }
  const vsix = join(folder, 'fishladder.vsix');
  packageExtension(vsix);
  const code = await codeProgram(folder);
  const installed = await run(process.execPath, [...code, '--install-extension', vsix]);
  if (installed !== 0) throw new Error('The extension could not be installed.');
  console.log('\n# Open this address in a browser; Ctrl-C ends.\n');
  await run(process.execPath, [...code, ...opened]);
}

function hasDesktop(): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((path) => existsSync(join(path, 'code')));
}

/** The server build's launcher, with folders and settings of the demo's own. */
async function codeProgram(folder: string): Promise<string[]> {
  await bundle(['test/vscode/code.ts']);
  const user = join(folder, 'vscode/data/User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify(quietSettings));
  return [
    resolve('out/test/vscode/code.js'),
    `--user-data-dir=${join(folder, 'vscode/data')}`,
    `--extensions-dir=${join(folder, 'vscode/extensions')}`,
  ];
}

/** Runs a program on this terminal and gives its exit code; a signal to this program ends it. Throws when it could not be started. */
async function run(program: string, args: readonly string[]): Promise<number | null> {
  const child = spawn(program, args, { stdio: 'inherit' });
  const end = () => child.kill();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, end);
  try {
    return await new Promise((done, failed) => child.once('error', failed).once('exit', done));
  } finally {
    for (const signal of signals) process.off(signal, end);
  }
}
