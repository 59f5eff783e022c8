// Finds the merge requests of many fixes: by address in one list, by the branches we push in the list of one's own, by upstream's commits.
import { mapLimit } from '../../base/limit';
import type { Review, Sought } from '../types';
import { type GitlabAddress, mergeRequestNumber } from './address';
import type { GitlabDoor } from './door';
import { type Besides, toReview } from './map';
import { readApprovals, readDiscussions, readJobs, readList, readMergeRequest, readNumber } from './schema';

const IDS = 100;
const WIDTH = 4;
/** Own merge requests that are looked through for a branch's name, in pages of a hundred; without an account, everyone's newest page. */
const OWN_PAGES = 5;

/** What was found for upstream commits before; a commit's merge request does not change. */
export type Landed = Map<string, number[]>;

/** The reviews of each fix by its id. `me` is the account that is signed in. Others' backports that name nothing are not found: each title would be a question of its own. */
export async function findMergeRequests(
  sought: readonly Sought[],
  address: GitlabAddress,
  door: GitlabDoor,
  landed: Landed,
  me: string | undefined,
  signal: AbortSignal,
): Promise<Map<string, Review[]>> {
  const answers = new Map<number, unknown>();
  const keep = (list: readonly unknown[]) => {
    for (const each of list) answers.set(readNumber(each)?.iid ?? 0, each);
  };
  const wanted = new Map(
    sought.map((fix) => [fix.id, new Set(fix.addresses.flatMap((each) => mergeRequestNumber(address, each) ?? []))]),
  );
  const heads = new Map(sought.flatMap(({ id, heads }) => heads.map((head) => [head, id] as const)));
  if (heads.size > 0) {
    const [scope, pages] = me === undefined ? ['all', 1] : ['created_by_me', OWN_PAGES];
    const path = `${door.project}merge_requests?scope=${scope}&state=all&order_by=created_at&per_page=100`;
    const own = await door.list(path, signal, pages);
    for (const each of own) {
      const read = readMergeRequest(each);
      const id = heads.get(read?.source_branch ?? '');
      if (read && id !== undefined) wanted.get(id)?.add(read.iid);
    }
    keep(own);
  }
  const commits = sought.flatMap(({ id, commits }) => commits.map((commit) => ({ id, commit })));
  await mapLimit(commits, WIDTH, async ({ id, commit }) => {
    for (const number of await landedAs(commit, door, landed, signal)) wanted.get(id)?.add(number);
  });
  const missing = [...new Set([...wanted.values()].flatMap((each) => [...each]))].filter(
    (number) => !answers.has(number),
  );
  const starts = Array.from({ length: Math.ceil(missing.length / IDS) }, (_, n) => n * IDS);
  await mapLimit(starts, WIDTH, async (start) => {
    const ids = missing.slice(start, start + IDS).map((number) => `iids[]=${number}`);
    keep(await door.list(`${door.project}merge_requests?scope=all&state=all&per_page=100&${ids.join('&')}`, signal, 1));
  });
  const reviews = new Map<number, Review>();
  const all = [...new Set([...wanted.values()].flatMap((each) => [...each]))].filter((number) => answers.has(number));
  await mapLimit(all, WIDTH, async (number) => {
    const { answer, besides } = await more(answers.get(number), number, door, signal);
    reviews.set(number, toReview(answer, number, address, { ...besides, ...(me === undefined ? {} : { me }) }));
  });
  return new Map([...wanted].map(([id, numbers]) => [id, [...numbers].flatMap((number) => reviews.get(number) ?? [])]));
}

async function landedAs(commit: string, door: GitlabDoor, landed: Landed, signal: AbortSignal): Promise<number[]> {
  const known = landed.get(commit);
  if (known || !/^[0-9a-f]{40}$/.test(commit)) return known ?? [];
  const found = await door.find(`${door.project}repository/commits/${commit}/merge_requests`, signal);
  const numbers = Array.isArray(found) ? found.flatMap((each) => readNumber(each)?.iid ?? []) : [];
  if (numbers.length > 0) landed.set(commit, numbers);
  return numbers;
}

/** An open merge request alone has its pipeline; what else is asked depends on what it says. */
async function more(
  listed: unknown,
  number: number,
  door: GitlabDoor,
  signal: AbortSignal,
): Promise<{ answer: unknown; besides: Besides }> {
  if (readMergeRequest(listed)?.state !== 'opened') return { answer: listed, besides: {} };
  const path = `${door.project}merge_requests/${number}`;
  const [{ data: answer }, approvals, versions] = await Promise.all([
    door.ask(path, signal),
    door.find(`${path}/approvals`, signal),
    door.find(`${path}/versions?per_page=100`, signal),
  ]);
  const alone = readMergeRequest(answer);
  const { head_pipeline: pipeline } = alone ?? {};
  const failed = pipeline?.status === 'failed';
  const jobs = failed
    ? await door.find(`${door.project}pipelines/${pipeline.id}/jobs?scope[]=failed&per_page=100`, signal)
    : [];
  const open = alone?.blocking_discussions_resolved === false;
  const talk = open ? readDiscussions(await door.list(`${path}/discussions?per_page=100`, signal, 1)) : [];
  const unresolved = (talk ?? []).filter(({ notes }) => notes.some((note) => note.resolvable && !note.resolved)).length;
  const patchSet = readList(versions)?.length ?? 0;
  const besides = { approvals: readApprovals(approvals), failing: readJobs(jobs), unresolved, patchSet };
  return { answer, besides };
}
