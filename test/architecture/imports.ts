// Which files and packages a source file imports, in whatever form.
import { posix } from 'node:path';
import { type Source, withoutComments } from './sources';

const forms = [
  /\b(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]/g,
  /\bimport\s*['"]([^'"]+)['"]/g,
  /\b(?:import|require)\s*\(\s*['"]([^'"]+)['"]/g,
];

/** The names in all imports, type imports, dynamic imports, `require` calls and `export … from`; each once. */
export function importedNames(text: string): string[] {
  const code = withoutComments(text);
  return [...new Set(forms.flatMap((form) => [...code.matchAll(form)].map((match) => match[1] as string)))];
}

/** The paths of imported files of our own, without their ending: `src/base/bytes`. */
export function importedPaths(source: Source): string[] {
  const relative = importedNames(source.text).filter((name) => name.startsWith('.'));
  return relative.map((name) => posix.join(posix.dirname(source.path), name).replace(/\.ts$/, ''));
}

/** The imported packages, with node's own as `node:fs`. */
export function importedPackages(text: string): string[] {
  return importedNames(text).filter((name) => !name.startsWith('.'));
}
