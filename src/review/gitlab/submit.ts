// Puts patches up as merge requests: a fork if needed, a branch for each patch, and one merge request for each branch.
import { ForgeError } from '../error';
import type { Push } from '../forge';
import { headOf } from '../head';
import { describe, guardPush, pushRefused } from '../pushed';
import type { Proposal, ProposedPatch, SubmitPlan, Submitted } from '../submission';
import type { GitlabAddress } from './address';
import { type GitlabDoor, unusable } from './door';
import { readBranch, readList, readMergeRequest, readProject, readUsers } from './schema';

/** How long a new fork is waited for, and how often it is looked for, in milliseconds. */
const FORK_LIMIT = 120_000;
const FORK_PAUSE = 2_000;

/** What a submit needs besides the proposal. `me` is the account; `wait` resolves after so many milliseconds. */
export interface Submitting {
  address: GitlabAddress;
  door: GitlabDoor;
  me: string;
  push: Push;
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
}

type Project = NonNullable<ReturnType<typeof readProject>>;

/** What `submitMergeRequests` would do, as sentences. */
export function planMergeRequests(proposal: Proposal, { web, project }: GitlabAddress): SubmitPlan {
  const words = { kind: 'merge request', project, server: 'GitLab' };
  return { host: web.host, branch: proposal.branch, to: new URL(project, web).href, steps: describe(proposal, words) };
}

/** Carries it out. What is there already stays, so a repeat ends in the same merge requests. */
export async function submitMergeRequests(proposal: Proposal, submitting: Submitting): Promise<Submitted[]> {
  const { door, signal } = submitting;
  const target = readProject((await door.ask(door.project.replace(/\/$/, ''), signal)).data);
  if (!target) throw unusable(door.host, 'it is not a project');
  const fork = await forkOf(target, submitting);
  const submitted: Submitted[] = [];
  for (const patch of proposal.patches) submitted.push(await submitOne(patch, proposal, target, fork, submitting));
  return submitted;
}

/** The project that is pushed to: the project itself where it is one's own, else one's fork, which is made if there is none. */
async function forkOf(target: Project, { door, me, wait, signal }: Submitting): Promise<Project> {
  if (namespace(target) === me.toLowerCase()) return target;
  const mine = async () => {
    const all = readList((await door.ask(`${door.project}forks?owned=true&per_page=100`, signal)).data) ?? [];
    return all.flatMap((each) => readProject(each) ?? []).find((each) => namespace(each) === me.toLowerCase());
  };
  let fork = await mine();
  if (!fork) await door.ask(`${door.project}fork`, signal, { method: 'POST', body: {} });
  const isReady = () => fork !== undefined && !/^(?:scheduled|started)$/.test(fork.import_status ?? '');
  if (fork && !isReady()) fork = readProject((await door.ask(`projects/${fork.id}`, signal)).data);
  for (let waited = 0; !isReady() && waited < FORK_LIMIT; waited += FORK_PAUSE) {
    await wait(FORK_PAUSE, signal);
    fork = fork ? readProject((await door.ask(`projects/${fork.id}`, signal)).data) : await mine();
  }
  if (fork && isReady()) return fork;
  throw new ForgeError(
    'forge-timeout',
    door.host,
    `${door.host} has not finished your fork of ${target.path_with_namespace} yet.`,
    'Submit again in a few minutes; what was done is kept.',
  );
}

function namespace({ path_with_namespace }: Project): string {
  return path_with_namespace.replace(/\/[^/]*$/, '').toLowerCase();
}

async function submitOne(
  patch: ProposedPatch,
  proposal: Proposal,
  target: Project,
  fork: Project,
  submitting: Submitting,
): Promise<Submitted> {
  const { door, push, signal } = submitting;
  const head = headOf(patch.fix, proposal.branch);
  const there = await door.find(`projects/${fork.id}/repository/branches/${encodeURIComponent(head)}`, signal);
  const before = readBranch(there)?.commit.id ?? '';
  const names = `source_branch=${encodeURIComponent(head)}&target_branch=${encodeURIComponent(proposal.branch)}`;
  const open = await door.list(`${door.project}merge_requests?state=opened&scope=all&${names}&per_page=100`, signal, 1);
  const own = open.flatMap((each) => readMergeRequest(each) ?? []).find((each) => each.source_project_id === fork.id);
  guardPush(door.host, patch, before, own?.web_url);
  if (before !== patch.commit) {
    const request = {
      to: fork.http_url_to_repo,
      commit: patch.commit,
      ref: `refs/heads/${head}`,
      options: [],
      replaces: before,
    };
    const answer = await push(request, signal);
    if (answer.kind === 'refused') throw pushRefused(door.host, answer);
  }
  const url = own?.web_url ?? (await create(patch, proposal, target, fork, submitting));
  return { fix: patch.fix, url, commit: patch.commit, changed: !own || before !== patch.commit };
}

async function create(
  patch: ProposedPatch,
  { branch, wip, reviewers }: Proposal,
  target: Project,
  fork: Project,
  { door, signal }: Submitting,
): Promise<string> {
  const found = await Promise.all(
    reviewers.map((name) => door.find(`users?username=${encodeURIComponent(name)}`, signal).then(readUsers)),
  );
  const body = {
    source_branch: headOf(patch.fix, branch),
    target_branch: branch,
    target_project_id: target.id,
    title: wip ? `Draft: ${patch.title}` : patch.title,
    description: patch.message.split('\n').slice(1).join('\n').trim(),
    reviewer_ids: found.flatMap((users) => users?.[0]?.id ?? []),
    remove_source_branch: true,
    allow_collaboration: true,
  };
  const { data } = await door.ask(`projects/${fork.id}/merge_requests`, signal, { method: 'POST', body });
  const made = readMergeRequest(data);
  if (!made) throw unusable(door.host, 'it does not name the merge request');
  return made.web_url;
}
