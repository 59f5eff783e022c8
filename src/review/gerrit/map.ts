// From Gerrit's ChangeInfo to a review in our own words; pure.
import { commitId, plain } from '../text';
import type { Review } from '../types';
import { ciVerdict } from './ci';
import { requirementsOf, votesOf } from './labels';
import { type Me, nameOf, reviewersOf } from './people';
import type { ChangeIdentity, ChangeInfo, ReadChange } from './schema';
import { standingOf } from './standing';

/** Where a change was read: the server's base address, ending in a slash, and who the person is if that is known. */
export interface MapContext {
  base: string;
  me: Me;
}

/** A change as a review. One that could only be read in part has the state `unknown`, with the reason. */
export function toReview(read: ReadChange, context: MapContext): Review {
  return read.kind === 'whole' ? whole(read.change, context) : broken(read.identity, read.reason, context);
}

function whole(change: ChangeInfo, context: MapContext): Review {
  const patchSet = patchSetOf(change);
  const ci = ciVerdict(change, patchSet);
  return {
    ...identity(change, context),
    subject: plain(change.subject),
    votes: votesOf(change),
    ci,
    requirements: requirementsOf(change).map(({ name, state }) => ({ name, state })),
    unresolved: change.unresolved_comment_count ?? 0,
    patchSet,
    commit: commitId(change.current_revision),
    ref: refOf(change),
    owner: nameOf(change.owner),
    reviewers: reviewersOf(change),
    updated: epoch(change.updated),
    ...standingOf(change, ci, context.me),
  };
}

function broken(change: ChangeIdentity, why: string, context: MapContext): Review {
  const reason = `the forge's answer cannot be read (${plain(why, 120)})`;
  return {
    ...identity(change, context),
    subject: '',
    state: 'unknown',
    reason,
    votes: [],
    ci: { state: 'none', pipeline: '', failing: [], reports: [] },
    requirements: [],
    unresolved: 0,
    patchSet: 0,
    commit: '',
    ref: '',
    owner: '',
    reviewers: [],
    updated: 0,
    next: { who: 'nobody', why: reason },
  };
}

function identity(change: ChangeIdentity, { base }: MapContext): Pick<Review, 'key' | 'url' | 'branch' | 'changeId'> {
  return {
    key: { host: new URL(base).host, project: plain(change.project), number: change._number },
    url: urlOf(change, base),
    branch: plain(change.branch),
    changeId: plain(change.change_id, 60),
  };
}

/** The address of a change for a browser; `base` is the server's, ending in a slash. */
export function urlOf({ project, _number }: Pick<ChangeIdentity, 'project' | '_number'>, base: string): string {
  return `${base}c/${project.split('/').map(encodeURIComponent).join('/')}/+/${_number}`;
}

/** The number of the current patch set; servers before 3.10 only have it in `revisions`. */
function patchSetOf(change: ChangeInfo): number {
  const inRevisions = change.revisions?.[change.current_revision ?? '']?._number;
  return change.current_revision_number ?? (typeof inRevisions === 'number' ? inRevisions : 0);
}

/** The ref of the current patch set; empty where it is none that Gerrit makes. */
function refOf({ current_revision: commit = '', revisions }: ChangeInfo): string {
  const ref = revisions?.[commit]?.ref ?? '';
  return /^refs\/changes\/\d+\/\d+\/\d+$/.test(ref) ? ref : '';
}

/** Epoch milliseconds of Gerrit's UTC `yyyy-mm-dd hh:mm:ss.fffffffff`; 0 when it is something else. */
export function epoch(timestamp: string | undefined): number {
  const [, day, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,3})?)/.exec(timestamp ?? '') ?? [];
  return day === undefined ? 0 : Date.parse(`${day}T${time}Z`);
}
