// Compares what a port gives with what a person committed.
import { type Bytes, splitLines } from '../../../src/base/bytes';
import type { Git } from '../../../src/git/git';
import { definedIn, scopesOf } from '../../../src/port/adapt/scope';
import { changedPaths } from '../../../src/port/port';
import { diffTrees } from '../../../src/port/trees';
import type { PortResult } from '../../../src/port/types';

/** How a file that git does not settle compares with the person's: `misplaced` lines are under another function or class. */
export type FileTruth = 'equal' | 'same lines' | 'different' | 'misplaced';

/** The person's changes of the target: `mode id` by path, or `-` for a file that went away. */
export async function humanChanges({ objects }: Git, onto: string, human: string): Promise<Map<Bytes, string>> {
  const tree = async (commit: string) => (await objects.read(`${commit}^{tree}`))?.id;
  const changes = await diffTrees(objects, await tree(onto), await tree(human));
  return new Map(changes.map(({ path, after }) => [path, after ? `${after.mode} ${after.id}` : '-']));
}

/** True when a result changes the target as the person did. */
export function isExact(result: PortResult, human: ReadonlyMap<Bytes, string>): boolean {
  const changes = changedPaths(result);
  if (changes.size !== human.size) return false;
  return [...changes].every(([path, file]) => human.get(path) === (file ? `${file.mode} ${file.id}` : '-'));
}

/** Compares a file's text with the person's; `theirs` is what the fix made of it at its source, `ours` the target's. */
export function fileTruth(text: Bytes, human: Bytes, ours: Bytes, theirs: Bytes): FileTruth {
  if (text === human) return 'equal';
  const [lines, wanted] = [splitLines(text), splitLines(human)];
  if ([...lines].sort().join('') === [...wanted].sort().join('')) return 'same lines';
  const old = new Set(splitLines(ours));
  const added = new Set(splitLines(theirs).filter((line) => !old.has(line) && line.trim().length >= 9));
  return isMisplaced(lines, wanted, added) ? 'misplaced' : 'different';
}

/**
 * True when a line that theirs adds, and that both texts hold once, stands under another function or class in the person's
 * text, though that text has the one it was put under, too (else the person only renamed it).
 */
function isMisplaced(lines: readonly string[], wanted: readonly string[], added: ReadonlySet<string>): boolean {
  const [scopes, wantedScopes] = [scopesOf(lines), scopesOf(wanted)];
  const begun = new Set(['', ...wanted.flatMap((line, at) => scopeBegun(line, wantedScopes[at]!))]);
  const [here, there] = [placesOf(lines), placesOf(wanted)];
  return [...added].some((line) => {
    const [place, right] = [here.get(line), there.get(line)];
    if (place?.length !== 1 || right?.length !== 1) return false;
    const scope = scopes[place[0]!]!;
    return scope !== wantedScopes[right[0]!] && begun.has(scope);
  });
}

function scopeBegun(line: string, around: string): string[] {
  const name = definedIn(line);
  if (name === undefined) return [];
  return [around === '' ? name : `${around}.${name}`];
}

function placesOf(lines: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  lines.forEach((line, at) => {
    places.set(line, [...(places.get(line) ?? []), at].slice(0, 2));
  });
  return places;
}
