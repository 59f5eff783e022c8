// The forms in which upstream's branches have a fix by now, to port from: the nearest to a branch first.
import type { Bytes } from '../base/bytes';
import { changeDigest, likeness } from '../lineage/digest';
import type { Lineage } from '../lineage/lineage';
import { type FilesBefore, type MergedForm, mergedForms, nearestFirst } from '../lineage/nearest';
import { isPatchable } from '../patch/create';
import { formatMessage, parseMessage, withTrailers } from '../patch/message';
import { treeSnapshot } from '../port/snapshot';
import { commitSteps } from '../port/steps';
import type { Snapshot } from '../port/types';
import type { FixSource } from './fix-source';
import type { Ladder } from './ladder';
import { originCommit } from './origin';
import type { Background } from './port-fix';
import { commitAbsent } from './series-snapshot';
import { namesOfFix } from './upstream';

/** A form of a fix that a branch has: `source` says it as if it had been marked there. */
export interface MergedSource {
  branch: string;
  source: FixSource;
  /** It was made on files that are more like the target's than those of the release's form, or it was picked for a branch and they are as like. */
  nearer: boolean;
}

/**
 * The forms that upstream's branches have of a fix which was marked from a commit of theirs, the nearest to the branch `onto` with the
 * files `target` first. None where the release's patch says something else than all of them: then it counts what its operator made of
 * it. Forms that no patch can say are passed over. Each form's message says by which commits it came.
 */
export async function mergedSources(
  ladder: Ladder,
  { lineage, branches }: Background,
  fix: FixSource,
  onto: string,
  target: Snapshot,
): Promise<MergedSource[]> {
  if (originCommit(fix.document.life.origin) === undefined) return [];
  const place = branches.findIndex(({ name }) => name === onto);
  const far = (form: MergedForm) => Math.abs(form.place - place);
  const forms = mergedForms(lineage, namesOfFix(lineage, fix.document), branches);
  const read = async (form: MergedForm) => ({
    branch: form.branch,
    source: await readForm(ladder, lineage, form, fix),
  });
  const all = (original: boolean) =>
    forms.filter((form) => form.original === original).toSorted((a, b) => far(a) - far(b) || a.place - b.place);
  const readAll = async (original: boolean) => (await Promise.all(all(original).map(read))).filter(isSayable);
  const [ports, originals] = await Promise.all([readAll(false), readAll(true)]);
  const digest = changeDigest(fix.steps);
  const isSame = ({ source }: { source: FixSource }) => likeness(digest, changeDigest(source.steps)) !== 'changed';
  if (![...ports, ...originals].some(isSame)) return [];
  const own = { branch: undefined, source: fix };
  const ranked = await nearestFirst([...ports, own, ...originals].map(withFiles), target);
  const ownPlace = ranked.findIndex(({ branch }) => branch === undefined);
  return ranked.flatMap(({ branch, source }, number) =>
    branch === undefined ? [] : [{ branch, source, nearer: number < ownPlace }],
  );
}

/** True for a form that a patch can say: not one that moves a submodule, or makes a file a link. */
function isSayable({ source }: { source: FixSource }): boolean {
  return source.steps.every((step) => isPatchable({ ...step, binary: 'data' }));
}

function withFiles<T extends { source: FixSource }>(form: T): T & { before: FilesBefore } {
  const files = form.source.steps.map(
    ({ oldPath, newPath, before }) => [oldPath ?? newPath ?? '', before?.id] as const,
  );
  return { ...form, before: new Map(files) };
}

async function readForm(
  { git, profile }: Ladder,
  lineage: Lineage,
  { commit: id, branch }: MergedForm,
  fix: FixSource,
): Promise<FixSource> {
  const commit = await git.commit(id);
  const parent = commit?.parents[0] ?? '';
  const before = await git.commit(parent);
  if (!commit || !before) throw commitAbsent(git, id);
  const { document } = fix;
  const picked = [...lineage.pickedBy(lineage.row(id)!), id];
  const message = profile.ported(withoutPicks(document.message), { branch, picked, signer: document.author });
  return {
    ...fix,
    commit: parent,
    document: { ...document, message },
    base: treeSnapshot(git.objects, before.tree),
    steps: await commitSteps(git.objects, before.tree, commit.tree, git.renames),
  };
}

/** The message as before it was picked from anywhere. */
function withoutPicks(message: Bytes): Bytes {
  const parsed = parseMessage(message);
  return formatMessage(
    withTrailers(
      parsed,
      parsed.trailers.filter(({ kind }) => kind !== 'picked'),
    ),
  );
}
