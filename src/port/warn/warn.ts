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

/** What a file's new lines miss, of one kind or two. */
type Check = (changed: Changed, worlds: Worlds) => Promise<Warning[]>;

const OTHER_CHECKS: readonly Check[] = [missingNames, missingVisible, missingMarks];
const PYTHON_CHECKS: readonly Check[] = [
  missingNames,
  async (changed, worlds) => {
    const found = await Promise.all([missingMembers(changed, worlds), missingInherited(changed, worlds)]);
    return withoutProse(found.flat(), changed);
  },
  unfitCalls,
  missingQuoted,
  missingOptions,
  missingFixtures,
];

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
  const checks = changed.path.endsWith('.py') ? PYTHON_CHECKS : OTHER_CHECKS;
  return (await Promise.all(checks.map((check) => check(changed, worlds)))).flat();
}
