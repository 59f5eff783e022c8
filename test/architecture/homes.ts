// Packages and globals that have one home each.
import { importedPackages } from './imports';
import { type Source, type Violation, withoutStrings } from './sources';

const entry = /^src\/(extension|server|cli)\.ts$/;

const packageHomes: Record<string, RegExp> = {
  vscode: /^src\/(editor\/|(?:extension|client)\.ts$)/,
  'vscode-languageclient': /^src\/client\.ts$/,
  'simple-git': /^src\/git\//,
  child_process: /^src\/base\/process\.ts$/,
  diff: /^src\/(patch|port)\//,
  'web-tree-sitter': /^src\/syntax\//,
  zod: /\/schema\.ts$/,
};

const globalHomes: { name: string; use: RegExp; home: RegExp }[] = [
  {
    name: 'fetch',
    use: /(?<![\w.])fetch\s*\(|\b(?:globalThis|typeof)[ .]fetch\b/,
    home: /^src\/review\/http\.ts$/,
  },
  { name: 'process.env', use: /\bprocess\s*\.\s*env\b/, home: entry },
];

/** Packages imported, and globals used, away from their homes. */
export function homeViolations(source: Source): Violation[] {
  const packages = importedPackages(source.text).flatMap((name) => {
    const plain = name.replace(/^node:/, '');
    const known = Object.keys(packageHomes).find((key) => plain === key || plain.startsWith(`${key}/`));
    return known && !packageHomes[known]?.test(source.path) ? [known] : [];
  });
  const code = withoutStrings(source.text);
  const globals = globalHomes.flatMap(({ name, use, home }) =>
    use.test(code) && !home.test(source.path) ? [name] : [],
  );
  return [...packages, ...globals].map((name) => ({ path: source.path, problem: `${name} has its home elsewhere` }));
}
