// A scratch repository, and git with a fixed environment in it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bytes, fromBuffer, toBuffer } from '../../../src/base/bytes';
import type { Git } from '../../../src/git/git';
import { openGit } from '../../../src/git/open';

/** A repository in a folder of its own; file names and texts are bytes. */
export interface Repository {
  readonly root: string;
  /** Runs git and gives what it wrote; throws when it fails. */
  git(args: readonly string[], input?: Bytes): Bytes;
  /** Writes a file at the top of the working tree. */
  write(path: Bytes, content: Bytes): void;
  /** Commits everything, and gives the commit's id. */
  commit(message: Bytes): string;
  /** Opens it as the product does. */
  open(): Promise<Git>;
  remove(): void;
}

/** Makes an empty repository. */
export function makeRepository(): Repository {
  const root = mkdtempSync(join(tmpdir(), 'fishladder-patch-'));
  const env = {
    PATH: process.env.PATH,
    LC_ALL: 'C',
    HOME: root,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'J\u00fcrgen Q. Operator',
    GIT_AUTHOR_EMAIL: 'ops@example.org',
    GIT_AUTHOR_DATE: '1700000000 +0100',
    GIT_COMMITTER_NAME: 'Ops',
    GIT_COMMITTER_EMAIL: 'ops@example.org',
    GIT_COMMITTER_DATE: '1700000000 +0100',
  };
  const git = (args: readonly string[], input: Bytes = '') =>
    fromBuffer(
      execFileSync('git', args, { cwd: root, env, input: toBuffer(input), stdio: 'pipe', maxBuffer: 2 ** 28 }),
    );
  git(['init', '--quiet', '--initial-branch=main']);
  git(['config', 'core.autocrlf', 'false']);
  return {
    root,
    git,
    open: () => openGit({ command: 'git', folder: root, environment: { PATH: process.env.PATH, HOME: root } }),
    write: (path, content) =>
      writeFileSync(Buffer.concat([Buffer.from(`${root}/`), toBuffer(path)]), toBuffer(content)),
    commit: (message) => {
      git(['add', '--all']);
      git(['commit', '--quiet', '--allow-empty', '--cleanup=verbatim', '--file=-'], message);
      return git(['rev-parse', 'HEAD']).trim();
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
