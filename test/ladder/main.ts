// Climbs the test ladder: every tier is run even after a failure, then one table and one total end the output.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArguments } from './arguments';
import { bundle } from './bundle';
import { execute } from './execute';
import { type Counts, readCounts, writeJob } from './job';
import { judge, summarize, type TierResult } from './summary';
import type { MochaTier, Tier } from './tiers';
import { installTools } from './tools';

async function runMocha(tier: MochaTier, grep: string | undefined): Promise<Counts & { note?: string }> {
  await installTools(tier.tools);
  const files = await bundle(tier.tests);
  await bundle(tier.helpers);
  if (files.length === 0) return { passed: 0, failed: 1, note: 'has no test file' };
  const folder = mkdtempSync(join(tmpdir(), 'fishladder-job-'));
  try {
    const job = writeJob(folder, { files, timeout: tier.timeout, ...(grep === undefined ? {} : { grep }) });
    const code = await execute([process.execPath, `out/${tier.runner}`, job.path]);
    return judge(readCounts(job.result), code, grep !== undefined);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runTier(tier: Tier, grep: string | undefined): Promise<Counts & { note?: string }> {
  if (tier.kind === 'mocha') return runMocha(tier, grep);
  const code = await execute(tier.command);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function main(): Promise<void> {
  const request = parseArguments(process.argv.slice(2));
  const results: TierResult[] = [];
  for (const tier of request.tiers) {
    console.log(`\n== ${tier.name}`);
    const start = performance.now();
    const counts = await runTier(tier, request.grep).catch((error: unknown) => {
      console.error(error);
      return { passed: 0, failed: 1, note: 'could not be run' };
    });
    results.push({ name: tier.name, seconds: (performance.now() - start) / 1000, ...counts });
  }
  console.log(`\n${summarize(results)}`);
  const passed = results.some((result) => result.passed > 0) && results.every((result) => result.failed === 0);
  process.exitCode = passed ? 0 : 1;
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
