// `npm run bench:lineage -- --repo PATH`: the index, what is already there, and what a port lacks, on a repository's history.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openGit } from '../../../src/git/open';
import { openLineage } from '../../../src/lineage/open';
import { median, printTable } from '../table';
import { measurePrerequisites } from './lacks';
import { liveBranches, measureFalseClaims, measureRecognised } from './there';

const USAGE = `Usage: npm run bench:lineage -- --repo PATH [OPTIONS]

The index is written into the repository's git folder: give a clone (git clone --shared --mirror), not what others use.

  --sample N     so many commits that a branch lacks, and so many conflicts, at random (default 300)
  --seed S       another random choice
  --only PART    index, there or lacks
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repo: { type: 'string' },
      sample: { type: 'string' },
      seed: { type: 'string' },
      only: { type: 'string' },
    },
  });
  if (values.repo === undefined || !['index', 'there', 'lacks', undefined].includes(values.only))
    throw new Error(USAGE);
  const chosen = { sample: Number(values.sample ?? 300), seed: Number(values.seed ?? 1) };
  const wants = (part: string) => values.only === undefined || values.only === part;
  const git = await openGit({ command: 'git', folder: values.repo, environment: process.env });
  try {
    if (wants('index')) {
      await rm(join(git.commonDir, 'fishladder', 'history'), { force: true });
      const times: number[] = [];
      for (let run = 0; run < 6; run++) {
        const start = performance.now();
        await openLineage(git);
        times.push(performance.now() - start);
      }
      printTable(
        'The index, ms',
        ['made', 'kept (median of 5)'],
        [[(times[0] ?? 0).toFixed(0), median(times.slice(1)).toFixed(1)]],
      );
    }
    const lineage = await openLineage(git);
    if (wants('there')) {
      const branches = await liveBranches(git);
      await measureRecognised(git, lineage, values.repo, branches);
      await measureFalseClaims(git, lineage, branches, chosen);
    }
    if (wants('lacks')) await measurePrerequisites(git, lineage, values.repo, chosen);
  } finally {
    git.dispose();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
