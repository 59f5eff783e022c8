// Sentences about what a series holds besides the fixes that are to be ported, and what upstream has of them.
import { type Bytes, decode } from '../base/bytes';
import { type Queue, type SeriesPatch, seriesPath } from '../fix/queue';
import { type PortCell, writableText } from './cell';

/** Names the patches of others in a branch's series; no sentence where there are none. */
export function othersNote(queue: Queue, branch: string, patches: readonly SeriesPatch[]): string[] {
  const files = patches.flatMap(({ name, file }) => (name === undefined ? [file] : []));
  if (files.length === 0) return [];
  return [
    `${seriesPath(queue, branch)} names patches that are no fixes, and they stay as they are: ${files.join(', ')}.`,
  ];
}

/** Says what to remove where a branch has fixes by now whose patches the queue still has; no sentence where it has none. */
export function leftOverNote(queue: Queue, branch: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const files = names.map((name) => `${name}.patch`).join(', ');
  const lines = names.length === 1 ? 'its line' : 'their lines';
  return [`${branch} has ${names.join(', ')} by now: remove ${files}, and ${lines} in ${seriesPath(queue, branch)}.`];
}

/** Says where a person's settlement stands against what git would make of it by now, and where it cannot stand any more (`lost`). */
export function heldNotes({ fix, branch, outcome }: PortCell, lost: readonly Bytes[]): string[] {
  const held = 'files' in outcome ? outcome.files.filter((file) => 'held' in file && file.held) : [];
  const [there, gone] = [held.map(({ path }) => decode(path)), lost.map(decode)].map((paths) => paths.join(', '));
  const force = `fishladder port ${fix} --to ${branch} --force`;
  return [
    ...(there === ''
      ? []
      : [
          `${there} of ${fix} on ${branch} was settled by hand and stays so, though porting would make something else of it by now. To take that instead: ${force}`,
        ]),
    ...(gone === '' || writableText(outcome) === undefined
      ? []
      : [
          `${gone} of ${fix} on ${branch} was settled by hand for what the branch was, and that does not apply any more, so what porting makes of it now takes its place: read it.`,
        ]),
  ];
}

/** Says of a fix that some branch has by another commit, and others lack, how to carry that commit down instead. */
export function upstreamNotes(cells: readonly PortCell[]): string[] {
  const lacking = new Set(cells.flatMap(({ fix, outcome }) => (outcome.kind === 'already-there' ? [] : [fix])));
  const told = new Map<string, string>();
  for (const { fix, branch, outcome } of cells) {
    if (outcome.kind !== 'already-there' || !('since' in outcome) || !lacking.has(fix) || told.has(fix)) continue;
    const commit = outcome.since?.slice(0, 12);
    told.set(
      fix,
      `${branch} has ${fix} since ${commit}. To carry that commit to the other branches, with its metadata, mark it instead: fishladder mark --commit ${commit}`,
    );
  }
  return [...told.values()];
}
