// Runs the job named on the command line in plain node, and ends even if a failed test left something open.
import { runJob } from './mocha';

process.setSourceMapsEnabled(true);
void runJob(process.argv[2] as string).then(({ failed }) => {
  process.exit(failed > 0 ? 1 : 0);
});
