// A person's clone of a project on a real Gerrit server: makes commits, and pushes them as the product does.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openGit } from '../../src/git/open';
import type { Push } from '../../src/review/forge';
import type { ProposedPatch } from '../../src/review/submission';
import { gitEnv } from '../demo/repository';
import type { RealGerrit } from './real';
import { passwordOf, people } from './seed';

/** People who write patches. */
export type Author = 'alice' | 'bob';

/** What a commit is to be, besides its files; `changeId` and `signedOff` are as they should be unless given. */
export interface CommitOptions {
  parent: string;
  title?: string;
  changeId?: string;
  message?: string;
  author?: Author;
}

/** One clone without a checkout of its own, thrown away after the test. */
export interface Clone {
  folder: string;
  /** The commit of a branch at the server, fetched. */
  tip(branch: string): string;
  /** Commits files on top of a parent; gives it as a patch to be proposed. */
  commit(files: Record<string, string>, options: CommitOptions): ProposedPatch;
  git(...args: string[]): string;
  /** The product's push, signed in as this person. */
  push(user: Author): Push;
  dispose(): void;
}

/** A Change-Id that no other test has. */
export function newChangeId(): string {
  return `I${randomBytes(20).toString('hex')}`;
}

/** Clones a project of a server. */
export async function openClone(server: Pick<RealGerrit, 'url'>, project: string): Promise<Clone> {
  const folder = mkdtempSync(join(tmpdir(), 'fishladder-clone-'));
  const address = `${server.url}${project}`;
  const as = (user: Author) => {
    const { name, email } = people[user];
    const identity = { AUTHOR_NAME: name, AUTHOR_EMAIL: email, COMMITTER_NAME: name, COMMITTER_EMAIL: email };
    return {
      ...gitEnv(),
      ...Object.fromEntries(Object.entries(identity).map(([key, value]) => [`GIT_${key}`, value])),
    };
  };
  const run = (env: NodeJS.ProcessEnv, ...args: string[]) =>
    execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  run(as('alice'), 'init', '--quiet');
  const git = await openGit({ command: 'git', folder, environment: gitEnv() });
  return {
    folder,
    git: (...args) => run(as('alice'), ...args),
    tip(branch) {
      run(as('alice'), 'fetch', '--quiet', address, branch);
      return run(as('alice'), 'rev-parse', 'FETCH_HEAD');
    },
    commit(files, { parent, title = 'Release the lock', changeId = newChangeId(), message, author = 'alice' }) {
      const env = as(author);
      const text =
        message ??
        `${title}\n\nIt was held too long.\n\nChange-Id: ${changeId}\nSigned-off-by: ${people[author].name} <${people[author].email}>\n`;
      run(env, 'checkout', '--quiet', '--force', '--detach', parent);
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
      run(env, 'add', '--all');
      run(env, 'commit', '--quiet', '--cleanup=verbatim', '--message', text);
      return { fix: title, commit: run(env, 'rev-parse', 'HEAD'), title, message: text, changeId };
    },
    push: (user) => (request, signal) =>
      git.push({ ...request, login: { scope: new URL(server.url).origin, user, secret: passwordOf(user) } }, signal),
    dispose() {
      git.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
