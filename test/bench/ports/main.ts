// `npm run bench:port -- --repo PATH`: the engine on the real ports of a repository's history, beside what a person would use.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openGit } from '../../../src/git/open';
import { git as runGit } from '../../demo/repository';
import { countElsewhere } from './elsewhere';
import { fitJudge, fitWhole, judgesWithout, trustWithout, verdictOf } from './fit';
import { type HistoricPort, historyOf, sampleOf } from './history';
import { type OwnPort, ownPort } from './own';
import {
  printCalibration,
  printFiles,
  printLeftOut,
  printObjections,
  printTrust,
  printWarnings,
  printWays,
  type Way,
} from './report';
import { am, gnuPatch, isInstalled, mergeTree, patchTool, type Rival, wiggle } from './rivals';
import { openFilesOf, regionSamples, type Sample, type WholeSample, wholeSamples } from './samples';
import { weightsSource } from './weights-source';

const USAGE = `Usage: npm run bench:port -- --repo PATH [OPTIONS]

  --since YEAR   only ports that persons made since then
  --until YEAR   only those until then
  --sample N     so many of them, at random
  --seed S       another random choice
  --first        from the original commit, not from the nearest one that was ported already
  --reverse      from the stable branch's commit onto the original's parent
  --slow N       also git am -3, GNU patch and wiggle, on the first N ports
  --fit          fit the judge to these ports and write it into the source, instead of measuring; several --repo may teach it
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repo: { type: 'string', multiple: true },
      since: { type: 'string' },
      until: { type: 'string' },
      sample: { type: 'string' },
      seed: { type: 'string' },
      first: { type: 'boolean' },
      reverse: { type: 'boolean' },
      slow: { type: 'string' },
      fit: { type: 'boolean' },
    },
  });
  const chosen = (values.repo ?? []).map((repository) => ({ repository, ports: portsOf(repository, values) }));
  const [first] = chosen;
  if (!first) throw new Error(USAGE);
  if (values.fit) return learn(chosen);
  const own = await measureOwn(first.repository, first.ports);
  const rivals = await measureRivals(first.repository, own, Number(values.slow ?? 0));
  printWays(own, rivals);
  printFiles(own);
  printLeftOut(own);
  printObjections(own);
  printCalibration(own);
  printWarnings(own);
}

interface Choice {
  since?: string;
  until?: string;
  sample?: string;
  seed?: string;
  first?: boolean;
  reverse?: boolean;
}

function portsOf(repository: string, choice: Choice): HistoricPort[] {
  const { ports, absent, merges } = historyOf(repository, choice.first ? 'first' : 'last', choice.reverse === true);
  const inTime = ports.filter(
    ({ year }) => year >= Number(choice.since ?? 0) && year <= Number(choice.until ?? Number.POSITIVE_INFINITY),
  );
  const elsewhere = countElsewhere(repository, absent);
  const chosen = sampleOf(inTime, Number(choice.sample ?? inTime.length), Number(choice.seed ?? 1));
  console.log(
    `${chosen.length} of ${ports.length} ports; left out: ${absent.length - elsewhere} whose source is not in the repository, ${elsewhere} whose source is there as another commit only, ${merges} whose source is a merge.`,
  );
  return chosen;
}

async function learn(choices: readonly { repository: string; ports: readonly HistoricPort[] }[]): Promise<void> {
  const gits = await Promise.all(
    choices.map(({ repository }) => openGit({ command: 'git', folder: repository, environment: process.env })),
  );
  try {
    const files = (
      await Promise.all(
        gits.map(async (git, at) => (await openFilesOf(git, choices[at]!.ports)).map((file) => ({ git, file }))),
      )
    ).flat();
    const samples: Sample[] = [];
    for (const { git, file } of files) samples.push(...(await regionSamples(git, file)));
    const judgeFor = judgesWithout(samples);
    const whole: WholeSample[] = [];
    for (const { git, file } of files) whole.push(...(await wholeSamples(git, file, judgeFor(file.change))));
    writeFileSync('src/port/adapt/weights.ts', weightsSource('regions', 'regions', fitJudge(samples)));
    writeFileSync('src/port/adapt/whole-weights.ts', weightsSource('whole', 'whole files', fitWhole(whole)));
    const { right, likelihood } = verdictOf(samples, judgeFor);
    console.log(
      `${samples.length} regions; what they teach is in src/port/adapt/weights.ts, and what ${whole.length} files teach in whole-weights.ts.`,
    );
    console.log(
      `Of changes left out of the fit: ${right} regions right, mean log likelihood ${likelihood.toFixed(3)}.`,
    );
    const trusts = trustWithout(whole);
    printTrust(whole.map((sample, at) => ({ ...sample, trust: trusts[at]! })));
  } finally {
    for (const git of gits) git.dispose();
  }
}

async function measureOwn(repository: string, ports: readonly HistoricPort[]): Promise<OwnPort[]> {
  const git = await openGit({ command: 'git', folder: repository, environment: process.env });
  try {
    const measured: OwnPort[] = [];
    for (const port of ports) measured.push(await ownPort(git, port));
    return measured;
  } finally {
    git.dispose();
  }
}

/** git merge-tree on all ports, and the slow ways on the first so many. */
async function measureRivals(repository: string, own: readonly OwnPort[], slow: number): Promise<Way[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fishladder-bench-'));
  try {
    const clone = join(folder, 'clone');
    runGit(folder, 'clone', '--quiet', '--shared', '--no-checkout', repository, clone);
    const ways: Way[] = [timed('git merge-tree', mergeTree(clone), own)];
    if (slow === 0) return ways;
    const few = own.slice(0, slow);
    ways.push(timed('git am -3', am(clone, join(folder, 'tree')), few));
    ways.push(timed('patch --fuzz=2', patchTool(clone, gnuPatch), few));
    if (isInstalled('wiggle')) ways.push(timed('wiggle --lines', patchTool(clone, wiggle), few));
    return ways;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function timed(name: string, rival: Rival, ports: readonly OwnPort[]): Way {
  const results = ports.map(({ port }) => {
    const start = performance.now();
    const verdict = rival(port);
    return { verdict, milliseconds: performance.now() - start };
  });
  return { name, results };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
