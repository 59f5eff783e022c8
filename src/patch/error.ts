// The error of a text that is not a patch.
import { Fault } from '../base/fault';
import type { PatchProblem } from './types';

/** The bytes are not a patch that can be trusted; `line` is 1-based in the patch, `reason` says what is wrong there, `file` names it where it is one. */
export class PatchError extends Fault implements PatchProblem {
  constructor(
    readonly line: number,
    readonly reason: string,
    readonly file?: string,
  ) {
    super(
      'bad-patch',
      `${file === undefined ? `Line ${line} of the patch` : `${file}:${line}`}: ${reason}`,
      'Correct the patch there, or make it again with git.',
    );
    this.name = 'PatchError';
  }
}
