// The layer table: which folder of src/ may import from which.
import { importedPaths } from './imports';
import type { Source, Violation } from './sources';

const everythingBelowFlow = [
  ...['base', 'patch', 'syntax', 'git', 'review', 'profile', 'fix', 'release', 'port', 'lineage', 'upgrade', 'export'],
];

/** What each folder may import besides itself. `entries` are the files directly in src/. */
const mayImport: Record<string, readonly string[]> = {
  base: [],
  patch: ['base'],
  syntax: ['base'],
  git: ['base'],
  review: ['base'],
  profile: ['base', 'patch'],
  fix: ['base', 'patch'],
  release: ['base', 'git', 'patch'],
  port: ['base', 'patch', 'git', 'syntax'],
  lineage: ['base', 'patch', 'git', 'port'],
  upgrade: ['base', 'patch', 'fix', 'git', 'port', 'review'],
  export: ['base', 'patch', 'fix', 'profile'],
  language: ['base', 'patch', 'fix', 'profile', 'review'],
  flow: everythingBelowFlow,
  cli: [...everythingBelowFlow, 'flow', 'language'],
  editor: [...everythingBelowFlow, 'flow'],
};

/** Single files that a folder may import although their folder is closed to it. */
const exceptions: Record<string, readonly string[]> = { editor: ['src/language/protocol'] };

/** The folder of a path in src/, or `entries` for the files directly in it. */
function layerOf(path: string): string {
  const [, folder, rest] = path.split('/');
  return rest === undefined ? 'entries' : (folder as string);
}

/** Imports that go against the table, and folders that are not in it. */
export function layerViolations(source: Source): Violation[] {
  const layer = layerOf(source.path);
  if (layer === 'entries') return [];
  const allowed = mayImport[layer];
  if (!allowed) return [{ path: source.path, problem: `${layer}/ is not in the layer table` }];
  return importedPaths(source).flatMap((target) => {
    const other = layerOf(target);
    if (other === layer || allowed.includes(other) || exceptions[layer]?.includes(target)) return [];
    return [{ path: source.path, problem: `${layer}/ may not import ${target}` }];
  });
}
