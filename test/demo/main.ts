// The demo: a deployed release with a bug, the fix marked and ported, its reviews followed; `--editor` opens the same in VS Code.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startGerrit } from '../fakes/gerrit';
import { openEditor } from './editor';
import { DEPLOYED, fixBug, git, MANAGER, makeDemo, operatorEnv } from './repository';

const CLI = resolve('dist/cli.js');
const NAME = 'forget-a-volume-once-detached';

/** How the reviews of the fix stand on the stand-in for a Gerrit server. */
const REVIEWS = { '*': { master: 'ci-passed', 'stable/2026.1': 'ci-failed', 'stable/2025.1': 'wip' } } as const;

async function demo(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fishladder-demo-'));
  const clone = makeDemo(folder);
  const gerrit = await startGerrit({ reviews: REVIEWS, project: 'openstack/shoal' });
  try {
    git(clone, 'config', 'fishladder.gerritUrl', gerrit.url);
    fixBug(clone);
    say(`${clone} has release ${DEPLOYED} deployed; its operator has just mended two lines of ${MANAGER}.`);
    await play(clone);
    if (process.argv.includes('--editor')) await openEditor(folder, clone);
    say(`All of it is in ${clone}/.fishladder; remove ${folder} when you have seen enough.`);
  } finally {
    await gerrit.close();
  }
}

/** The whole path in the terminal. */
async function play(clone: string): Promise<void> {
  const title = 'Forget a volume once it is detached';
  await show(clone, ['mark', MANAGER, '--title', title, '--bug', '2116852', '--name', NAME]);
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
    execFile(process.execPath, [CLI, ...args], { cwd: folder, env: operatorEnv() }, (error, out, err) => {
      console.log(out + err);
      if (error && error.code !== 1) failed(error);
      else done();
    });
  });
}

demo().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
