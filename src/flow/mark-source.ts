// Where a fix comes from: a commit, the index, or the working tree, whole files or the changes that touch given lines.
import { type Bytes, decode, encode } from '../base/bytes';
import { Fault } from '../base/fault';
import type { Commit, FileState, Git } from '../git/git';
import { isBinary } from '../patch/create';
import { type LineSpan, selectContent } from '../patch/select';
import { commitSteps } from '../port/steps';
import type { FileBlob, FileStep, Snapshot } from '../port/types';
import { writeTree } from '../port/write-tree';
import { commitAbsent, commitSnapshot } from './series-snapshot';

/** A file of the working tree, relative to the repository's top with `/`; `spans` keeps only the changes that touch them. */
export interface Selection {
  path: string;
  spans?: readonly LineSpan[];
}

/** What the operator points at. A working tree without selections means every changed file that git tracks. */
export type MarkSource =
  | { kind: 'commit'; revision: string }
  | { kind: 'index' }
  | { kind: 'worktree'; selections: readonly Selection[] };

/** The steps of a marked change, and the commit it was read from, if any. */
export interface MarkedChange {
  steps: FileStep[];
  commit?: Commit;
}

/** Reads what is to be marked. `below` is the release with all that is marked already; `release` its commit. */
export async function readSource(
  git: Git,
  source: MarkSource,
  release: string,
  below: Snapshot,
): Promise<MarkedChange> {
  if (source.kind === 'commit') {
    const id = await git.commitId(source.revision);
    const commit = id === undefined ? undefined : await git.commit(id);
    if (!commit)
      throw new Fault(
        'no-such-commit',
        `There is no commit '${source.revision}' in ${git.root}.`,
        'Name a commit that git log shows, or fetch it first.',
      );
    const [parent] = commit.parents;
    if (commit.parents.length > 1)
      throw new Fault(
        'merge-commit',
        `${source.revision} is a merge; it has no change of its own.`,
        `Name the commit that it merged: ${commit.parents[1]}.`,
      );
    const before = parent === undefined ? undefined : await git.commit(parent);
    if (parent !== undefined && !before) throw commitAbsent(git, parent);
    return { steps: await commitSteps(git.objects, before?.tree, commit.tree, git.renames), commit };
  }
  return { steps: await changedSteps(git, source, release, below) };
}

async function changedSteps(
  git: Git,
  source: Extract<MarkSource, { kind: 'index' | 'worktree' }>,
  release: string,
  below: Snapshot,
): Promise<FileStep[]> {
  const head = (await git.head()).commit;
  if (!head)
    throw new Fault('no-commit', `${git.root} has no commit yet.`, 'Open the clone that holds the deployed release.');
  const selections = source.kind === 'worktree' ? source.selections : [];
  const [inHead, inRelease] = [await commitSnapshot(git, head), await commitSnapshot(git, release)];
  const changed = await git.changedFiles(
    source.kind,
    selections.map(({ path }) => path),
  );
  const steps: FileStep[] = [];
  for (const { path, from } of changed) {
    const oldPath = from ?? path;
    const [headEntry, releaseEntry] = [await inHead.entry(oldPath), await inRelease.entry(oldPath)];
    const before = headEntry?.id === releaseEntry?.id ? await below.file(oldPath) : await inHead.file(oldPath);
    const state = source.kind === 'index' ? await git.indexFile(path) : await git.worktreeFile(path);
    const after = state && blob(git, state);
    const spans = selections
      .filter((selection) => encode(selection.path) === path)
      .flatMap((selection) => selection.spans ?? []);
    const step: FileStep = {
      ...(before ? { oldPath, before } : {}),
      ...(after ? { newPath: path, after: selectChange(git, path, { before, after }, spans) } : {}),
    };
    if (step.before?.id !== step.after?.id || step.before?.mode !== step.after?.mode || oldPath !== path)
      steps.push(step);
  }
  if (steps.length > 0) return withRenames(git, steps);
  for (const { path } of selections)
    if (!(await inHead.entry(encode(path))) && !(await git.worktreeFile(encode(path)))) throw noSuchFile(path);
  throw nothingToMark(source.kind, selections);
}

/** The steps in which a file that went and one that came are a rename where git would take them for one: what `mv` leaves, unlike `git mv`. */
async function withRenames(git: Git, steps: FileStep[]): Promise<FileStep[]> {
  const gone = steps.filter(({ after }) => !after);
  const come = steps.filter(({ before }) => !before);
  if (gone.length === 0 || come.length === 0) return steps;
  const [before, after] = await Promise.all([
    writeTree(git.objects, undefined, new Map(gone.map((step) => [step.oldPath!, step.before]))),
    writeTree(git.objects, undefined, new Map(come.map((step) => [step.newPath!, step.after]))),
  ]);
  const renames = await git.renames(before, after);
  const origins = new Map(renames.map(({ from, to }) => [to, gone.find(({ oldPath }) => oldPath === from)!]));
  const taken = new Set(origins.values());
  return steps.filter((step) => !taken.has(step)).map((step) => ({ ...origins.get(step.newPath ?? ''), ...step }));
}

/** The content of a file's new side when only the changes that touch the spans are made. */
function selectChange(
  git: Git,
  path: Bytes,
  { before, after }: { before: FileBlob | undefined; after: FileBlob },
  spans: readonly LineSpan[],
): FileBlob {
  if (!before || spans.length === 0) return after;
  if (isBinary(before.content) || isBinary(after.content)) throw noLines(path);
  return blob(git, { mode: before.mode, content: selectContent(before.content, after.content, spans) });
}

function blob(git: Git, { mode, content }: FileState): FileBlob {
  return { mode, content, id: git.objects.hash('blob', content) };
}

function noLines(path: Bytes): Fault {
  return new Fault(
    'binary-file',
    `${decode(path)} is binary, so no lines of it can be chosen.`,
    'Name the file without lines, to mark it as a whole.',
  );
}

function noSuchFile(path: string): Fault {
  return new Fault(
    'no-such-file',
    `There is no file ${path}.`,
    'Name a file that you changed, as git status lists it.',
  );
}

function nothingToMark(kind: 'index' | 'worktree', selections: readonly Selection[]): Fault {
  const where = selections
    .map(({ path, spans = [] }) => [path, ...spans.map(({ from, to }) => `${from}-${to}`)].join(':'))
    .join(', ');
  const place = kind === 'index' ? 'the index' : where || 'the working tree';
  return new Fault(
    'nothing-to-mark',
    `There is no change in ${place} that is not marked already.`,
    kind === 'index'
      ? 'Stage the fix first (git add), or leave out --staged.'
      : 'Save the change first, choose lines that it touches, or use --commit for a fix that is committed.',
  );
}
