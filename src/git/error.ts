// The one error of the git door.
import { Fault } from '../base/fault';

/** git failed in a way that its caller did not expect; `words` is what git wrote. */
export class GitError extends Fault {
  constructor(
    code: 'git-absent' | 'git-too-old' | 'git-failed' | 'not-a-repository' | 'git-timeout',
    message: string,
    next: string,
    readonly args: readonly string[] = [],
    readonly words = '',
  ) {
    super(code, message, next);
    this.name = 'GitError';
  }
}
