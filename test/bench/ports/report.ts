// Prints what was measured: ways side by side, files that git does not settle, and what chances came to.
import { printTable } from '../table';
import type { JudgedFile, OwnPort } from './own';
import type { Verdict } from './rivals';
import type { WholeSample } from './samples';

/** A tool's verdicts and times, port by port in the order of our own. */
export interface Way {
  name: string;
  results: readonly { verdict: Verdict; milliseconds: number }[];
}

/** All ports, then those where git merges clean, and where it conflicts: how often each way gives the person's tree, and milliseconds a port. */
export function printWays(own: readonly OwnPort[], rivals: readonly Way[]): void {
  const [gitMerge] = rivals;
  const stuck = (index: number) => gitMerge?.results[index]?.verdict === 'conflict';
  const ours: Way[] = [
    {
      name: 'fishladder, written',
      results: own.map((port) => ({ verdict: verdictOf(port, false), milliseconds: port.milliseconds })),
    },
    {
      name: 'fishladder, with proposals',
      results: own.map((port) => ({ verdict: verdictOf(port, true), milliseconds: port.milliseconds })),
    },
  ];
  const heads = ['way', 'ports', 'exact', 'different', 'conflict', 'exact %', 'ms median', 'ms p95'];
  const rows = (keep: (index: number) => boolean) =>
    [...rivals, ...ours].map(({ name, results }) =>
      wayRow(
        name,
        results.filter((_, index) => keep(index)),
      ),
    );
  printTable(
    'All ports',
    heads,
    rows(() => true),
  );
  printTable(
    'Where git merges clean',
    heads,
    rows((index) => !stuck(index)),
  );
  printTable('Where git conflicts', heads, rows(stuck));
  const disagreeing = own.filter(({ byGit }, index) => byGit === stuck(index));
  const other = own.filter(
    ({ byGit, exact }, index) => byGit && exact !== (gitMerge?.results[index]?.verdict === 'exact'),
  );
  console.log(
    `\nPorts where git merge-tree and the engine's exact part disagree: ${new Set([...disagreeing, ...other]).size}.`,
  );
  for (const { port } of new Set([...disagreeing, ...other])) console.log(`  ${port.commit} onto ${port.onto}`);
}

/** Files that git does not settle, by what was made of them. */
export function printFiles(own: readonly OwnPort[]): void {
  const files = own.flatMap((port) => port.files);
  const row = (kind: JudgedFile['kind']) => {
    const mine = files.filter((file) => file.kind === kind);
    const count = (...truths: JudgedFile['truth'][]) => mine.filter(({ truth }) => truths.includes(truth)).length;
    return [
      kind,
      `${mine.length}`,
      `${count('equal')}`,
      `${count('same lines')}`,
      `${count('different')}`,
      `${count('misplaced')}`,
      percent(count('equal', 'same lines'), mine.length),
    ];
  };
  const heads = ['files', 'all', 'equal', 'same lines', 'different', 'misplaced', 'equal or same %'];
  printTable("Files that git does not settle, beside the person's", heads, [row('adapted'), row('proposed')]);
}

/** How often people left out, too, what the branch lacks. */
export function printLeftOut(own: readonly OwnPort[]): void {
  const files = own.flatMap(({ leftOut }) => leftOut);
  const right = files.filter((asWell) => asWell).length;
  console.log(
    `\nFiles left out because the branch lacks them: ${files.length}; by the person as well: ${right} (${percent(right, files.length)} %).`,
  );
}

/** What grammars say against files that git does not settle, and how many of these are the person's all the same. */
export function printObjections(own: readonly OwnPort[]): void {
  const files = own.flatMap((port) => port.files).filter(({ objections }) => objections.length > 0);
  const rows = (['broken', 'twice', 'strayed'] as const).map((kind) => {
    const mine = files.filter(({ objections }) => objections.includes(kind));
    return [kind, `${mine.length}`, `${mine.filter(({ truth }) => truth === 'equal').length}`];
  });
  printTable('What their languages say against them', ['objection', 'files', 'equal all the same'], rows);
}

/** How many clean ports are warned of, apart by whether a person made the same of them. */
export function printWarnings(own: readonly OwnPort[]): void {
  const clean = own.filter(({ outcome }) => outcome === 'clean');
  const kinds = [...new Set(clean.flatMap(({ warnings }) => warnings))].sort();
  const rows = [false, true].map((exact) => {
    const mine = clean.filter((port) => port.exact === exact);
    const flagged = mine.filter(({ warnings }) => warnings.length > 0).length;
    const count = (kind: OwnPort['warnings'][number]) => mine.filter(({ warnings }) => warnings.includes(kind)).length;
    const name = exact ? 'the person made the same' : 'the person made something else';
    return [
      name,
      `${mine.length}`,
      `${flagged}`,
      percent(flagged, mine.length),
      ...kinds.map((kind) => `${count(kind)}`),
    ];
  });
  printTable('Clean ports that are warned of', ['clean ports', 'all', 'warned of', '%', ...kinds], rows);
}

/** For each range of chances: how many files had it as their least, and how many of these are the person's. */
export function printCalibration(own: readonly OwnPort[]): void {
  const files = own.flatMap((port) => port.files).filter(({ hunks }) => hunks.length > 0);
  const rows = Array.from({ length: 10 }, (_, tenth) => {
    const mine = files.filter(
      ({ hunks }) => Math.min(9, Math.floor(10 * Math.min(...hunks.map(({ chance }) => chance)))) === tenth,
    );
    const right = mine.filter(({ truth }) => truth === 'equal').length;
    return [`${tenth * 10} to ${tenth * 10 + 10} %`, `${mine.length}`, `${right}`, percent(right, mine.length)];
  });
  printTable('What chances came to', ['least chance of a file', 'files', 'equal', 'equal %'], rows);
}

/**
 * For each trust: how many files would be written with it, being sound like all that git leaves of their port, and how many of
 * these are the person's, up to the order of lines.
 */
export function printTrust(files: readonly (WholeSample & { trust: number })[]): void {
  const rows = Array.from({ length: 10 }, (_, step) => {
    const least = 0.5 + step * 0.04;
    const sure = files.filter(({ sound, trust }) => sound && trust >= least);
    const written = sure.filter(({ port, open }) => sure.filter((other) => other.port === port).length === open);
    const right = written.filter(({ hit }) => hit).length;
    return [least.toFixed(2), `${written.length}`, `${right}`, percent(right, written.length)];
  });
  printTable('Files of changes left out of the fit', ['written from trust', 'files', 'right', 'right %'], rows);
}

function verdictOf({ outcome, exact }: OwnPort, proposals: boolean): Verdict {
  const done =
    outcome === 'clean' ||
    outcome === 'already-there' ||
    outcome === 'adapted' ||
    (proposals && outcome === 'proposed');
  if (!done) return 'conflict';
  return exact ? 'exact' : 'different';
}

function wayRow(name: string, results: Way['results']): string[] {
  const count = (wanted: Verdict) => results.filter(({ verdict }) => verdict === wanted).length;
  const times = results.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (part: number) =>
    (times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN).toFixed(1);
  return [
    name,
    `${results.length}`,
    `${count('exact')}`,
    `${count('different')}`,
    `${count('conflict')}`,
    percent(count('exact'), results.length),
    at(0.5),
    at(0.95),
  ];
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : ((100 * part) / whole).toFixed(1);
}
