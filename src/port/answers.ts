// Files that no one text can be made of, as questions with few answers: what becomes of the file by each of them.
import { encode } from '../base/bytes';
import { type Answer, type Answers, type Asked, answersTo } from './choices';
import { keyOf, type Resolutions } from './memory';
import { sameState } from './settle';
import type { FileOutcome, FileStep } from './types';

/** A file about which a person answers, and what becomes of it by each answer. */
export interface Question {
  outcome: FileOutcome;
  /** What the fix does to the file, where that can be told. */
  step: FileStep | undefined;
  answers: ReadonlyMap<Answer, FileOutcome>;
  /** What the question is about, by content, on this branch: an answer holds as long as this stays the same. */
  key: string;
}

/** The questions that these outcomes come to, in their order; what can only be written by hand is none. */
export async function questionsOf(files: readonly FileOutcome[], asked: Asked): Promise<Question[]> {
  const questions = files.map(async (outcome): Promise<Question[]> => {
    if (files.some((other) => other !== outcome && other.path === outcome.path)) return [];
    const step = stepOf(outcome, asked.steps);
    const answers = await answersTo(outcome, step, asked);
    if (!answers) return [];
    return [{ outcome, step, answers: new Map(answers), key: await questionKey(outcome, step, answers, asked) }];
  });
  return (await Promise.all(questions)).flat();
}

/** The outcomes with the answers that were given before, unless nothing of the fix is left by them. */
export async function withAnswers(files: FileOutcome[], asked: Asked, given: Resolutions): Promise<FileOutcome[]> {
  const questions = given.size === 0 ? [] : await questionsOf(files, asked);
  if (questions.length === 0) return files;
  const settled = files.map((file) => {
    const question = questions.find(({ outcome }) => outcome === file);
    const answer = question && givenAnswers([question], given).get(question);
    return (answer && question?.answers.get(answer)) ?? file;
  });
  const { target } = asked;
  const isLeft = await Promise.all(
    settled.map(async (file) => {
      if (file.kind !== 'adapted') return file.kind !== 'already-there';
      return file.from !== undefined || !sameState(file.file, await target.entry(file.path));
    }),
  );
  return isLeft.includes(true) ? settled : files;
}

/** The answers that were given to these questions before, and that are still among theirs. */
export function givenAnswers(questions: readonly Question[], given: Resolutions): Map<Question, Answer> {
  const found = new Map<Question, Answer>();
  for (const question of questions) {
    const answer = readAnswer(given.get(question.key) ?? '');
    if (answer && question.answers.has(answer)) found.set(question, answer);
  }
  return found;
}

/** The answer of a word, if it is one, also by git's names of the sides; blanks around it do not count. */
export function readAnswer(word: string): Answer | undefined {
  return WORDS.get(word.trim());
}

const WORDS: ReadonlyMap<string, Answer> = new Map([
  ['keep', 'keep'],
  ['ours', 'keep'],
  ['take', 'take'],
  ['theirs', 'take'],
  ['move', 'move'],
]);

function stepOf({ path, ...outcome }: FileOutcome, steps: readonly FileStep[]): FileStep | undefined {
  const from = 'from' in outcome ? outcome.from : undefined;
  return steps.find(({ newPath }) => newPath === path) ?? steps.find(({ oldPath }) => oldPath === (from ?? path));
}

/** A digest of the branch, the reason, the fix's states and the branch's at all paths that an answer touches. */
async function questionKey(
  outcome: FileOutcome,
  step: FileStep | undefined,
  answers: Answers,
  { branch, target }: Asked,
): Promise<string> {
  const state = (file?: { mode: string; id: string }) => (file ? `${file.mode} ${file.id}` : '-');
  const paths = new Set(answers.flatMap(([, to]) => ['from' in to ? (to.from ?? to.path) : to.path, to.path]));
  const there = await Promise.all([...paths].sort().map(async (path) => `${path} ${state(await target.entry(path))}`));
  const reason = 'reason' in outcome && typeof outcome.reason === 'object' ? outcome.reason.kind : outcome.kind;
  return keyOf('answer', [encode(branch), reason, outcome.path, state(step?.before), state(step?.after), ...there]);
}
