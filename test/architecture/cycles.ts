// Files that import each other in a circle.
import { importedPaths } from './imports';
import type { Source, Violation } from './sources';

/** Each circle once, named by the file where the search met it first; type imports count. */
export function cycleViolations(sources: readonly Source[]): Violation[] {
  const edges = new Map(sources.map((source) => [source.path.replace(/\.ts$/, ''), importedPaths(source)]));
  const done = new Set<string>();
  const path: string[] = [];
  const found: Violation[] = [];
  const visit = (file: string) => {
    const start = path.indexOf(file);
    if (start >= 0) found.push({ path: `${file}.ts`, problem: [...path.slice(start), file].join(' -> ') });
    if (start >= 0 || done.has(file)) return;
    path.push(file);
    for (const next of edges.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  };
  for (const file of edges.keys()) visit(file);
  return found;
}
