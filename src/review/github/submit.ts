// Puts patches up as pull requests: a fork if needed, a branch for each patch, and one pull request for each branch.
import { ForgeError } from '../error';
import type { Push } from '../forge';
import { headOf } from '../head';
import { describe, guardPush, pushRefused } from '../pushed';
import type { Proposal, ProposedPatch, SubmitPlan, Submitted } from '../submission';
import type { GithubAddress } from './address';
import { type GithubDoor, unusable } from './door';
import { GROUND, HEAD, MUTATIONS } from './queries';
import { nodesOf, readGround, readHead } from './schema';

/** How long a new fork is waited for, and how often it is looked for, in milliseconds. */
const FORK_LIMIT = 120_000;
const FORK_PAUSE = 2_000;

/** What a submit needs besides the proposal; `wait` resolves after so many milliseconds. */
export interface Submitting {
  address: GithubAddress;
  door: GithubDoor;
  push: Push;
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
}

/** What `submitPulls` would do, as sentences. */
export function planPulls(proposal: Proposal, { web, owner, name }: GithubAddress): SubmitPlan {
  const words = { kind: 'pull request', project: `${owner}/${name}`, server: 'GitHub' };
  const to = new URL(words.project, web).href;
  return { host: web.host, branch: proposal.branch, to, steps: describe(proposal, words) };
}

/** Carries it out. What is there already stays, so a repeat ends in the same pull requests. */
export async function submitPulls(proposal: Proposal, submitting: Submitting): Promise<Submitted[]> {
  const ground = readGround(await submitting.door.graphql(GROUND, whereOf(submitting), submitting.signal));
  if (!ground) throw unusable(submitting.door.host, 'it does not show the project');
  const fork = await forkOf(ground, submitting);
  const template =
    (ground.repository.pullRequestTemplates ?? []).length === 1
      ? ground.repository.pullRequestTemplates?.[0]?.body
      : '';
  const submitted: Submitted[] = [];
  for (const patch of proposal.patches) {
    const repository = { id: ground.repository.id, template: template ?? '' };
    submitted.push(await submitOne(patch, proposal, repository, fork, submitting));
  }
  return submitted;
}

function whereOf({ address: { owner, name } }: Submitting): { owner: string; name: string } {
  return { owner, name };
}

interface Fork {
  owner: string;
  name: string;
  url: string;
}

/** The repository that is pushed to: the project itself for its owner, else the viewer's fork, which is made if there is none. */
async function forkOf(ground: NonNullable<ReturnType<typeof readGround>>, submitting: Submitting): Promise<Fork> {
  const { address, door, signal, wait } = submitting;
  const me = ground.viewer.login;
  if (me.toLowerCase() === address.owner.toLowerCase())
    return { owner: me, name: address.name, url: ground.repository.url };
  const mine = (forks: typeof ground.repository.forks) => nodesOf(forks).find(({ owner }) => owner.login === me);
  let fork = mine(ground.repository.forks);
  if (!fork)
    await door.rest(`repos/${address.owner}/${address.name}/forks`, signal, {
      method: 'POST',
      body: { default_branch_only: true },
    });
  for (let waited = 0; !fork && waited < FORK_LIMIT; waited += FORK_PAUSE) {
    await wait(FORK_PAUSE, signal);
    fork = mine(readGround(await door.graphql(GROUND, whereOf(submitting), signal))?.repository.forks);
  }
  if (!fork)
    throw new ForgeError(
      'forge-timeout',
      door.host,
      `${door.host} has not finished your fork of ${address.owner}/${address.name} yet.`,
      'Submit again in a few minutes; what was done is kept.',
    );
  return { owner: me, name: fork.name, url: fork.url };
}

async function submitOne(
  patch: ProposedPatch,
  proposal: Proposal,
  repository: { id: string; template: string },
  fork: Fork,
  submitting: Submitting,
): Promise<Submitted> {
  const { door, push, signal } = submitting;
  const { branch } = proposal;
  const head = headOf(patch.fix, branch);
  const ref = `refs/heads/${head}`;
  const look = {
    ...whereOf(submitting),
    project: fork.name,
    in: submitting.address.owner,
    owner: fork.owner,
    ref,
    head,
    base: branch,
  };
  const there = readHead(await door.graphql(HEAD, look, signal));
  if (!there) throw unusable(door.host, 'it does not show the branch');
  const before = there.target?.ref?.target?.oid ?? '';
  const own = nodesOf(there.repository.pullRequests).find((pull) => pull.headRepositoryOwner?.login === fork.owner);
  guardPush(door.host, patch, before, own?.url);
  if (before !== patch.commit) {
    const address = `${fork.url.replace(/\.git$/, '')}.git`;
    const answer = await push({ to: address, commit: patch.commit, ref, options: [], replaces: before }, signal);
    if (answer.kind === 'refused') throw pushRefused(door.host, answer);
  }
  const url = own?.url ?? (await open(patch, proposal, repository, fork, submitting));
  return { fix: patch.fix, url, commit: patch.commit, changed: !own || before !== patch.commit };
}

async function open(
  patch: ProposedPatch,
  { branch, wip, reviewers }: Proposal,
  repository: { id: string; template: string },
  fork: Fork,
  { address, door, signal }: Submitting,
): Promise<string> {
  const head = headOf(patch.fix, branch);
  const input = {
    repositoryId: repository.id,
    baseRefName: branch,
    headRefName: fork.owner.toLowerCase() === address.owner.toLowerCase() ? head : `${fork.owner}:${head}`,
    title: patch.title,
    body: [bodyOf(patch.message), repository.template].filter(Boolean).join('\n\n'),
    draft: wip,
    maintainerCanModify: true,
  };
  const made = (await door.graphql(MUTATIONS.createPullRequest, { input }, signal)).createPullRequest;
  const { number, url } = (made as { pullRequest?: { number?: unknown; url?: unknown } } | null)?.pullRequest ?? {};
  if (typeof number !== 'number' || typeof url !== 'string')
    throw unusable(door.host, 'it does not name the pull request');
  if (reviewers.length > 0) await ask(number, reviewers, { address, door, signal });
  return url;
}

/** Most people may not ask for reviewers; the pull request stands without them. */
async function ask(
  number: number,
  reviewers: readonly string[],
  { address, door, signal }: Pick<Submitting, 'address' | 'door' | 'signal'>,
): Promise<void> {
  const path = `repos/${address.owner}/${address.name}/pulls/${number}/requested_reviewers`;
  await door.rest(path, signal, { method: 'POST', body: { reviewers } }).catch((error: unknown) => {
    const isDenied = error instanceof ForgeError && /^forge-(?:forbidden|absent|rejected)$/.test(error.code);
    if (!isDenied) throw error;
  });
}

/** The message below its title. */
function bodyOf(message: string): string {
  return message.split('\n').slice(1).join('\n').trim();
}
