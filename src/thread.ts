// A thread of `port --batch`: opens the repository for itself and answers the pairs that are sent to it.
import { parentPort, workerData } from 'node:worker_threads';
import { batchAnswer } from './cli/batch-answer';
import type { ThreadAnswer, ThreadQuestion, ThreadWork } from './cli/batch-threads';
import { openGit } from './git/open';
import { lineageOf } from './lineage/lineage';

const { settings, table, wishes } = workerData as ThreadWork;
const lineage = lineageOf({ ...table, rows: asBuffer(table.rows), links: asBuffer(table.links) });
const git = openGit(settings);

parentPort!.on('message', async ({ number, pair }: ThreadQuestion) => {
  const answer: ThreadAnswer = { number, text: await batchAnswer(await git, lineage, pair, wishes) };
  parentPort!.postMessage(answer);
});

/** What was a Buffer arrives as plain bytes. */
function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
