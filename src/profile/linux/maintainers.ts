// Reads the kernel's MAINTAINERS: who looks after which files. Its own descriptions of the sections stand at its top.
import { globMatches } from '../glob';

/** Who gets a patch to some files: people, and lists. Each address once, as `Name <address>` or bare. */
export interface Keepers {
  people: string[];
  lists: string[];
}

interface Section {
  people: string[];
  lists: string[];
  files: string[];
  excluded: string[];
}

/** Maintainers (`M:`), reviewers (`R:`) and lists (`L:`) of the sections whose `F:` covers one of the paths and whose `X:` does not. */
export function keepersOf(maintainers: string, paths: readonly string[]): Keepers {
  const sections = readSections(maintainers).filter(({ files, excluded }) =>
    paths.some((path) => files.some((file) => covers(file, path)) && !excluded.some((file) => covers(file, path))),
  );
  const named = sections.filter(({ files }) => !files.includes('*'));
  const all = (pick: (section: Section) => string[]) => [...new Set(named.flatMap(pick))];
  return { people: all(({ people }) => people), lists: all(({ lists }) => lists) };
}

function readSections(text: string): Section[] {
  const sections: Section[] = [];
  for (const block of text.split(/\n\s*\n/)) {
    const section: Section = { people: [], lists: [], files: [], excluded: [] };
    for (const line of block.split('\n')) {
      const [, kind, value = ''] = /^([A-Z]):\s*(.*)$/.exec(line.trimEnd()) ?? [];
      if (kind === 'M' || kind === 'R') section.people.push(...address(value));
      else if (kind === 'L') section.lists.push(...address((value.split('(', 1)[0] ?? '').trimEnd()));
      else if (kind === 'F') section.files.push(value);
      else if (kind === 'X') section.excluded.push(value);
    }
    if (section.files.length > 0) sections.push(section);
  }
  return sections;
}

/** An address that may be part of a mail; anything else in the file is left out. */
function address(value: string): string[] {
  return /^(?:[^<>@,;:"()\\\u0000-\u001f]+ <[^\s<>@,;]+@[\w.-]+>|"[^"\\\u0000-\u001f]+" <[^\s<>@,;]+@[\w.-]+>|[^\s<>@,;]+@[\w.-]+)$/.test(
    value,
  )
    ? [value]
    : [];
}

/** `dir/` covers all below it, and `dir/*` the files in it; other names are files, or folders with all below. */
function covers(pattern: string, path: string): boolean {
  const wanted = pattern.replace(/\/$/, '').split('/');
  const parts = path.split('/');
  if (pattern.endsWith('*') ? parts.length !== wanted.length : parts.length < wanted.length) return false;
  return wanted.every((part, n) => globMatches(part, parts[n] ?? ''));
}
