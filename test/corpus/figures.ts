// What the corpus came to, printed at the end of its run.

/** Sums over all packages. */
export const figures = {
  packages: 0,
  patches: 0,
  unchanged: 0,
  queued: 0,
  asQuilt: 0,
  lintianTags: 0,
  agreed: 0,
  roundTrips: 0,
  slowest: { patch: '', lines: 0, took: 0, limit: 1 },
  causes: new Map<string, number>(),
};

/** Counts an explained difference. */
export function countCause(cause: string): void {
  figures.causes.set(cause, (figures.causes.get(cause) ?? 0) + 1);
}

/** The figures in words, a line each. */
export function describeFigures(): string {
  const { slowest, causes } = figures;
  const lines = [
    `${figures.packages} packages, ${figures.patches} patches, ${figures.unchanged} the same bytes after reading and writing`,
    `${figures.queued} patches of series, ${figures.asQuilt} applied in memory as quilt applies them`,
    `${figures.lintianTags} tags of lintian's, ${figures.agreed} said by our checks, too`,
    `${figures.roundTrips} headers there and back between git's form and DEP-3's, nothing lost`,
    `nearest to its limit: ${slowest.patch}, ${slowest.lines} lines, ${slowest.took.toFixed(1)} ms of ${slowest.limit}`,
    ...[...causes].map(([cause, count]) => `${count} times: ${cause}`),
  ];
  return lines.map((line) => `      ${line}`).join('\n');
}
