// How long the packaged extension takes to activate in a real VS Code, beside VS Code's own git extension.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../ladder/bundle';
import { installTools } from '../ladder/tools';
import { packageExtension } from '../package/vsix';
import { type Activation, activationTimes } from '../vscode/activation';
import { openFile, runCommand } from '../vscode/palette';
import { activityIcon, statusItem, view } from '../vscode/views';
import { openWindow } from '../vscode/window';
import { median, printTable } from './table';

const extensions = ['fishladder.fishladder', 'vscode.git'];
const loads = 5;

/** Installs the package as a person does, loads the window several times, and prints the median of VS Code's own figures in ms. */
export async function measureActivation(): Promise<void> {
  await installTools(['git', 'chromium']);
  const folder = mkdtempSync(join(tmpdir(), 'fishladder-bench-'));
  const workspace = join(folder, 'workspace');
  const dirs = { userDataDir: join(folder, 'user-data'), extensionsDir: join(folder, 'extensions') };
  try {
    makeRepository(workspace);
    await installPackage(join(folder, 'fishladder.vsix'), dirs);
    const runs: Map<string, Activation>[] = [];
    for (let i = 0; i < loads; i++) runs.push(await measureLoad(workspace, dirs));
    const rows = extensions.map((id) => {
      const figures = (['load', 'call', 'finish'] as const).map((key) =>
        median(runs.map((run) => run.get(id)?.[key] ?? NaN)),
      );
      return [id, ...figures.map((ms) => `${ms}`), runs[0]?.get(id)?.event ?? 'not activated'];
    });
    printTable(
      `Activation, median of ${loads} window loads`,
      ['extension', 'load ms', 'call ms', 'finish ms', 'event'],
      rows,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function makeRepository(path: string): void {
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'service.conf'), 'retries = 3\n');
  const git = (...args: string[]) => spawnSync('git', args, { cwd: path });
  git('init', '--quiet');
  git('add', '.');
}

async function installPackage(vsix: string, dirs: { userDataDir: string; extensionsDir: string }): Promise<void> {
  packageExtension(vsix);
  await bundle(['test/vscode/code.ts']);
  const args = [
    '--install-extension',
    vsix,
    '--user-data-dir',
    dirs.userDataDir,
    '--extensions-dir',
    dirs.extensionsDir,
  ];
  const result = spawnSync(process.execPath, ['out/test/vscode/code.js', ...args], { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`The package could not be installed\n${result.stdout}${result.stderr}`);
}

/** A new window each time, so that nothing is warm but the files. The git extension is up when it shows the branch. */
async function measureLoad(
  workspace: string,
  dirs: { userDataDir: string; extensionsDir: string },
): Promise<Map<string, Activation>> {
  const window = await openWindow({ workspace, development: false, ...dirs });
  try {
    const { page } = window;
    await statusItem(page, /main|master/).waitFor();
    await openFile(page, 'service.conf');
    await activityIcon(page, 'Fishladder').click();
    await view(page, 'Fixes').waitFor();
    await runCommand(page, 'View: Close Editor');
    return await activationTimes(page);
  } finally {
    await window.close();
  }
}
