// Looks for what a port names and the target does not have: it applies, and is wrong all the same.
import { changedPaths, isChange } from '../port';
import { overlaySnapshot } from '../snapshot';
import type { FileOutcome, FileStep, Snapshot } from '../types';
import { unfitCalls } from './arguments';
import { missingFixtures } from './fixtures';
import { missingInherited } from './inherited';
import { missingMarks } from './marks';
import { missingMembers } from './members';
import { missingNames, withoutProse } from './names';
import { missingOptions } from './options';
import { staleOverrides } from './overrides';
import { missingQuoted } from './quoted';
import { missingVisible } from './visible';
import { type Changed, changedFile, type Warning, type Worlds } from './worlds';

/**
 * The warnings for the files that a port changes. `base` is what the fix started from. Only what was there for the fix and is
 * not there in the target is told, so what neither has (a library's names, say) is never.
 */
export async function findWarnings(
  steps: readonly FileStep[],
  outcomes: readonly FileOutcome[],
  base: Snapshot,
  target: Snapshot,
): Promise<Warning[]> {
  const results = outcomes.filter(isChange);
  const worlds: Worlds = { base, result: overlaySnapshot(target, changedPaths({ files: outcomes })) };
  const changes = await Promise.all(
    results.map(async ({ path, from, file }) => {
      if (!file) return [];
      const step = steps.find(({ newPath }) => newPath === path) ?? steps.find(({ oldPath }) => oldPath === from);
      const old = (await target.file(from ?? path))?.content ?? '';
      const changed = changedFile(path, step?.before?.content ?? '', old, file.content);
      return changed.lines.length === 0 ? [] : [changed];
    }),
  );
  const paths = new Set(results.map(({ path }) => path));
  const found = await Promise.all([
    ...changes.flat().map((changed) => missingIn(changed, worlds)),
    staleOverrides(changes.flat(), paths, worlds),
  ]);
  return found.flat();
}

async function missingIn(changed: Changed, worlds: Worlds): Promise<Warning[]> {
  const named = await missingNames(changed, worlds);
  if (!changed.path.endsWith('.py'))
    return [...named, ...(await missingVisible(changed, worlds)), ...(await missingMarks(changed, worlds))];
  return [
    ...named,
    ...(await withoutProse(
      [...(await missingMembers(changed, worlds)), ...(await missingInherited(changed, worlds))],
      changed,
    )),
    ...(await unfitCalls(changed, worlds)),
    ...(await missingQuoted(changed, worlds)),
    ...(await missingOptions(changed, worlds)),
    ...(await missingFixtures(changed, worlds)),
  ];
}
