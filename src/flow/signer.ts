// Who signs what is marked and ported.
import { Fault } from '../base/fault';
import type { Git, Identity } from '../git/git';

/** The operator, as git knows them. Throws `identity-missing`. */
export async function whoSigns(git: Git): Promise<Identity> {
  const found = await git.identity('author');
  if (found) return found;
  throw new Fault(
    'identity-missing',
    'git does not know who you are, and a fix needs an author and a sign-off.',
    'Run git config --global user.name "Your Name" and git config --global user.email you@example.org.',
  );
}
