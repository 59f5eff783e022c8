// Who signs what is marked and ported.
import { Fault } from '../base/fault';
import type { Git, Identity } from '../git/git';
import type { Person } from '../profile/person';

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

/** Who ports, with the name that Gerrit knows them by (git-review's `gitreview.username`); undefined where git does not know. */
export async function whoPorts(git: Git): Promise<Person | undefined> {
  const [found, configuration] = await Promise.all([git.identity('author'), git.configuration()]);
  const nick = configuration.get('gitreview.username');
  return found && { ...found, ...(nick ? { nick } : {}) };
}
