// Makes one step a file out of what two fixes, one on top of the other, do to it.
import { sameState } from './settle';
import type { FileStep } from './types';

/** What both come to as one, by path: `second` was made on the files that `first` leaves. A file that ends as it began is left out. */
export function joinSteps(first: readonly FileStep[], second: readonly FileStep[]): FileStep[] {
  const joined = [...first];
  for (const step of second) {
    const at = joined.findIndex(({ oldPath, newPath }) =>
      step.oldPath === undefined ? newPath === undefined && oldPath === step.newPath : newPath === step.oldPath,
    );
    if (at < 0) joined.push(step);
    else joined[at] = { ...sideOf(joined[at], 'old'), ...sideOf(step, 'new') };
  }
  return joined.filter(isChange).sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}

function sideOf(step: FileStep | undefined, side: 'old' | 'new'): FileStep {
  const { oldPath, before, newPath, after } = step ?? {};
  if (side === 'old') return oldPath !== undefined && before ? { oldPath, before } : {};
  return newPath !== undefined && after ? { newPath, after } : {};
}

function isChange({ oldPath, newPath, before, after }: FileStep): boolean {
  return oldPath !== newPath || !sameState(before, after);
}

function pathOf({ oldPath, newPath }: FileStep): string {
  return newPath ?? oldPath ?? '';
}
