// Puts patches up as merge requests: a fork if needed, a branch for each patch, and one merge request for each branch.
import type { Push } from '../forge';
import { headOf } from '../head';
import { awaitFork, describe, pushPatch, textOf, type Wait } from '../pushed';
import type { Proposal, ProposedPatch, SubmitPlan, Submitted } from '../submission';
import { type GitlabAddress, gitlabAddress } from './address';
import { type GitlabDoor, unusable } from './door';
import { readBranch, readList, readMergeRequest, readProject, readUsers } from './schema';

/** What a submit needs besides the proposal. `me` is the account. */
export interface Submitting {
  address: GitlabAddress;
  door: GitlabDoor;
  me: string;
  push: Push;
  wait: Wait;
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
  if (!(await mine())) await door.ask(`${door.project}fork`, signal, { method: 'POST', body: {} });
  const look = async () => {
    const fork = await mine();
    const alone = fork && readProject((await door.ask(`projects/${fork.id}`, signal)).data);
    return alone && !/^(?:scheduled|started)$/.test(alone.import_status ?? '') ? alone : undefined;
  };
  return awaitFork({ host: door.host, project: target.path_with_namespace }, look, wait, signal);
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
  const { web, project } = submitting.address;
  const urlOf = (number: number) => new URL(`${project}/-/merge_requests/${number}`, web).href;
  const place = gitlabAddress({ host: web.host, project: fork.path_with_namespace, address: web.href });
  const to = new URL(`${place.project}.git`, web).href;
  await pushPatch(patch, { host: door.host, to, head, before, review: own && urlOf(own.iid) }, push, signal);
  const number = own?.iid ?? (await create(patch, proposal, target, fork, submitting));
  return { fix: patch.fix, url: urlOf(number), commit: patch.commit, changed: !own || before !== patch.commit };
}

async function create(
  patch: ProposedPatch,
  { branch, wip, reviewers }: Proposal,
  target: Project,
  fork: Project,
  { door, signal }: Submitting,
): Promise<number> {
  const found = await Promise.all(
    reviewers.map((name) => door.find(`users?username=${encodeURIComponent(name)}`, signal).then(readUsers)),
  );
  const body = {
    source_branch: headOf(patch.fix, branch),
    target_branch: branch,
    target_project_id: target.id,
    title: wip ? `Draft: ${patch.title}` : patch.title,
    description: textOf(patch),
    reviewer_ids: found.flatMap((users) => users?.[0]?.id ?? []),
    remove_source_branch: true,
    allow_collaboration: true,
  };
  const { data } = await door.ask(`projects/${fork.id}/merge_requests`, signal, { method: 'POST', body });
  const made = readMergeRequest(data);
  if (!made) throw unusable(door.host, 'it does not name the merge request');
  return made.iid;
}
