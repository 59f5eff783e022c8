// Says what porting leaves to a person for one branch, file by file, and what patch their settlement comes to.
import { type Bytes, decode } from '../base/bytes';
import { Fault } from '../base/fault';
import { patchPath, type Queue, readPatch } from '../fix/queue';
import { readResolutions } from '../fix/resolutions';
import { quotePath } from '../patch/path';
import { givenAnswers, type Question, questionsOf } from '../port/answers';
import type { Answer } from '../port/choices';
import { type Draft, draftOf } from '../port/draft';
import { recallFile, recallRegion } from '../port/memory';
import { mayHaveMoved, movesBy } from '../port/moves';
import type { FileOutcome, FileSides } from '../port/types';
import { type AskedSides, askedSides } from './asked-sides';
import { type CellOutcome, isAccepted, isSettledByHand, mayReopen, needsPerson } from './cell';
import { composeNoted } from './explain';
import { heldKey } from './held';
import type { Ladder } from './ladder';
import { outcomeSteps } from './outcome-patch';
import { planPort } from './port';
import { cellWords, fileWords, remedyWords } from './words';

/** What a person settles. */
const OPEN: readonly FileOutcome['kind'][] = ['proposed', 'conflict', 'refused'];

/** A file to be settled: `draft` is where a person begins. */
export interface OpenFile {
  outcome: Extract<FileOutcome, { kind: 'adapted' | 'proposed' | 'conflict' }>;
  sides: FileSides;
  draft: Draft;
}

/** What is open for a fix on a branch; nothing has been written. */
export interface OpenPort {
  fix: string;
  branch: string;
  files: OpenFile[];
  /** Files of which one side or the other is chosen; `answered` is what was chosen before. */
  questions: Question[];
  answered: ReadonlyMap<Question, Answer>;
  /** What the sides of these files are, to be looked at. */
  asked: readonly AskedSides[];
  /** Files that can only be settled in the patch: they stay as the branch has them. */
  left: FileOutcome[];
  /**
   * How nothing was open any more: a person `settled` it or `accepted` what was proposed, or it was `adapted` by nobody's hand. That is
   * filled in, and a new result takes its place.
   */
  before: 'settled' | 'accepted' | 'adapted' | undefined;
  /** What remembers that a person settled this file of the fix on the branch. */
  held(path: Bytes): string;
  /** What all of this was made from, as text: a result goes with the open port that has the same ground. */
  ground: Bytes;
  /** The patch that the settled files, by path, and these answers come to. Throws `nothing-changed`. */
  compose(settled: ReadonlyMap<Bytes, Bytes>, answers: ReadonlyMap<Question, Answer>): Promise<Bytes>;
}

/** What is to be settled for a fix on a branch, or was settled, accepted or adapted and may be settled otherwise. Throws `nothing-to-resolve`, `patch-edited`, and what `planPort` throws. */
export async function openPort(ladder: Ladder, fix: string, branch: string, signal?: AbortSignal): Promise<OpenPort> {
  const { plan, cell, isOpen, isSettled, former } = await planOpen(ladder, fix, branch, signal);
  const source = plan.sources.get(fix);
  if (cell?.patch === 'edited') throw edited(patchPath(ladder.queue, branch, fix));
  if (!source || !cell || !('files' in cell.outcome) || !isOpen)
    throw nothingOpen(fix, branch, cell ? cellWords(cell.outcome) : 'not ported');
  const { texts } = await readResolutions(ladder.queue);
  const labels = { ours: branch, base: 'before the fix', theirs: fix };
  const before = isSettled ? 'settled' : formerOf(cell.outcome);
  const mayChange = before === 'settled' || before === 'adapted';
  const open = cell.outcome.files.filter(({ kind }) => OPEN.includes(kind) || (mayChange && kind === 'adapted'));
  if (open.length === 0) throw mergesNow(fix, branch);
  const files = open.flatMap((outcome): OpenFile[] => {
    if (!('sides' in outcome) || !outcome.sides) return [];
    const hunks = 'hunks' in outcome ? outcome.hunks : [];
    const { sides } = outcome;
    const whole = recallFile(texts, sides) ?? former.get(outcome.path);
    const draft: Draft =
      whole === undefined
        ? draftOf(sides, hunks, recallRegion(texts), labels, before === 'accepted')
        : { text: whole, places: [{ line: 0, filled: { chance: 1 } }] };
    return [{ outcome, sides, draft }];
  });
  const ground = plan.grounds.get(cell)!;
  const target = plan.branches.find(({ name }) => name === branch)!;
  const questions = await questionsOf(
    open.filter((outcome) => !files.some((file) => file.outcome === outcome)),
    {
      branch,
      steps: ground.source.steps,
      target: ground.below,
      moves: async () => {
        const paths = await mayHaveMoved(ground.source.steps, ground.below);
        return movesBy(await ladder.git.renames(ground.source.commit, target.commit, paths));
      },
      hash: (content) => ladder.git.objects.hash('blob', content),
      adapt: true,
      resolutions: new Map(),
    },
  );
  if (files.length + questions.length === 0) throw onlyByHand(fix, branch, open, ladder.queue, source.folder);
  const answered = givenAnswers(questions, texts);
  const left = open.filter((outcome) => ![...files, ...questions].some((other) => other.outcome === outcome));
  const outcomes = cell.outcome.files;
  return {
    fix,
    branch,
    files,
    questions,
    answered,
    asked: await askedSides(questions, ground.below),
    left,
    before,
    held: (path) => heldKey({ fix, steps: source.steps, branch }, path),
    ground: groundOf(fix, branch, files, questions, left) + (isSettled ? formerGround(ladder, files, answered) : ''),
    compose: async (settled, answers) => {
      const answered = new Map(
        [...answers].map(([question, answer]) => [question.outcome, question.answers.get(answer)!]),
      );
      const result = outcomes.map(
        (outcome) => answered.get(outcome) ?? settledOutcome(ladder, outcome, files, settled),
      );
      const steps = await outcomeSteps(result, ground.below);
      if (steps.length === 0) throw unchanged(fix, branch);
      const queued = await readPatch(ladder.queue, branch, fix);
      return composeNoted(ladder, ground, steps, { branch: target, queued }, plan.background, signal);
    },
  };
}

