// Looks for what a port names and the target does not have: it applies, and is wrong all the same.
import { type Bytes, splitLines } from '../../base/bytes';
import { type FileChange, isChange } from '../port';
import type { FileOutcome, FileStep, Snapshot } from '../types';
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
  const after = new Map(results.map((outcome) => [outcome.path, outcome.file?.content]));
  const read = async (path: Bytes) => (after.has(path) ? after.get(path) : (await target.file(path))?.content);
  const found = await Promise.all(
    results.map(async (outcome) => {
      const step =
        steps.find(({ newPath }) => newPath === outcome.path) ?? steps.find(({ oldPath }) => oldPath === outcome.from);
      const old = (await target.file(outcome.from ?? outcome.path))?.content ?? '';
      const lines = addedLines(outcome, old);
      return [
        ...(CODE.test(outcome.path) ? missingNames(outcome.path, step?.before?.content ?? '', old, lines) : []),
        ...(/\.py$/.test(outcome.path) ? await missingMembers(outcome, lines, base, read) : []),
      ];
    }),
  );
  return found.flat();
}

interface AddedLine {
  line: number;
  text: string;
}

function addedLines({ file }: FileChange, old: Bytes): AddedLine[] {
  if (!file) return [];
  const known = new Set(splitLines(old));
  return splitLines(file.content).flatMap((text, line) => (known.has(text) ? [] : { line, text }));
}

function missingNames(path: Bytes, before: Bytes, old: Bytes, lines: readonly AddedLine[]): Warning[] {
  if (before === old) return [];
  const firsts = new Map<string, number>();
  for (const { line, text } of lines) for (const name of namesIn(text)) if (!firsts.has(name)) firsts.set(name, line);
  return [...firsts]
    .filter(([name]) => hasWord(before, name) && !hasWord(old, name))
    .map(([name, line]) => ({ path, line, kind: 'name', name }));
}

async function missingMembers(
  { path, file }: FileChange,
  lines: readonly AddedLine[],
  base: Snapshot,
  read: (path: Bytes) => Promise<Bytes | undefined>,
): Promise<Warning[]> {
  const imports = file ? importsOf(file.content) : new Map<string, Import>();
  const found: Warning[] = [];
  for (const [alias, { module, name }] of imports) {
    const users = lines.filter(({ text }) => hasWord(text, alias));
    if (users.length === 0) continue;
    const whole = name === undefined ? module : `${module}.${name}`;
    const here = await moduleText(whole, read);
    const there = await moduleText(whole, async (each) => (await base.file(each))?.content);
    if (there !== undefined && here === undefined) {
      found.push({ path, line: users[0]!.line, kind: 'module', name: whole });
    } else if (there !== undefined && here !== undefined) {
      for (const { line, text } of users) {
        for (const member of membersOf(text, alias))
          if (hasWord(there, member) && !hasWord(here, member))
            found.push({ path, line, kind: 'member', name: `${whole}.${member}` });
      }
    } else if (name !== undefined) {
      const [thereToo, hereToo] = [
        await moduleText(module, async (each) => (await base.file(each))?.content),
        await moduleText(module, read),
      ];
      if (thereToo !== undefined && hereToo !== undefined && hasWord(thereToo, name) && !hasWord(hereToo, name))
        found.push({ path, line: users[0]!.line, kind: 'member', name: whole });
    }
  }
  return found;
}

async function moduleText(
  module: string,
  read: (path: Bytes) => Promise<Bytes | undefined>,
): Promise<Bytes | undefined> {
  for (const path of modulePaths(module)) {
    const text = await read(path);
    if (text !== undefined) return text;
  }
  return undefined;
}
