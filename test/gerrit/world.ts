// A project of its own on a real Gerrit server, with a clone, for one test file.
import { randomBytes } from 'node:crypto';
import type { Forge } from '../../src/review/forge';
import type { Proposal, ProposedPatch } from '../../src/review/submission';
import type { Review, Sought } from '../../src/review/types';
import { type Clone, openClone } from './clone';
import { type RealGerrit, startRealGerrit } from './real';
import { branches, type User } from './seed';
import type { Version } from './versions';

/** A project with all branches that the seeded one has, and what one does there in a test. */
export interface GerritWorld {
  server: RealGerrit;
  project: string;
  clone: Clone;
  forge(user?: User): Forge;
  /** A proposal of these patches as a person makes it who asks for nothing else. */
  proposal(patches: readonly ProposedPatch[], more?: Partial<Proposal>): Proposal;
  /** A fix as it is asked for by its Change-Id. */
  sought(patch: ProposedPatch, more?: Partial<Sought>): Sought;
  /** Commits a change of one file on a branch's tip, and submits it as alice; gives its review. */
  submit(
    branch?: string,
    options?: { parent?: string; changeId?: string; wip?: boolean },
  ): Promise<[ProposedPatch, Review]>;
  /** The one review of a patch on a branch. */
  find(patch: ProposedPatch, branch?: string): Promise<Review>;
  /** `POST …/revisions/<current>/review` (rest-api-changes, ReviewInput). */
  review(user: User, of: Review, input: object): Promise<void>;
  /** Gives all votes that merging takes, and merges. */
  merge(of: Review): Promise<void>;
}

const never = new AbortController().signal;

/** Makes the project on the shared server of this version. */
export async function openGerritWorld(version: Version): Promise<GerritWorld> {
  const server = await startRealGerrit(version);
  const project = `test/p${randomBytes(4).toString('hex')}`;
  await server.addProject(project, branches);
  const clone = await openClone(server, project);
  const path = ({ key }: Review) => `changes/${encodeURIComponent(key.project)}~${key.number}`;
  let count = 0;
  const world: GerritWorld = {
    server,
    project,
    clone,
    forge: (user) => server.forge(user, project),
    proposal: (patches, more) => ({
      ...{
        branch: 'master',
        base: '',
        patches,
        topic: 'release-the-lock',
        hashtags: [],
        force: false,
        wip: false,
        reviewers: [],
      },
      ...more,
    }),
    sought: ({ changeId, title }, more) => ({
      id: changeId,
      title,
      addresses: [],
      commits: [],
      heads: [],
      changes: [],
      ...more,
    }),
    async submit(branch = 'master', { parent, wip = false, ...options } = {}) {
      const files = { 'nova/lock.py': `import time\nlock = ${++count}\n` };
      const patch = clone.commit(files, {
        parent: parent ?? clone.tip(branch),
        title: `Release lock ${count}`,
        ...options,
      });
      await world.forge('alice').submit(world.proposal([patch], { branch, wip }), clone.push('alice'), never);
      return [patch, await world.find(patch, branch)];
    },
    async find(patch, branch = 'master') {
      const found = (await world.forge('alice').find([world.sought(patch)], never)).get(patch.changeId) ?? [];
      const [review, ...more] = found.filter((each) => each.branch === branch);
      if (!review || more.length > 0) throw new Error(`${found.length} reviews of ${patch.title}`);
      return review;
    },
    async review(user, of, input) {
      await server.rest(user, 'POST', `${path(of)}/revisions/current/review`, input);
    },
    async merge(of) {
      await world.review('bob', of, { labels: { 'Code-Review': 2, Verified: 2, Workflow: 1 } });
      await server.rest('bob', 'POST', `${path(of)}/submit`, {});
    },
  };
  return world;
}