/** How an outcome that no person settled left nothing open. */
function formerOf(outcome: CellOutcome): OpenPort['before'] {
  if (isAccepted(outcome)) return 'accepted';
  return outcome.kind === 'adapted' ? 'adapted' : undefined;
}

/** What porting makes of a fix on a branch; where a person settled all of that, what it would be if nobody had. */
async function planOpen(ladder: Ladder, fix: string, branch: string, signal: AbortSignal | undefined) {
  const request = { names: [fix], to: [branch] };
  const plan = await planPort(ladder, request, signal);
  const cell = plan.cells.find((each) => each.fix === fix);
  const isSettled = cell !== undefined && isSettledByHand(cell.outcome);
  const isOpen = cell !== undefined && (mayReopen(cell.outcome) || needsPerson(cell.outcome));
  const files = cell && 'files' in cell.outcome ? cell.outcome.files : [];
  const former = new Map(
    files.flatMap((file) => ('held' in file && file.file ? [[file.path, file.file.content]] : [])),
  );
  if (!isSettled || cell.patch === 'edited') return { plan, cell, isOpen, isSettled, former };
  const anew = await planPort(ladder, { ...request, anew: true }, signal);
  return { plan: anew, cell: anew.cells.find((each) => each.fix === fix), isOpen, isSettled, former };
}

/** The outcome with the text that a person made of it. */
function settledOutcome(
  { git }: Ladder,
  outcome: FileOutcome,
  files: readonly OpenFile[],
  settled: ReadonlyMap<Bytes, Bytes>,
): FileOutcome {
  const open = files.find((file) => file.outcome === outcome);
  const content = settled.get(outcome.path);
  if (!open || content === undefined) return outcome;
  const { before, target, after } = open.sides;
  const mode = before?.mode === target.mode ? after.mode : target.mode;
  const { path, from, reason } = open.outcome;
  const file = { mode, id: git.objects.hash('blob', content), content };
  return { kind: 'adapted', path, ...(from === undefined ? {} : { from }), file, hunks: [], reason };
}

function groundOf(
  fix: string,
  branch: string,
  files: readonly OpenFile[],
  questions: readonly Question[],
  left: readonly FileOutcome[],
): Bytes {
  const lines = files.map(({ outcome, sides: { before, target, after } }) =>
    [before, target, after]
      .map((side) => (side ? `${side.mode} ${side.id} ` : '- '))
      .join('')
      .concat(quotePath(outcome.path)),
  );
  const asked = questions.map(({ outcome, key }) => `asked ${key} ${quotePath(outcome.path)}`);
  return [`${fix} on ${branch}`, ...lines, ...asked, ...left.map(({ path }) => `left ${quotePath(path)}`), ''].join(
    '\n',
  );
}

/** What was settled before, so that of two results that take its place the second one is seen to come too late. */
function formerGround({ git }: Ladder, files: readonly OpenFile[], answered: OpenPort['answered']): Bytes {
  const drafts = files.map(({ draft }) => `before ${git.objects.hash('blob', draft.text)}\n`);
  const answers = [...answered].map(([{ key }, answer]) => `before ${key} ${answer}\n`);
  return [...drafts, ...answers].join('');
}

function nothingOpen(fix: string, branch: string, words: string): Fault {
  return new Fault(
    'nothing-to-resolve',
    `There is nothing to resolve for '${fix}' on ${branch}: it is ${words}.`,
    `See how it stands with fishladder port ${fix} --to ${branch} --dry-run. To change a patch, edit it: it then stays as you left it.`,
  );
}

function mergesNow(fix: string, branch: string): Fault {
  return new Fault(
    'nothing-to-resolve',
    `There is nothing to resolve any more for '${fix}' on ${branch}: git merges it by now.`,
    `What was settled stays until you take git's merge with fishladder port ${fix} --to ${branch} --force.`,
  );
}

/** Files that no draft can be made of; git's own way leaves them in a checkout, as any merge does. */
function onlyByHand(fix: string, branch: string, open: readonly FileOutcome[], queue: Queue, release: string): Fault {
  const files = open.map((file) => {
    const remedy = remedyWords(file);
    return `${decode(file.path)} (${fileWords(file)}${remedy === undefined ? '' : `: ${remedy}`})`;
  });
  const [from, to] = [patchPath(queue, release, fix), patchPath(queue, branch, fix)];
  return new Fault(
    'nothing-to-resolve',
    `What is open for '${fix}' on ${branch} cannot be put between markers: ${files.join('; ')}.`,
    `In a checkout of ${branch}, run git am -3 ${from}, settle it, and run git am --continue. Bring the result with git format-patch -1 --stdout > ${to}, and name ${fix}.patch in the series beside it: a patch of yours stays as it is.`,
  );
}

function edited(path: string): Fault {
  return new Fault('patch-edited', `${path} was edited by hand, and it stays.`, 'Edit it further, or remove it first.');
}

function unchanged(fix: string, branch: string): Fault {
  return new Fault(
    'nothing-changed',
    `With this result '${fix}' changes nothing on ${branch}, so there is no patch to write.`,
    'Keep something of the fix, or leave the branch without it.',
  );
}
