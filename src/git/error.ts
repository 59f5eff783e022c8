// The one error of the git door.
import { Fault } from '../base/fault';

/** git failed in a way that its caller did not expect; `words` is what git wrote. */
export class GitError extends Fault {
  constructor(
    code:
      | 'git-absent'
      | 'git-too-old'
      | 'git-failed'
      | 'not-a-repository'
      | 'git-timeout'
      | 'object-absent'
      | 'remote-forbidden'
      | 'remote-failed',
    message: string,
    next: string,
    readonly args: readonly string[] = [],
    readonly words = '',
  ) {
    super(code, message, next);
    this.name = 'GitError';
  }
}

/** The fault of a file's content or a folder that the repository lacks, as a partial clone does; ids are full. */
export function objectAbsent(id: string, args: readonly string[] = [], words = ''): GitError {
  return new GitError(
    'object-absent',
    `The object ${id} is not in this clone, and it is not fetched without your word.`,
    'Complete a partial clone with git fetch --refetch --no-filter (git 2.36 or newer); in any other, run git fsck.',
    args,
    words,
  );
}

/** The object that git missed, by what it wrote; undefined when it failed for another reason. */
export function missedObject(words: string): string | undefined {
  return /could not \w+ ([0-9a-f]{40,64}) from promisor remote/.exec(words)?.[1];
}

/** The answer; undefined where the repository lacks an object that it takes, as a clone without all contents does. */
export async function unlessAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GitError && error.code === 'object-absent') return undefined;
    throw error;
  }
}
