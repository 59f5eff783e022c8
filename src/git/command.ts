// Runs one git command through simple-git and turns its end into a value or a GitError.
import { type SimpleGit, GitError as SimpleGitError, simpleGit } from 'simple-git';
import { isErrno } from '../base/fault';
import { GIT_VARIABLES, gitEnvironment } from './environment';
import { GitError, missedObject, objectAbsent } from './error';

/** A finished command whose exit code its caller expects. */
export interface Answer {
  code: number;
  out: string;
  /** What git wrote to its error output, where the exit code is not 0. */
  words: string;
}

/** Runs git with these arguments; exit codes other than 0 must be named in `expected` to come back as values. */
export type RunGit = (args: readonly string[], expected?: readonly number[]) => Promise<Answer>;

/** How to reach git: the program, the folder to work in, and the user's environment. */
export interface GitSettings {
  command: string;
  folder: string;
  environment: NodeJS.ProcessEnv;
  signal?: AbortSignal;
}

/** Milliseconds without output after which a git command is ended. */
const SILENCE_LIMIT = 120_000;

/** An exit code other than 0; a simple-git error, as that library passes no other class on. */
class Exit extends SimpleGitError {
  constructor(
    readonly code: number,
    readonly out: string,
    readonly words: string,
  ) {
    super(undefined, words);
  }
}

/** A runner for one folder; a program that cannot be started, a silent one and an unexpected exit code become `GitError`. */
export function gitRunner(settings: GitSettings): RunGit {
  const git = connect(settings);
  return async (args, expected = []) => {
    try {
      return { code: 0, out: await git.raw([...args]), words: '' };
    } catch (error) {
      const exit = error instanceof Exit ? error : undefined;
      if (exit && expected.includes(exit.code)) return { code: exit.code, out: exit.out, words: exit.words };
      throw explain(error, args, settings);
    }
  };
}

function connect(settings: GitSettings): SimpleGit {
  try {
    return simpleGit({
      baseDir: settings.folder,
      binary: settings.command,
      maxConcurrentProcesses: 4,
      config: ['user.useConfigOnly=true', 'core.quotePath=false'],
      timeout: { block: SILENCE_LIMIT },
      allowEnvironment: GIT_VARIABLES,
      unsafe: { allowUnsafeCustomBinary: true, allowUnsafeConfigPaths: true },
      ...(settings.signal ? { abort: settings.signal } : {}),
      errors: (error, { exitCode, stdOut, stdErr }) => {
        if (error && exitCode === 0) return error;
        if (exitCode === 0) return undefined;
        if (exitCode < 0 && error) return error;
        return new Exit(exitCode, Buffer.concat(stdOut).toString(), Buffer.concat(stdErr).toString().trim());
      },
    }).env(gitEnvironment(settings.environment));
  } catch (error) {
    throw explain(error, [], settings);
  }
}

function explain(error: unknown, args: readonly string[], { command, folder }: GitSettings): GitError {
  const words = error instanceof Error ? error.message.trim() : String(error);
  if (isErrno(error, 'ENOENT') || /ENOENT/.test(words))
    return new GitError(
      'git-absent',
      `git cannot be started as '${command}'.`,
      'Install git 2.34 or newer, or name its path in the setting git.path.',
      args,
      words,
    );
  if (/does not exist/.test(words) && args.length === 0)
    return new GitError(
      'not-a-repository',
      `The folder ${folder} does not exist.`,
      'Name a folder that is a clone of the project.',
      args,
      words,
    );
  if (/block timeout reached/.test(words))
    return new GitError(
      'git-timeout',
      `git ${args[0]} was silent for ${SILENCE_LIMIT / 1000} seconds and was ended.`,
      'Try again; run the same command in a terminal to see where it hangs.',
      args,
      words,
    );
  const missed = missedObject(words);
  if (missed) return objectAbsent(missed, args, words);
  return new GitError(
    'git-failed',
    `git ${args.join(' ').slice(0, 200)} failed: ${words}`,
    'Run this in a terminal to see what is wrong.',
    args,
    words,
  );
}
