// Writes what theirs adds as ours writes it: at the depth, and with the names, that ours has around the place.
import { trimBytes } from '../../base/bytes';
import { type Change, diffLines } from '../../patch/difflines';
import { isBlank, type Problem } from './problem';
import { indentOf } from './scope';
import { cut } from './words';

/** In longer lines, which no person writes, no names are looked for: bytes. */
const LONGEST = 4000;

/** Something that ours writes otherwise than base, as pieces. */
export interface Renaming {
  from: readonly string[];
  to: readonly string[];
}

/** How many columns deeper ours stands than base around an edit; 0 where the lines around disagree or none has a partner. */
export function depthAt({ base, ours, partner, region }: Problem, edit: Change): number {
  const depths: number[] = [];
  const look = (line: number) => {
    const own = partner[line] ?? -1;
    if (own >= 0 && !isBlank(base[line])) depths.push(indentOf(ours[own]!) - indentOf(base[line]!));
  };
  for (let line = edit.aStart; line < edit.aEnd; line++) look(line);
  const above = Math.max(0, region.base.start - 1);
  const below = Math.min(base.length - 1, region.base.end);
  for (let line = edit.aStart - 1; line >= above && depths.length < 1; line--) look(line);
  for (let line = edit.aEnd; line <= below && depths.length < 2; line++) look(line);
  const [first = 0] = depths;
  return depths.every((depth) => depth === first) ? first : 0;
}

/** Lines moved right by so many columns, or left where they have the blanks for it. */
export function deepened(lines: readonly string[], depth: number): string[] {
  return lines.map((line) => {
    if (isBlank(line)) return line;
    if (depth > 0) return ' '.repeat(depth) + line;
    return indentOf(line) >= -depth ? line.slice(-depth) : line;
  });
}

/**
 * What ours wrote otherwise in those lines of the region that have partners: a name for a name, or a few pieces with the
 * piece before and after them. The longest come first.
 */
export function renamings({ base, ours, partner, region }: Problem): Renaming[] {
  const found = new Map<string, Renaming>();
  for (let line = region.base.start; line < region.base.end; line++) {
    const own = partner[line]!;
    if (own < 0 || base[line] === ours[own]) continue;
    if (Math.max(base[line]!.length, ours[own]!.length) > LONGEST) continue;
    const [from, to] = [cut(trimBytes(base[line]!)), cut(trimBytes(ours[own]!))];
    for (const change of diffLines(from, to)) {
      const renaming = renamingOf(from, to, change);
      if (renaming) found.set(renaming.from.join(''), renaming);
    }
  }
  return [...found.values()].sort((a, b) => b.from.length - a.from.length);
}

/** Lines with every renaming done, the first that fits at each place. */
export function renamed(lines: readonly string[], renamings: readonly Renaming[]): string[] {
  return lines.map((line) => {
    const pieces = cut(line);
    const result: string[] = [];
    for (let at = 0; at < pieces.length; ) {
      const hit = renamings.find(({ from }) => from.every((piece, offset) => pieces[at + offset] === piece));
      if (hit) result.push(...hit.to);
      else result.push(pieces[at]!);
      at += hit?.from.length ?? 1;
    }
    return result.join('');
  });
}

function renamingOf(from: readonly string[], to: readonly string[], change: Change): Renaming | undefined {
  const { aStart, aEnd, bStart, bEnd } = change;
  if (aEnd - aStart === 1 && bEnd - bStart === 1 && isName(from[aStart]!))
    return { from: from.slice(aStart, aEnd), to: to.slice(bStart, bEnd) };
  const above = aStart > 0 ? 1 : 0;
  const below = aEnd < from.length ? 1 : 0;
  const pieces = from.slice(aStart - above, aEnd + below);
  if (pieces.length < 2 || !pieces.some((piece) => isName(piece) || /[`'"]/.test(piece))) return undefined;
  return { from: pieces, to: to.slice(bStart - above, bEnd + below) };
}

function isName(piece: string): boolean {
  return /^\w{3,}$/.test(piece);
}
