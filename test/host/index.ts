// The test runner that VS Code loads: runs the host tests inside the extension host.
import { runJob } from '../ladder/mocha';

/** Called by VS Code; rejects when a test failed. */
export async function run(): Promise<void> {
  const { failed } = await runJob(process.env.FISHLADDER_TEST_JOB as string);
  if (failed > 0) throw new Error(`${failed} host tests failed.`);
}
