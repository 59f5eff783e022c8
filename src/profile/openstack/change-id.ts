// The Change-Id of a new fix, made as Gerrit's commit-msg hook makes it.
import { createHash } from 'node:crypto';
import { type Bytes, encode, toBuffer } from '../../base/bytes';

/** What the hook takes for HEAD in a repository without a commit: the empty tree. */
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/**
 * `I` and 40 hex digits, by the algorithm of Gerrit's commit-msg hook (resources/tools/hooks/commit-msg): the blob id of
 * the committer line, the id of HEAD and the message, each ended by a newline.
 */
export function newChangeId(committerLine: string, head: string | undefined, message: Bytes): string {
  const input = toBuffer(`${encode(committerLine)}\n${head ?? EMPTY_TREE}\n${message}`);
  return `I${createHash('sha1').update(`blob ${input.length}\0`).update(input).digest('hex')}`;
}
