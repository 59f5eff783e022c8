// Amends a fix of the deployed release: changes that are not marked yet join it.
import { type Bytes, decode } from '../base/bytes';
import { Fault } from '../base/fault';
import { dayOf } from '../fix/date';
import { composeFix, readFix } from '../fix/document';
import { withQueue } from '../fix/lock';
import { patchPath, readPatch, seriesPatches, writePatch } from '../fix/queue';
import { createFilePatch } from '../patch/create';
import { joinSteps } from '../port/join-steps';
import { withSteps } from '../port/patch-steps';
import { portSteps } from '../port/port';
import type { FileStep } from '../port/types';
import type { Release } from '../release/release';
import { noSuchFix } from './fix-source';
import { deployedRelease, type Ladder } from './ladder';
import { landedAt } from './landed';
import { type MarkedChange, type MarkSource, readSource } from './mark-source';
import { notOnRelease } from './place';
import { checkStack, commitSnapshot, type Stack, type StackedPatch, stackPatch, stackSeries } from './series-snapshot';

/** A fix as it would be with the changes; nothing has been written. */
export interface AmendPlan {
  name: string;
  release: Release;
  text: Bytes;
  /** Paths that the fix touches then. */
  files: string[];
  /** The fix's patch as it is, and the files of the series, in order. */
  before: Bytes;
  series: string[];
}

/**
 * The fix with the changes of `source` that are not marked yet: same name, message, author and fields, another diff and day. Throws
 * `no-such-fix`, `already-in-release`, `series-broken`, `not-on-release`, `nothing-changed`, what `readSource` throws, `builds-on-others`
 * where it needs patches above the fix, and `leaned-on` where such a one would not apply any more.
 */
export async function planAmend(ladder: Ladder, name: string, source: MarkSource): Promise<AmendPlan> {
  const { git, queue, host } = ladder;
  const release = await deployedRelease(ladder);
  const stack = await stackSeries(git, queue, release.name, release.commit);
  const own = stack.patches.find((patch) => patch.name === name);
  if (!own) throw noSuchFix(queue, name);
  checkStack(stack, release.name);
  if (own.contained) throw contained(name, release);
  const change = await readSource(git, source, release.commit, stack.top);
  const steps = joinSteps(own.steps ?? [], await stepsAbove(ladder, release, own, stack, change));
  if (steps.length === 0) throw nothingLeft(name);
  await checkAbove(ladder, release, own, stack, steps);
  const document = readFix(own.text, own.path);
  const files = steps.map((step) => createFilePatch({ ...step, binary: 'data' }));
  return {
    name,
    release,
    text: composeFix({ ...document, files, life: { ...document.life, lastUpdate: dayOf(host.now()) } }),
    files: steps.map(({ oldPath, newPath }) => decode(newPath ?? oldPath ?? '')),
    before: own.text,
    series: stack.patches.map(({ file }) => file),
  };
}

/** Writes it, also over a patch that a person edited; gives its path. Throws `queue-changed` when the series is not as it was planned for. */
export async function carryOutAmend({ queue }: Ladder, plan: AmendPlan): Promise<string> {
  const { name, release, text, before, series } = plan;
  return withQueue(queue, async () => {
    const files = (await seriesPatches(queue, release.name)).map(({ file }) => file);
    if (files.join() !== series.join() || (await readPatch(queue, release.name, name)) !== before) throw changed(name);
    await writePatch(queue, release.name, name, text, { force: true });
    return patchPath(queue, release.name, name);
  });
}

/** The change as steps on the files that the fix leaves. */
async function stepsAbove(
  { git }: Ladder,
  release: Release,
  own: StackedPatch,
  { top, patches }: Stack,
  { steps: changes, commit }: MarkedChange,
): Promise<FileStep[]> {
  const [target, parent] = [withSteps(own.below, own.steps ?? []), commit?.parents[0]];
  const result = await portSteps({
    steps: changes,
    base: parent === undefined ? top : await commitSnapshot(git, parent),
    target,
    renames: (paths) => git.renames(parent ?? release.commit, release.commit, paths),
    hash: (content) => git.objects.hash('blob', content),
    adapt: false,
  });
  if (result.outcome !== 'clean' && result.outcome !== 'already-there') {
    const above = patches.slice(patches.indexOf(own) + 1).filter((patch) => touchesAny(patch, changes));
    throw above.length > 0 ? buildsOn(own, above) : notOnRelease(release, result);
  }
  return (await landedAt(release, target, result.files, { kind: 'clean' })).steps;
}

/** Throws `leaned-on` where a patch above the fix does not apply to what these steps make. */
async function checkAbove(
  { git, queue }: Ladder,
  release: Release,
  own: StackedPatch,
  { patches }: Stack,
  steps: readonly FileStep[],
): Promise<void> {
  const broken: string[] = [];
  let top = withSteps(own.below, steps);
  for (const entry of patches.slice(patches.indexOf(own) + 1)) {
    const stacked = await stackPatch(git, queue, release.name, top, entry);
    if (stacked.patch.problem !== undefined) broken.push(`${stacked.patch.path} (${stacked.patch.problem})`);
    top = stacked.top;
  }
  if (broken.length === 0) return;
  throw new Fault(
    'leaned-on',
    `With this in ${own.name}, patches above it would not apply any more: ${broken.join(', ')}. Nothing was written.`,
    'Add the change to the last of them, or mark it as a fix of its own.',
  );
}

function touchesAny({ steps = [] }: StackedPatch, changes: readonly FileStep[]): boolean {
  const paths = new Set(changes.flatMap(({ oldPath, newPath }) => [oldPath, newPath]));
  return steps.some((step) => [step.oldPath, step.newPath].some((path) => path !== undefined && paths.has(path)));
}

function buildsOn({ name }: StackedPatch, above: readonly StackedPatch[]): Fault {
  return new Fault(
    'builds-on-others',
    `The change builds on patches above ${name}: ${above.map(({ path }) => path).join(', ')}. Nothing was written.`,
    'Add it to the last of them, or mark it as a fix of its own.',
  );
}

function contained(name: string, release: Release): Fault {
  return new Fault(
    'already-in-release',
    `${release.name} has ${name} already, so nothing can join it.`,
    'Mark the change as a fix of its own.',
  );
}

function nothingLeft(name: string): Fault {
  return new Fault(
    'nothing-changed',
    `With this '${name}' changes nothing any more.`,
    `To take it out of the queue: fishladder drop ${name}`,
  );
}

function changed(name: string): Fault {
  return new Fault('queue-changed', `The series of ${name} was changed meanwhile.`, 'Do the same again.');
}
