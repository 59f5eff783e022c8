// Puts patches up as pull requests: a fork if needed, a branch for each patch, and one pull request for each branch.
import { ForgeError } from '../error';
import type { Push } from '../forge';
import { headOf } from '../head';
import { awaitFork, describe, pushPatch, textOf, type Wait } from '../pushed';
import type { Proposal, ProposedPatch, SubmitPlan, Submitted } from '../submission';
import { type GithubAddress, githubAddress } from './address';
import { type GithubDoor, unusable } from './door';
import { GROUND, HEAD, MUTATIONS } from './queries';
import { nodesOf, readGround, readHead } from './schema';

/** What a submit needs besides the proposal. */
export interface Submitting {
  address: GithubAddress;
  door: GithubDoor;
  push: Push;
  wait: Wait;
  signal: AbortSignal;
}

type Ground = NonNullable<ReturnType<typeof readGround>>;

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
}

/** The repository that is pushed to: the project itself for its owner, else the viewer's fork, which is made if there is none. */
async function forkOf(ground: Ground, submitting: Submitting): Promise<Fork> {
  const { address, door, signal, wait } = submitting;
  const { owner, name } = address;
  const me = ground.viewer.login;
  if (me.toLowerCase() === owner.toLowerCase()) return { owner: me, name };
  const mine = (forks: Ground['repository']['forks'] | undefined) =>
    nodesOf(forks).find((each) => each.owner.login === me);
  const known = mine(ground.repository.forks);
  if (known) return { owner: me, name: known.name };
  const body = { default_branch_only: true };
  await door.rest(`repos/${owner}/${name}/forks`, signal, { method: 'POST', body });
  const look = async () => mine(readGround(await door.graphql(GROUND, whereOf(submitting), signal))?.repository.forks);
  const made = await awaitFork({ host: door.host, project: `${owner}/${name}` }, look, wait, signal);
  return { owner: me, name: made.name };
}

async function submitOne(
  patch: ProposedPatch,
  proposal: Proposal,
  repository: { id: string; template: string },
  fork: Fork,
  submitting: Submitting,
): Promise<Submitted> {
  const { address, door, push, signal } = submitting;
  const { web, owner, name } = address;
  const head = headOf(patch.fix, proposal.branch);
  const where = { ...whereOf(submitting), owner: fork.owner, project: fork.name, in: owner };
  const look = { ...where, ref: `refs/heads/${head}`, head, base: proposal.branch };
  const there = readHead(await door.graphql(HEAD, look, signal));
  if (!there) throw unusable(door.host, 'it does not show the branch');
  const before = there.target?.ref?.target?.oid ?? '';
  const own = nodesOf(there.repository.pullRequests).find((pull) => pull.headRepositoryOwner?.login === fork.owner);
  const urlOf = (number: number) => new URL(`${owner}/${name}/pull/${number}`, web).href;
  const target = githubAddress({ host: web.host, project: `${fork.owner}/${fork.name}`, address: web.href });
  const to = new URL(`${target.owner}/${target.name}.git`, web).href;
  await pushPatch(patch, { host: door.host, to, head, before, review: own && urlOf(own.number) }, push, signal);
  const number = own?.number ?? (await open(patch, proposal, repository, fork, submitting));
  return { fix: patch.fix, url: urlOf(number), commit: patch.commit, changed: !own || before !== patch.commit };
}

async function open(
  patch: ProposedPatch,
  { branch, wip, reviewers }: Proposal,
  repository: { id: string; template: string },
  fork: Fork,
  { address, door, signal }: Submitting,
): Promise<number> {
  const head = headOf(patch.fix, branch);
  const input = {
    repositoryId: repository.id,
    baseRefName: branch,
    headRefName: fork.owner.toLowerCase() === address.owner.toLowerCase() ? head : `${fork.owner}:${head}`,
    title: patch.title,
    body: [textOf(patch), repository.template].filter(Boolean).join('\n\n'),
    draft: wip,
    maintainerCanModify: true,
  };
  const made = (await door.graphql(MUTATIONS.createPullRequest, { input }, signal)).createPullRequest;
  const { number } = (made as { pullRequest?: { number?: unknown } } | null)?.pullRequest ?? {};
  if (typeof number !== 'number') throw unusable(door.host, 'it does not name the pull request');
  if (reviewers.length > 0) await ask(number, reviewers, { address, door, signal });
  return number;
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
