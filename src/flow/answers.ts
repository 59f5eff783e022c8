// The questions of an open port as a small file to be filled in, and the answers that a person wrote there.
import { type Bytes, decode, encode, splitLines } from '../base/bytes';
import { Fault } from '../base/fault';
import { quotePath } from '../patch/path';
import { type Question, readAnswer } from '../port/answers';
import type { Answer } from '../port/choices';
import { answerWords, fileWords } from './words';

/** What stands for no answer yet. */
const NONE = '?';

const HEAD = `# Which side each of these files gets, as they cannot be put between markers: write an answer in place of the ${NONE}.
# As git calls the sides, ours is the same as keep, and theirs as take.
# What each side has is in the folders base, ours and theirs beside this form.
# A file that keeps its ${NONE} stays as the branch has it, and is not settled.
`;

/** The file to be filled in: a line a question, below what may be answered, with the answer of before where there is one. */
export function answersForm(questions: readonly Question[], given: ReadonlyMap<Question, Answer>): Bytes {
  const parts = questions.map((question) => {
    const { outcome, answers } = question;
    const choices = [...answers.keys()].map((answer) => `#   ${answer}: ${answerWords(outcome, answer)}\n`);
    const said = `\n# ${fileWords(outcome)}\n${choices.join('')}`;
    return `${encode(said)}${given.get(question) ?? NONE} ${quotePath(outcome.path)}\n`;
  });
  return encode(HEAD) + parts.join('');
}

/** The answers in a form that was filled in; a question without one is left out. Throws `bad-answer`. */
export function readAnswers(form: Bytes, questions: readonly Question[]): Map<Question, Answer> {
  const found = new Map<Question, Answer>();
  for (const [number, line] of splitLines(form).entries()) {
    const [, word = '', path = ''] = /^(\S+)[ \t]+(.*?)\s*$/.exec(line) ?? [];
    if (line.trim() === '' || line.startsWith('#')) continue;
    const question = questions.find(({ outcome }) => quotePath(outcome.path) === path);
    if (!question) throw badAnswer(number, line, 'no file that is asked about');
    if (word === NONE) continue;
    const answer = readAnswer(word);
    if (!answer || !question.answers.has(answer))
      throw badAnswer(number, line, `not one of ${[...question.answers.keys()].join(', ')}`);
    found.set(question, answer);
  }
  return found;
}

function badAnswer(number: number, line: Bytes, problem: string): Fault {
  return new Fault(
    'bad-answer',
    `Line ${number + 1} of the answers, '${decode(line.trim())}', is ${problem}; nothing was written.`,
    'Write each answer as one of the words above its file, a blank, and the file as it stands there; then do the same again.',
  );
}
