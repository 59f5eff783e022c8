// A fix that was marked and ported under one community's conventions, to be shown to that community's tools.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Community } from '../../src/profile/profile';
import { gitEnv, MANAGER } from '../demo/repository';
import { openScene, type Scene } from '../git/scene';

/** The fix's name, and its title. */
export const NAME = 'restore-lock';
/** The name of the fix that upstream had first. */
export const TAKEN = 'raise-limit';
const TITLE = 'Restore the lock around the backend';
const WORDS = 'Two requests for one volume could reach the backend at once.\n\nNow the second one waits for the first.';

/** The queue that came of it. */
export interface Ported {
  scene: Scene;
  /** The branches that have a patch. */
  branches: string[];
  /** Path of a branch's folder in the queue. */
  folder(branch: string): string;
  /** A checkout of a branch's tip, without any patch. */
  checkout(branch: string): string;
  dispose(): void;
}

/** A bug that each community can name. */
function bugOf(id: Community): string {
  return { suse: 'bsc#1214727', yocto: 'CVE-2025-12345', rpm: 'RHEL-12345' }[id as string] ?? '2116852';
}

/** Marks the demo's fix and ports it to every branch, by one community's rules; `extra` are further files of the fix. */
export async function portFor(id: Community, extra: Record<string, string> = {}): Promise<Ported> {
  const scene = openScene();
  const profile = { name: id, extends: id, branches: ['master', 'stable/*', 'unmaintained/*'] };
  scene.write('.fishladder.json', JSON.stringify(profile));
  if (id === 'suse') scene.git('config', 'user.email', 'maya@suse.com');
  scene.fixBug();
  for (const [path, text] of Object.entries(extra)) {
    mkdirSync(dirname(join(scene.folder, path)), { recursive: true });
    scene.write(path, text);
  }
  const options = ['--title', TITLE, '--description', WORDS, '--bug', bugOf(id), '--name', NAME];
  await expectDone(scene, 'mark', MANAGER, ...Object.keys(extra), ...options);
  await expectDone(scene, 'port');
  const branches = Object.keys(scene.queue()).flatMap((path) =>
    path.endsWith('/series') && !path.startsWith('12.') ? [path.slice(0, -'/series'.length)] : [],
  );
  let checkouts = 0;
  return {
    scene,
    branches,
    folder: (branch) => join(scene.folder, '.fishladder', branch),
    checkout: (branch) => {
      const place = join(scene.folder, '..', 'checkouts', `${++checkouts}`);
      scene.git('worktree', 'add', '--quiet', '--detach', place, `origin/${branch}`);
      return place;
    },
    dispose: scene.dispose,
  };
}

/** Marks a second fix, whose commit is upstream's: the release's branch got it after the release. */
export async function markTaken({ scene, checkout }: Ported): Promise<void> {
  const place = checkout('stable/2025.1');
  const path = join(place, 'README.rst');
  writeFileSync(path, `${readFileSync(path, 'utf8')}\nIt takes 20 requests at once.\n`);
  const message =
    'Say how many requests it takes\n\nOperators asked for the number, and it was nowhere.\n\nSigned-off-by: Robin Reef <robin@example.org>\n';
  execFileSync('git', ['commit', '--quiet', '--all', '--message', message], { cwd: place, env: gitEnv() });
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: place, env: gitEnv(), encoding: 'utf8' }).trim();
  scene.git('update-ref', 'refs/remotes/origin/stable/2025.1', commit);
  await expectDone(scene, 'mark', '--commit', commit, '--name', TAKEN);
}

/** Runs the program; throws with its words where it ends with a fault. */
export async function expectDone(scene: Scene, ...args: string[]): Promise<void> {
  const { code, out, err } = await scene.run(...args);
  if (code > 1) throw new Error(`fishladder ${args.join(' ')}: ${code}\n${out}${err}`);
}
