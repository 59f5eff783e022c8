// How long files may be, in lines.
import type { Source, Violation } from './sources';

const limits = { median: 90, ninetieth: 200, longest: 300, entry: 60 };

const lines = (text: string) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

/** Files that are too long, and a median or 90th percentile that is. */
export function sizeViolations(sources: readonly Source[]): Violation[] {
  const sizes = sources.map(({ path, text }) => ({ path, size: lines(text) })).sort((a, b) => a.size - b.size);
  const at = (share: number) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))]?.size ?? 0;
  const found: Violation[] = [];
  for (const { path, size } of sizes) {
    const limit = /^src\/[^/]+$/.test(path) ? limits.entry : limits.longest;
    if (size > limit) found.push({ path, problem: `${size} lines; the limit is ${limit}` });
  }
  if (at(0.5) >= limits.median)
    found.push({ path: 'src', problem: `median ${at(0.5)} lines, not under ${limits.median}` });
  if (at(0.9) >= limits.ninetieth) {
    found.push({ path: 'src', problem: `90th percentile ${at(0.9)} lines, not under ${limits.ninetieth}` });
  }
  return found;
}
