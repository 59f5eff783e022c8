// `fishladder accept`: shows what is proposed for a branch, hunk by hunk, and writes it when all of it is accepted.
import { decode } from '../base/bytes';
import { acceptProposal, findProposal, type Proposal } from '../flow/accept';
import { openFiles } from '../flow/cell';
import type { Ladder } from '../flow/ladder';
import { fileWords } from '../flow/words';
import type { FileOutcome } from '../port/types';
import type { Call } from './arguments';
import { placeTexts } from './open-file';
import { plain } from './table';
import { EXIT, type Terminal } from './terminal';

/** Asks for each hunk and left-out file, `y` or not, on standard input; with `--yes` all are accepted. */
export async function runAccept(ladder: Ladder, { words, options }: Call, terminal: Terminal): Promise<number> {
  const [fix = '', branch = ''] = words;
  const proposal = await findProposal(ladder, fix, branch, terminal.signal);
  if (!options.yes && !(await askAll(proposal, terminal))) {
    terminal.err(`Nothing was written. Settle it by hand with: fishladder resolve ${plain(fix)} ${plain(branch)}\n`);
    return EXIT.incomplete;
  }
  terminal.signal.throwIfAborted();
  const { path, written } = await acceptProposal(ladder, proposal);
  await terminal.out(
    options.json ? `${JSON.stringify({ fix, branch, path, written })}\n` : acceptedText(path, written),
  );
  return written === 'kept' ? EXIT.incomplete : EXIT.done;
}

function acceptedText(path: string, written: string): string {
  if (written === 'kept') return `${plain(path)} was edited by hand and stays as it is.\n`;
  return `Accepted: ${plain(path)}\n`;
}

/** True when every question was answered with yes; asking stops at the first no. */
async function askAll({ outcome }: Proposal, terminal: Terminal): Promise<boolean> {
  const answers = terminal.lines()[Symbol.asyncIterator]();
  const questions = (await Promise.all(openFiles(outcome).map(questionsAbout))).flat();
  for (const [number, question] of questions.entries()) {
    terminal.err(`\n${question}Accept this (${number + 1} of ${questions.length})? [y/N] `);
    const answer = await answers.next();
    if (answer.done || !/^y(es)?$/i.test(answer.value.trim())) return false;
  }
  return true;
}

/** A question for each hunk of a file, or one for the file where it has none. */
async function questionsAbout(file: FileOutcome): Promise<string[]> {
  const head = `${plain(`${decode(file.path)}: ${fileWords(file)}`)}\n`;
  const places = await placeTexts(file);
  return places.length === 0 ? [head] : places.map((place) => head + place);
}
