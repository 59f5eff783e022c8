// `fishladder resolve`: puts what is open on a branch into a folder, lets a person settle it there, and takes the result.
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { decode } from '../base/bytes';
import { Fault } from '../base/fault';
import type { Ladder } from '../flow/ladder';
import { type Lost, lostWords } from '../flow/lost-words';
import { mergeScratch } from '../flow/merge-tool';
import { type OpenPort, openPort } from '../flow/open-port';
import { takeResult } from '../flow/resolve';
import {
  answersPath,
  makeScratch,
  readAnswersForm,
  readGround,
  readResult,
  removeScratch,
  resultPath,
} from '../flow/scratch';
import { answerWords, fileWords, remedyWords } from '../flow/words';
import type { Question } from '../port/answers';
import type { DraftPlace } from '../port/draft';
import type { FileOutcome } from '../port/types';
import type { Call } from './arguments';
import { plain } from './table';
import { EXIT, type Terminal } from './terminal';
import { usageFault } from './usage';

/** Makes the folder, or takes it back with `--from`; `--tool` and `--edit` do both, with a program in between. */
export async function runResolve(ladder: Ladder, call: Call, terminal: Terminal): Promise<number> {
  const [fix = '', branch = ''] = call.words;
  const { from, tool, edit, json } = call.options;
  if ([from, tool, edit].filter((option) => option !== undefined).length > 1)
    throw usageFault('Only one of --from, --tool and --edit can be given.');
  if (from !== undefined) return takeBack(ladder, call, resolve(terminal.folder, from), terminal);
  if (tool) await checkTool(ladder);
  const open = await openPort(ladder, fix, branch, terminal.signal);
  const folder = await makeScratch(tmpdir(), open);
  if (!tool && !edit) {
    await terminal.out(json ? openJson(open, folder) : openText(open, folder) + nextText(open, folder));
    return EXIT.done;
  }
  terminal.err(openText(open, folder));
  const merged = open.files.length > 0 && (await mergeScratch(ladder, open, folder, tool ? 'configured' : 'editor'));
  if (merged && open.questions.length === 0 && !terminal.signal.aborted)
    return takeBack(ladder, call, folder, terminal);
  terminal.err(`Nothing was written to the queue. ${nextText(open, folder)}`);
  return terminal.signal.aborted ? EXIT.interrupted : EXIT.incomplete;
}

async function takeBack(ladder: Ladder, { words, options }: Call, folder: string, terminal: Terminal): Promise<number> {
  const [fix = '', branch = ''] = words;
  const read = (path: string) => readResult(folder, path);
  const result = { fix, branch, ground: await readGround(folder), read, answers: await readAnswersForm(folder) };
  const { path, written, left, lost } = await takeResult(ladder, result, terminal.signal);
  await removeScratch(folder);
  await terminal.out(
    options.json
      ? `${JSON.stringify({ fix, branch, path, written, left: left.map(leftJson), lost: lost.map(lostJson) })}\n`
      : `Resolved: ${plain(path)}\n${leftText(left)}${lostText(lost, fix, branch)}`,
  );
  return left.every(({ kind }) => kind === 'proposed') ? EXIT.done : EXIT.incomplete;
}

async function checkTool({ git }: Ladder): Promise<void> {
  if ((await git.configuration()).has('merge.tool')) return;
  throw new Fault(
    'no-merge-tool',
    'No merge tool is configured.',
    'Name one with git config merge.tool NAME (git mergetool --tool-help lists them), or use --edit.',
  );
}

function openText({ fix, branch, files, questions, left, before }: OpenPort, folder: string): string {
  const lines = files.map(({ outcome, draft }) => {
    const places = draft.places.map((place) => `    line ${place.line + 1}: ${placeWords(place, outcome.kind)}\n`);
    return `  ${plain(resultPath(folder, outcome.path))}\n${places.join('')}`;
  });
  const asked = questions.length > 0 ? `  ${plain(answersPath(folder))}\n${questions.map(questionText).join('')}` : '';
  return `${headWords(before)} for ${fix} on ${branch}:\n${lines.join('')}${asked}${leftText(left)}`;
}

function headWords(before: OpenPort['before']): string {
  switch (before) {
    case 'settled':
      return 'Settled by hand before, and open again';
    case 'accepted':
      return 'Accepted before, and open again';
    case 'adapted':
      return 'Adapted, and open to be settled otherwise';
    case undefined:
      return 'To be settled';
  }
}

function questionText({ outcome, answers }: Question): string {
  const choices = [...answers.keys()].map((answer) => `      ${answer}: ${plain(answerWords(outcome, answer))}\n`);
  return `    ${plain(`${decode(outcome.path)}: ${fileWords(outcome)}`)}\n${choices.join('')}`;
}

function nextText({ fix, branch }: OpenPort, folder: string): string {
  return `What the branch has is in ${folder}/ours, the fix in theirs, what it was made from in base. When all is settled:\n  fishladder resolve ${fix} ${branch} --from ${folder}\n`;
}

function placeWords({ filled }: DraftPlace, kind: FileOutcome['kind']): string {
  if (!filled) return 'a conflict between markers';
  return filled.chance === 1
    ? 'filled in as it was settled by hand before'
    : `filled in as ${kind === 'adapted' ? 'adapted' : 'proposed'} (${Math.round(100 * filled.chance)} in 100 are right); read it`;
}

function leftText(left: readonly FileOutcome[]): string {
  if (left.length === 0) return '';
  const lines = left.map((file) => {
    const remedy = remedyWords(file);
    return `  ${plain(`${decode(file.path)}: ${fileWords(file)}${remedy === undefined ? '' : ` (${remedy})`}`)}\n`;
  });
  const isOpen = left.some((file) => remedyWords(file) !== undefined);
  const next = isOpen ? 'To change that, edit the patch once it is written: it then stays as you left it.\n' : '';
  return `These stay as the branch has them:\n${lines.join('')}${next}`;
}

function lostText(lost: readonly Lost[], fix: string, branch: string): string {
  if (lost.length === 0) return '';
  const lines = lost.map((one) => `warning: ${plain(lostWords(one, branch))}.\n`);
  return `${lines.join('')}Settle it again, if that was not meant, with: fishladder resolve ${fix} ${branch}\n`;
}

function lostJson({ path, lines }: Lost): object {
  return { path: decode(path), lines: lines.map((line) => line + 1) };
}

function openJson({ fix, branch, files, questions, left, before }: OpenPort, folder: string): string {
  const open = files.map(({ outcome, draft }) => ({
    path: decode(outcome.path),
    result: resultPath(folder, outcome.path),
    places: draft.places.map(({ line, filled }) => ({
      line: line + 1,
      filled: filled !== undefined,
      ...(filled ? { confidence: Number(filled.chance.toFixed(2)) } : {}),
    })),
  }));
  const asked = questions.map(({ outcome, answers }) => ({
    path: decode(outcome.path),
    reason: fileWords(outcome),
    answers: [...answers.keys()],
  }));
  const form = asked.length > 0 ? { answers: answersPath(folder), questions: asked } : {};
  const was = { settled: before === 'settled', accepted: before === 'accepted', adapted: before === 'adapted' };
  return `${JSON.stringify({ fix, branch, folder, ...was, files: open, ...form, left: left.map(leftJson) })}\n`;
}

function leftJson(file: FileOutcome): object {
  const remedy = remedyWords(file);
  return { path: decode(file.path), outcome: file.kind, reason: fileWords(file), ...(remedy ? { remedy } : {}) };
}
