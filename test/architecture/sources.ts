// Source files as the architecture rules see them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A source file: its path from the root with forward slashes, and its text. */
export interface Source {
  path: string;
  text: string;
}

/** What a rule found: the file, and what is wrong in it. */
export interface Violation {
  path: string;
  problem: string;
}

/** All TypeScript files below a folder of the repository. */
export function readSources(folder: string): Source[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const paths = names.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name).replaceAll('\\', '/'));
  return paths.sort().map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

const pieces = /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")|`(?:\\.|[^`\\])*`|\/\/.*|\/\*[\s\S]*?\*\//g;

/** The text without comments and template strings; plain strings stay, since imports name files in them. */
export function withoutComments(text: string): string {
  return text.replace(pieces, (_, string: string | undefined) => string ?? ' ');
}

/** The text without comments and without what is inside of strings. */
export function withoutStrings(text: string): string {
  return text.replace(pieces, (_, string: string | undefined) => (string === undefined ? ' ' : "''"));
}
