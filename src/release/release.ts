// What is deployed here: the release that the working tree was made from, and the upstream commit it stands for.
import { Fault } from '../base/fault';
import type { Git } from '../git/git';

/** A deployed release. `name` is a tag or an upstream branch; it names the release's folder in the queue. */
export interface Release {
  name: string;
  /** Full id of the upstream commit that the release was built from, without the operator's own commits. */
  commit: string;
}

/** The commit of a tag, a branch of the remote, or a local branch of this name; undefined when there is none of them. */
export async function releaseCommit(git: Git, name: string, remote: string | undefined): Promise<string | undefined> {
  const candidates = [`refs/tags/${name}`, ...(remote ? [`refs/remotes/${remote}/${name}`] : []), `refs/heads/${name}`];
  for (const candidate of candidates) {
    const commit = await git.commitId(candidate);
    if (commit) return commit;
  }
  return undefined;
}

/** The release of this name: a tag, a branch of the remote, or a local branch. Throws `release-unknown`. */
export async function namedRelease(git: Git, name: string, remote: string | undefined): Promise<Release> {
  const commit = await releaseCommit(git, name, remote);
  if (commit) return { name, commit };
  throw new Fault(
    'release-unknown',
    `There is no tag or branch '${name}' in ${git.root}.`,
    'Fetch it (git fetch --tags), or name a tag or branch that git knows.',
  );
}

/**
 * The deployed release of a checkout: a tag at HEAD; else the followed upstream branch, where HEAD contains more of it than
 * of any tag; else the nearest tag that HEAD contains. Throws `release-unknown` where nothing tells (a shallow clone, say).
 */
export async function detectRelease(git: Git): Promise<Release> {
  const head = await git.head();
  if (!head.commit)
    throw new Fault('no-commit', `${git.root} has no commit yet.`, 'Open the clone that holds the deployed release.');
  const exact = finalTag(await git.tagsAt(head.commit));
  if (exact) return { name: exact, commit: head.commit };

  const tag = await git.nearestTag(head.commit);
  const tagged = tag === undefined ? undefined : await git.commitId(`refs/tags/${tag}`);
  const shared = head.upstream ? await git.mergeBase(head.commit, head.upstream) : undefined;
  if (head.upstream && shared && (!tagged || (await git.mergeBase(shared, tagged)) !== shared)) {
    return { name: head.upstream.replace(/^[^/]+\//, ''), commit: shared };
  }
  if (tag && tagged) return { name: tag, commit: tagged };
  throw new Fault(
    'release-unknown',
    `Which release is deployed in ${git.root} cannot be told: HEAD contains no tag and follows no upstream branch.`,
    (await git.isShallow())
      ? 'This clone is shallow: run git fetch --unshallow --tags, or name the release with --release (fishladder.release).'
      : 'Fetch the tags (git fetch --tags), or name the release with --release (fishladder.release).',
  );
}

/** The newest of several tags of one commit, where `31.0.0` is newer than its candidate `31.0.0.0rc1`. */
function finalTag(tags: readonly string[]): string | undefined {
  const isFinal = (tag: string) => !/(?:alpha|beta|dev|pre|rc|[ab])[.-]?\d*$/i.test(tag);
  const order = [...tags].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return order.findLast(isFinal) ?? order.at(-1);
}
