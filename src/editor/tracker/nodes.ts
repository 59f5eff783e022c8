// The rows of the tracker's tree, as values: repository, fix, branch, what is known of the branch, and of its review.
import { adaptedFiles, openFiles } from '../../flow/cell';
import type { StatusRow } from '../../flow/status';
import type { FileOutcome } from '../../port/types';
import type { KnownBug } from '../../review/bugs';
import type { CiJob, Review } from '../../review/types';
import { type Said, saidKey, saidOn } from '../review/said';
import type { Session } from '../session/session';
import type { FixView, View } from '../session/view';
import { needsYou } from '../summary';

/** A row. `root`, `fix` and `branch` make it a target for commands. */
export type Node = RepositoryNode | FixNode | BranchNode | ReviewNode | FileNode | JobNode | ThreadNode | BugNode;

/** A repository; shown only where there is more than one. */
export interface RepositoryNode {
  kind: 'repository';
  root: string;
  session: Session;
}

/** A fix. */
export interface FixNode {
  kind: 'fix';
  root: string;
  fix: string;
  view: FixView;
  details: View['details'];
}

/** A fix on a branch. */
export interface BranchNode {
  kind: 'branch';
  root: string;
  fix: string;
  branch: string;
  row: StatusRow;
  above: FixNode;
}

/** The review of a fix on a branch. */
export interface ReviewNode {
  kind: 'review';
  root: string;
  fix: string;
  branch: string;
  row: StatusRow;
  review: Review;
  /** The threads that wait for an answer, as far as they were read. */
  open: readonly Said[];
}

/** A CI job that keeps a review from being merged. */
export interface JobNode {
  kind: 'job';
  root: string;
  fix: string;
  branch: string;
  job: CiJob;
}

/** A thread that waits for an answer. */
export interface ThreadNode {
  kind: 'thread';
  root: string;
  fix: string;
  branch: string;
  said: Said;
}

/** A file that git does not carry to a branch. */
export interface FileNode {
  kind: 'file';
  root: string;
  fix: string;
  branch: string;
  file: FileOutcome;
}

/** A bug that a fix names, once something is known of it. */
export interface BugNode {
  kind: 'bug';
  root: string;
  fix: string;
  bug: KnownBug;
}

/** The top rows: fixes, below their repository where several repositories have some. */
export function topNodes(sessions: readonly Session[]): Node[] {
  const filled = sessions.filter(({ view }) => view.fixes.length > 0);
  if (filled.length > 1) return filled.map((session) => ({ kind: 'repository', root: session.root, session }));
  return filled.flatMap(fixNodes);
}

/** The rows below a row. */
export function childNodes(node: Node): Node[] {
  switch (node.kind) {
    case 'repository':
      return fixNodes(node.session);
    case 'fix':
      return fixLeaves(node);
    case 'branch':
      return branchLeaves(node);
    case 'review':
      return reviewLeaves(node);
    case 'file':
    case 'job':
    case 'thread':
    case 'bug':
      return [];
  }
}

function fixNodes({ root, view }: Session): FixNode[] {
  return view.fixes.map((fix) => ({ kind: 'fix', root, fix: fix.name, view: fix, details: view.details }));
}

function fixLeaves(node: FixNode): Node[] {
  const { root, fix, view } = node;
  const bugs = view.bugs.flatMap(({ known }) => known ?? []);
  return [
    ...view.rows.map((row) => ({ kind: 'branch', root, fix, branch: row.cell.branch, row, above: node }) as const),
    ...bugs.map((bug) => ({ kind: 'bug', root, fix, bug }) as const),
  ];
}

function branchLeaves({ root, fix, branch, row, above }: BranchNode): Node[] {
  const { review } = row.review;
  const said = saidOn({ root, fix, branch }, above.view, row, above.details);
  const open = said.filter(({ thread }) => !thread.resolved);
  return [
    ...(review ? [{ kind: 'review', root, fix, branch, row, review, open } as const] : []),
    ...[...openFiles(row.cell.outcome), ...adaptedFiles(row.cell.outcome)].map(
      (file) => ({ kind: 'file', root, fix, branch, file }) as const,
    ),
  ];
}

function reviewLeaves({ root, fix, branch, review, open }: ReviewNode): Node[] {
  const about = { root, fix, branch };
  const failing = review.ci.failing.filter(({ voting }) => voting);
  return [
    ...failing.map((job) => ({ kind: 'job', ...about, job }) as const),
    ...open.map((said) => ({ kind: 'thread', ...about, said }) as const),
  ];
}

/**
 * What a row is called for as long as it lives, so that VS Code keeps it open and selected. A fix gets another name once it needs
 * the operator, as VS Code opens only rows that it does not know.
 */
export function nodeId(node: Node): string {
  const parts = [node.kind, node.root, 'fix' in node ? node.fix : '', 'branch' in node ? node.branch : ''];
  return [...parts, ownId(node)].join('\0');
}

function ownId(node: Node): string {
  switch (node.kind) {
    case 'fix':
      return `${node.view.rows.some(needsYou)}`;
    case 'file':
      return node.file.path;
    case 'job':
      return node.job.name;
    case 'thread':
      return saidKey(node.said);
    case 'bug':
      return node.bug.address;
    default:
      return '';
  }
}

/** The row above a row; undefined at the top. */
export function parentNode(node: Node, sessions: readonly Session[]): Node | undefined {
  const tops = topNodes(sessions);
  if (node.kind === 'repository') return undefined;
  if (node.kind === 'fix') return tops.find((top) => top.kind === 'repository' && top.root === node.root);
  const fix = sessions
    .filter(({ root }) => root === node.root)
    .flatMap(fixNodes)
    .find((each) => each.fix === node.fix);
  if (node.kind === 'branch' || node.kind === 'bug' || !fix) return fix;
  const branch = childNodes(fix).find((each) => 'branch' in each && each.branch === node.branch);
  if ((node.kind !== 'job' && node.kind !== 'thread') || !branch) return branch;
  return childNodes(branch).find(({ kind }) => kind === 'review');
}

/** The row of a fix, or of a fix on a branch; undefined when there is none. */
export function findNode(sessions: readonly Session[], root: string, fix: string, branch?: string): Node | undefined {
  const found = sessions
    .filter((each) => each.root === root)
    .flatMap(fixNodes)
    .find((each) => each.fix === fix);
  if (!found || branch === undefined) return found;
  return childNodes(found).find((each) => 'branch' in each && each.branch === branch) ?? found;
}
