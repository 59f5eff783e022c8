// Sentences about what a series holds besides the fixes that are to be ported.
import { type Queue, type SeriesPatch, seriesPath } from '../fix/queue';

/** Names the patches of others in a branch's series; no sentence where there are none. */
export function othersNote(queue: Queue, branch: string, patches: readonly SeriesPatch[]): string[] {
  const files = patches.flatMap(({ name, file }) => (name === undefined ? [file] : []));
  if (files.length === 0) return [];
  return [
    `${seriesPath(queue, branch)} names patches that are no fixes, and they stay as they are: ${files.join(', ')}.`,
  ];
}

/** Says what to remove where a branch has fixes by now whose patches the queue still has; no sentence where it has none. */
export function leftOverNote(queue: Queue, branch: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const files = names.map((name) => `${name}.patch`).join(', ');
  const lines = names.length === 1 ? 'its line' : 'their lines';
  return [`${branch} has ${names.join(', ')} by now: remove ${files}, and ${lines} in ${seriesPath(queue, branch)}.`];
}
