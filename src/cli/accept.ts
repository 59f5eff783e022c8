// `fishladder accept`: shows what is proposed for a branch, hunk by hunk, and writes it when all of it is accepted.
import { decode } from '../base/bytes';
import { acceptProposal, type FoundProposal, findProposal } from '../flow/accept';
import { openFiles } from '../flow/cell';
import type { Ladder } from '../flow/ladder';
import { fileWords } from '../flow/words';
import type { FileOutcome } from '../port/types';
import type { Call } from './arguments';
import { placeTexts } from './open-file';
import { plain } from './table';
import { EXIT, type Terminal } from './terminal';
import { warnedText } from './warned';

const HELP =
  'y: accept this one; the patch is written once all are accepted.\nn, or nothing: end here; nothing is written, and fishladder resolve lets you settle it by hand.\n';

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
async function askAll({ branch, outcome, later }: FoundProposal, terminal: Terminal): Promise<boolean> {
  const answers = terminal.lines()[Symbol.asyncIterator]();
  terminal.err(warnedText(branch, outcome.warnings, later));
  const questions = (await Promise.all(openFiles(outcome).map(questionsAbout))).flat();
  for (const [number, question] of questions.entries()) {
    terminal.err(`\n${question}`);
    if (!(await agrees(`Accept this (${number + 1} of ${questions.length})? [y/N/?] `, answers, terminal)))
      return false;
  }
  return true;
}

/** Asks until the answer is yes, or no or nothing. */
async function agrees(question: string, answers: AsyncIterator<string>, terminal: Terminal): Promise<boolean> {
  for (;;) {
    terminal.err(question);
    const { done, value } = await answers.next();
    const answer = done ? '' : value.trim().toLowerCase();
    if (/^y(es)?$/.test(answer)) return true;
    if (/^(no?|q(uit)?)?$/.test(answer)) return false;
    terminal.err(HELP);
  }
}

/** A question for each hunk of a file, or one for the file where it has none. */
async function questionsAbout(file: FileOutcome): Promise<string[]> {
  const head = `${plain(`${decode(file.path)}: ${fileWords(file)}`)}\n`;
  const places = await placeTexts(file);
  return places.length === 0 ? [head] : places.map((place) => head + place);
}
