// Runs a job's tests in this process with mocha and writes down how many passed and failed.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { type Counts, readJob } from './job';

/** Runs the tests of a job file. A skipped or singled-out test is a failure: what is not run proves nothing. */
export async function runJob(path: string): Promise<Counts> {
  const job = readJob(path);
  const mocha = new Mocha({
    ui: 'tdd',
    reporter: 'spec',
    timeout: job.timeout,
    slow: job.timeout / 4,
    forbidOnly: true,
    forbidPending: true,
    color: process.env.FORCE_COLOR !== undefined,
    ...(job.grep === undefined ? {} : { grep: job.grep }),
  });
  for (const file of job.files) mocha.addFile(file);
  const stats = await new Promise<Mocha.Stats | undefined>((done) => {
    const runner = mocha.run(() => done(runner.stats));
  });
  const counts = { passed: stats?.passes ?? 0, failed: stats?.failures ?? 1 };
  writeFileSync(job.result, JSON.stringify(counts));
  return counts;
}
