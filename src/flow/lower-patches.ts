// Tells which patches of a series lean on which: those that touch the same files.
import type { Bytes } from '../base/bytes';

/** A patch of a series, in its order, and all paths that it touches. */
export interface PlacedPatch {
  file: string;
  paths: readonly Bytes[];
}

/** For a patch of a series, those before it that it leans on, directly or through another one, in the order of the series. */
function lowerPatches<T extends PlacedPatch>(series: readonly T[], patch: T): T[] {
  const paths = new Set(patch.paths);
  const lower: T[] = [];
  for (const before of series.slice(0, series.indexOf(patch)).reverse()) {
    if (!before.paths.some((path) => paths.has(path))) continue;
    lower.unshift(before);
    for (const path of before.paths) paths.add(path);
  }
  return lower;
}

/** The patches that were asked for with all that they lean on, as chains that share no patch; each in the order of the series. */
export function chainsOf<T extends PlacedPatch>(
  series: readonly T[],
  wanted: readonly T[],
  lowerOf: (patch: T) => readonly T[] = (patch) => lowerPatches(series, patch),
): T[][] {
  let chains: Set<T>[] = [];
  for (const patch of wanted) {
    const own = new Set([...lowerOf(patch), patch]);
    const [touching, apart] = [
      chains.filter((chain) => meets(chain, own)),
      chains.filter((chain) => !meets(chain, own)),
    ];
    chains = [...apart, new Set([...touching.flatMap((chain) => [...chain]), ...own])];
  }
  return chains.map((chain) => series.filter((patch) => chain.has(patch)));
}

function meets<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return [...a].some((each) => b.has(each));
}
