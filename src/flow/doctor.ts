// Checks everything that the other flows lean on, one finding each, with what to do about it.
import { stat } from 'node:fs/promises';
import { queueBranches } from '../fix/queue';
import { examineForge } from './doctor-forge';
import { bad, type Finding } from './finding';
import type { Host, Settings } from './host';
import { deployedRelease, type Ladder, openLadder, upstreamBranches } from './ladder';
import { stackSeries } from './series-snapshot';

/** Examines the repository around a folder; faults are findings. */
export async function examine(folder: string, settings: Settings, host: Host, signal: AbortSignal): Promise<Finding[]> {
  let ladder: Ladder;
  try {
    ladder = await openLadder(folder, settings, host);
  } catch (error) {
    return [bad('git', error)];
  }
  try {
    const checks = [checkGit, checkIdentity, checkRemote, checkConventions, checkRelease, checkQueue];
    const findings = await Promise.all(checks.map((check) => check(ladder)));
    return [...findings, ...(await examineForge(ladder, signal))];
  } finally {
    ladder.git.dispose();
  }
}

async function checkGit({ git }: Ladder): Promise<Finding> {
  const words = `git ${git.version.join('.')}, repository ${git.root}`;
  if (!(await git.isShallow())) return { check: 'git', state: 'good', words };
  return {
    check: 'git',
    state: 'warning',
    words: `${words}, a shallow clone`,
    next: 'Some branches cannot be compared: run git fetch --unshallow --tags.',
  };
}

async function checkIdentity({ git }: Ladder): Promise<Finding> {
  const who = await git.identity('author');
  if (who) return { check: 'identity', state: 'good', words: `${who.name} <${who.email}>` };
  return {
    check: 'identity',
    state: 'bad',
    words: 'git does not know your name and mail address',
    next: 'Run git config --global user.name "Your Name" and git config --global user.email you@example.org.',
  };
}

async function checkRemote(ladder: Ladder): Promise<Finding> {
  const names = (await upstreamBranches(ladder)).map(({ name }) => name);
  const place = ladder.remote ?? 'no remote; local branches';
  if (names.length > 0) return { check: 'remote', state: 'good', words: `${place}: ${names.join(', ')}` };
  return {
    check: 'remote',
    state: 'bad',
    words: `${place}: no upstream branch is known`,
    next: 'Run git fetch, or name the remote that has them with git config fishladder.remote NAME.',
  };
}

async function checkConventions({ profile }: Ladder): Promise<Finding> {
  if (profile.title === 'generic')
    return {
      check: 'conventions',
      state: 'warning',
      words: `${profile.title}: no file of the repository shows whose conventions hold`,
      next: 'Patches get a sign-off and DEP-3 fields. Name a community with git config fishladder.profile NAME, or declare one in .fishladder.json.',
    };
  return {
    check: 'conventions',
    state: 'good',
    words: profile.forge?.project ? `${profile.title}, project ${profile.forge.project}` : profile.title,
  };
}

async function checkRelease(ladder: Ladder): Promise<Finding> {
  return deployedRelease(ladder).then(
    ({ name, commit }): Finding => ({ check: 'release', state: 'good', words: `${name} (${commit.slice(0, 12)})` }),
    (error) => bad('release', error),
  );
}

async function checkQueue(ladder: Ladder): Promise<Finding> {
  const { git, queue } = ladder;
  if (
    !(await stat(queue.folder).then(
      (found) => found.isDirectory(),
      () => false,
    ))
  )
    return {
      check: 'queue',
      state: 'warning',
      words: `${queue.folder} is not there yet`,
      next: 'Nothing to do: the first fishladder mark makes it, or fishladder init.',
    };
  try {
    const release = await deployedRelease(ladder);
    const { patches } = await stackSeries(git, queue, release.name, release.commit);
    const broken = patches.find(({ problem }) => problem !== undefined);
    const words = `${queue.folder}: ${patches.length} in ${release.name}, ${(await queueBranches(queue)).length} series`;
    if (!broken) return { check: 'queue', state: 'good', words };
    return {
      check: 'queue',
      state: 'bad',
      words: `${words}; ${broken.file}: ${broken.problem}`,
      next: 'Mend or remove that patch and its line in the series.',
    };
  } catch (error) {
    return bad('queue', error);
  }
}
