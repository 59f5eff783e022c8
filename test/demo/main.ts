// The demo: a deployed release with a bug, the fix marked and ported, its reviews followed; `--editor` opens the same in VS Code.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startGerrit } from '../fakes/gerrit';
import { bundle } from '../ladder/bundle';
import { DEPLOYED, git, gitEnv, makeDemo } from './repository';
import { BUG, FIXED } from './service';

const CLI = resolve('dist/cli.js');
const FILE = 'shoal/volume/manager.py';
const NAME = 'forget-a-volume-once-detached';

/** How the reviews of the fix stand on the stand-in for a Gerrit server. */
const REVIEWS = { '*': { master: 'ci-passed', 'stable/2026.1': 'ci-failed', 'stable/2025.1': 'wip' } } as const;

async function demo(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fishladder-demo-'));
  const clone = makeDemo(folder);
  const gerrit = await startGerrit({ reviews: REVIEWS, project: 'openstack/shoal' });
  try {
    git(clone, 'config', 'fishladder.gerritUrl', gerrit.url);
    const manager = join(clone, FILE);
    writeFileSync(manager, readFileSync(manager, 'utf8').replace(BUG, FIXED));
    say(`${clone} has release ${DEPLOYED} deployed; its operator has just mended two lines of ${FILE}.`);
    if (process.argv.includes('--editor')) await openEditor(clone);
    else await play(clone);
    say(`All of it is in ${clone}/.fishladder; remove ${folder} when you have seen enough.`);
  } finally {
    await gerrit.close();
  }
}

/** The whole path in the terminal. */
async function play(clone: string): Promise<void> {
  const title = 'Forget a volume once it is detached';
  await show(clone, ['mark', FILE, '--title', title, '--bug', '2116852', '--name', NAME]);
  await show(clone, ['port']);
  for (const branch of ['master', 'stable/2026.1', 'stable/2025.1']) {
    const text = readFileSync(join(clone, '.fishladder', branch, `${NAME}.patch`), 'utf8');
    say(`The head of .fishladder/${branch}/${NAME}.patch:`);
    console.log(text.slice(0, text.indexOf('---\n') + 4).replace(/^/gm, '  '));
  }
  await show(clone, ['status']);
}

function say(text: string): void {
  console.log(`\n# ${text}\n`);
}

/** Runs fishladder as a person would, and shows the call with what it printed. An incomplete port (exit code 1) is no fault. */
function show(folder: string, args: readonly string[]): Promise<void> {
  console.log(`$ fishladder ${args.map((arg) => (/\s/.test(arg) ? `'${arg}'` : arg)).join(' ')}`);
  return new Promise((done, failed) => {
    execFile(process.execPath, [CLI, ...args], { cwd: folder, env: gitEnv() }, (error, out, err) => {
      console.log(out + err);
      if (error && error.code !== 1) failed(error);
      else done();
    });
  });
}

/** Desktop VS Code where `code` is on the path; else VS Code's server build, whose address is printed. Ends with the program. */
async function openEditor(clone: string): Promise<void> {
  const desktop = (process.env.PATH ?? '').split(':').some((path) => hasCode(path));
  const args = [`--extensionDevelopmentPath=${process.cwd()}`, clone];
  if (!desktop) await bundle(['test/vscode/code.ts', 'test/vscode/in-host.ts']);
  say(desktop ? 'VS Code opens; close its window to end.' : 'Open this address in a browser; Ctrl-C ends.');
  const child = desktop
    ? spawn('code', ['--wait', ...args], { stdio: 'inherit' })
    : spawn(process.execPath, [resolve('out/test/vscode/code.js'), ...args], { stdio: 'inherit' });
  await new Promise((ended) => child.once('exit', ended));
}

function hasCode(folder: string): boolean {
  try {
    return readdirSync(folder).includes('code');
  } catch {
    return false;
  }
}

demo().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
