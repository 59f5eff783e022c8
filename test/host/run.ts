// Starts VS Code with the extension of this repository and runs the host tests in it; argument: the job file.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { cacheFolder } from '../vscode/versions';
import { chooseHost, updateServiceAnswers } from './choose';

async function main(job: string): Promise<void> {
  const host = await chooseHost({
    asked: process.env.FISHLADDER_TEST_VSCODE,
    platform: process.platform,
    display: process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY,
    reachable: updateServiceAnswers,
  });
  console.log(`VS Code: ${host === 'desktop' ? 'desktop' : 'server build with Chromium'}`);
  const folder = mkdtempSync(join(tmpdir(), 'fishladder-host-'));
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);
  writeFileSync(join(workspace, 'readme.txt'), 'A workspace without a repository.\n');
  const cachePath = join(cacheFolder(), 'desktop');
  const where = host === 'desktop' ? { cachePath } : { vscodeExecutablePath: resolve('out/test/vscode/code.js') };
  try {
    await runTests({
      ...where,
      extensionDevelopmentPath: [resolve('.'), resolve('test/fixtures/patch-viewer')],
      extensionTestsPath: resolve('out/test/host/index.js'),
      launchArgs: [
        workspace,
        `--user-data-dir=${join(folder, 'user-data')}`,
        `--extensions-dir=${join(folder, 'extensions')}`,
      ],
      extensionTestsEnv: { FISHLADDER_TEST_JOB: job },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

void main(process.argv[2] as string).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
