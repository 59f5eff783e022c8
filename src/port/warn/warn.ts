// Looks for what a port names and the target does not have: it applies, and is wrong all the same.
import type { Bytes } from '../../base/bytes';
import { changedPaths, type FileChange, isChange } from '../port';
import { overlaySnapshot } from '../snapshot';
import type { FileOutcome, FileStep, Snapshot } from '../types';
import { type AddedLine, addedLines } from './added';
import { type Import, importsOf, membersOf, modulePaths } from './python';
import { hasWord, namesIn } from './words';

/** Files whose words are names. */
const CODE = /\.(py|c|h|cc|cpp|hpp|go|js|mjs|ts|tsx|jsx|java|rs|rb|pl|sh|php|cs)$/;

/** Something that a port uses and the target lacks. `line` is 0-based in the file as it will be. */
export interface Warning {
  path: Bytes;
  line: number;
  /** A name that the file had where the fix was made; a member of another file; a whole module. */
  kind: 'name' | 'member' | 'module';
  name: string;
}

/**
 * The warnings for the files that a port changes. `base` is what the fix started from. Only what was there for the fix and is
 * not there in the target is told, so what neither has (a library's names, say) is never.
 */
export async function findWarnings(
  steps: readonly FileStep[],
  outcomes: readonly FileOutcome[],
  base: Snapshot,
  target: Snapshot,
): Promise<Warning[]> {
  const results = outcomes.filter(isChange);
  const after = overlaySnapshot(target, changedPaths({ files: outcomes }));
  const found = await Promise.all(
    results.map(async (outcome) => {
      const step =
        steps.find(({ newPath }) => newPath === outcome.path) ?? steps.find(({ oldPath }) => oldPath === outcome.from);
      const old = (await target.file(outcome.from ?? outcome.path))?.content ?? '';
      const lines = outcome.file ? addedLines(old, outcome.file.content) : [];
      return [
        ...(CODE.test(outcome.path) ? missingNames(outcome.path, step?.before?.content ?? '', old, lines) : []),
        ...(/\.py$/.test(outcome.path) ? await missingMembers(outcome, lines, base, after) : []),
      ];
    }),
  );
  return found.flat();
}

function missingNames(path: Bytes, before: Bytes, old: Bytes, lines: readonly AddedLine[]): Warning[] {
  if (before === old) return [];
  const firsts = new Map<string, number>();
  for (const { line, text } of lines) for (const name of namesIn(text)) if (!firsts.has(name)) firsts.set(name, line);
  if (firsts.size === 0) return [];
  const gone = addedLines(old, before)
    .map(({ text }) => text)
    .join('');
  return [...firsts]
    .filter(([name]) => hasWord(gone, name) && !hasWord(old, name))
    .map(([name, line]) => ({ path, line, kind: 'name', name }));
}

async function missingMembers(
  { path, file }: FileChange,
  lines: readonly AddedLine[],
  base: Snapshot,
  result: Snapshot,
): Promise<Warning[]> {
  const imports = file ? importsOf(file.content) : new Map<string, Import>();
  const fresh = importsOf(lines.map(({ text }) => text).join(''));
  const found: Warning[] = [];
  for (const [alias, { module, name }] of imports) {
    const users = lines.filter(({ text }) => hasWord(text, alias));
    const [first] = users;
    if (!first || !(fresh.has(alias) || users.some(({ text }) => membersOf(text, alias).length > 0))) continue;
    const whole = name === undefined ? module : `${module}.${name}`;
    const [there, here] = await Promise.all([moduleFile(whole, base), moduleFile(whole, result)]);
    if (there && !here) found.push({ path, line: first.line, kind: 'module', name: whole });
    else if (there) {
      const uses = users.flatMap(({ line, text }) => membersOf(text, alias).map((member) => ({ line, member })));
      const lost = await lostWords(
        there,
        here,
        uses.map(({ member }) => member),
        base,
        result,
      );
      for (const { line, member } of uses)
        if (lost.has(member)) found.push({ path, line, kind: 'member', name: `${whole}.${member}` });
    } else if (name !== undefined && fresh.has(alias)) {
      const [holder, holderHere] = await Promise.all([moduleFile(module, base), moduleFile(module, result)]);
      if (holder && (await lostWords(holder, holderHere, [name], base, result)).has(name))
        found.push({ path, line: first.line, kind: 'member', name: whole });
    }
  }
  return found;
}

/** Where a module is, and the id of its content. */
interface ModuleFile {
  path: Bytes;
  id: string;
}

async function moduleFile(module: string, files: Snapshot): Promise<ModuleFile | undefined> {
  for (const path of modulePaths(module)) {
    const entry = await files.entry(path);
    if (entry) return { path, id: entry.id };
  }
  return undefined;
}

/** Those of the words that a module's file has in base and not in the result; nothing is read where the file is the same. */
async function lostWords(
  there: ModuleFile,
  here: ModuleFile | undefined,
  words: readonly string[],
  base: Snapshot,
  result: Snapshot,
): Promise<ReadonlySet<string>> {
  if (!here || there.id === here.id || words.length === 0) return new Set();
  const [old, now] = await Promise.all([base.file(there.path), result.file(here.path)]);
  return new Set(words.filter((word) => hasWord(old?.content ?? '', word) && !hasWord(now?.content ?? '', word)));
}
