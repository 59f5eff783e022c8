// How every source file is written: what it says about itself, and which constructs it does without.
import { type Source, type Violation, withoutComments } from './sources';

/** Files that do not begin with a sentence in `//` lines. */
export function headerViolations({ path, text }: Source): Violation[] {
  const lines = text.replace(/^#!.*\n/, '').split('\n');
  const end = lines.findIndex((line) => !line.startsWith('// '));
  const sentence = lines.slice(0, end < 0 ? lines.length : end).join(' ');
  return /[.!?]$/.test(sentence) ? [] : [{ path, problem: 'does not begin with a `//` sentence' }];
}

const declaration =
  /^export\s+(?:declare\s+|abstract\s+|async\s+)*(?:function\*?|const|let|class|interface|type|namespace)\s+([\w$]+)/;

/** Exports without a JSDoc comment right above them. An overload's comment stands above its first signature. */
export function docViolations({ path, text }: Source): Violation[] {
  const lines = text.split('\n');
  const seen = new Set<string>();
  return lines.flatMap((line, index) => {
    const name = declaration.exec(line)?.[1];
    if (name === undefined || seen.has(name)) return [];
    seen.add(name);
    return lines[index - 1]?.trimEnd().endsWith('*/') ? [] : [{ path, problem: `export ${name} has no JSDoc` }];
  });
}

const unwanted: { what: string; pattern: RegExp }[] = [
  { what: 'default export', pattern: /\bexport\s+default\b|\bas\s+default\b/ },
  { what: 'enum', pattern: /(?:^|[;{}\s])enum\s+\w+\s*\{/m },
  { what: 're-export (barrel)', pattern: /\bexport\s+(?:type\s+)?(?:\*|\{[^}]*\}\s*from\b)/ },
  { what: 'namespace', pattern: /^\s*(?:export\s+)?namespace\s+\w+/m },
];

/** Default exports, enums, re-exports and namespaces. */
export function constructViolations({ path, text }: Source): Violation[] {
  const code = withoutComments(text);
  return unwanted.flatMap(({ what, pattern }) => (pattern.test(code) ? [{ path, problem: what }] : []));
}

const vague = new Set([
  ...['common', 'core', 'helper', 'helpers', 'lib', 'manager', 'managers', 'misc', 'models', 'providers', 'service'],
  ...['services', 'shared', 'util', 'utils'],
]);

/** Folders and files whose name says nothing. */
export function nameViolations({ path }: Source): Violation[] {
  const parts = path.replace(/\.ts$/, '').split('/');
  return parts.filter((part) => vague.has(part)).map((part) => ({ path, problem: `"${part}" names no concept` }));
}
