// Takes what a person made of an open port as the branch's patch, and remembers how each conflict was settled.
import { type Bytes, decode } from '../base/bytes';
import { Fault } from '../base/fault';
import { withQueue } from '../fix/lock';
import { patchPath, type Written, writePatch } from '../fix/queue';
import { readResolutions, writeResolutions } from '../fix/resolutions';
import { isBinary } from '../patch/create';
import { quotePath } from '../patch/path';
import { leftMarkers } from '../port/draft';
import { lostLines } from '../port/lost';
import { lessonsOf } from '../port/memory';
import type { FileOutcome } from '../port/types';
import { readAnswers } from './answers';
import type { Ladder } from './ladder';
import type { Lost } from './lost-words';
import { type OpenFile, openPort } from './open-port';

/**
 * A person's result. `ground` is that of the open port it was made from; `read` gives a file's text, undefined where it is gone;
 * `answers` is the form as it was filled in, if there is one.
 */
export interface Result {
  fix: string;
  branch: string;
  ground: Bytes;
  read(path: Bytes): Promise<Bytes | undefined>;
  answers: Bytes | undefined;
}

/** What was done with a result; `lost` is what it takes from the branch though nothing asked for that. */
export interface Taken {
  path: string;
  written: Written;
  left: FileOutcome[];
  lost: Lost[];
}

/**
 * Makes the result the branch's patch, as one that Fishladder made, and remembers how each conflict was settled, in the place of how
 * it was before. Throws
 * `ground-changed`, `file-missing`, `markers-left`, `bad-answer`, `nothing-changed`, `binary-file`, and what `openPort` throws; then nothing is written.
 */
export function takeResult(
  ladder: Ladder,
  { fix, branch, ground, read, answers: form }: Result,
  signal?: AbortSignal,
): Promise<Taken> {
  const { queue } = ladder;
  return withQueue(queue, async () => {
    const open = await openPort(ladder, fix, branch, signal);
    if (open.ground !== ground) throw groundChanged(fix, branch);
    const settled = await readAll(open.files, read);
    const answers = readAnswers(form ?? '', open.questions);
    const text = await open.compose(settled, answers);
    signal?.throwIfAborted();
    const written = await writePatch(queue, branch, fix, text);
    const known = (await readResolutions(queue)).texts;
    const lessons = new Map<string, Bytes>();
    for (const { outcome, sides } of open.files)
      for (const [key, lesson] of lessonsOf(
        sides,
        settled.get(outcome.path)!,
        new Map([...(open.before === 'settled' ? [] : known), ...lessons]),
        known,
      ))
        lessons.set(key, lesson);
    for (const { outcome } of open.files) lessons.set(open.held(outcome.path), `${quotePath(outcome.path)}\n`);
    for (const [{ key }, answer] of answers) lessons.set(key, `${answer}\n`);
    const unanswered = open.questions.filter((question) => !answers.has(question));
    for (const question of unanswered) if (open.answered.has(question)) lessons.set(question.key, '?\n');
    await writeResolutions(queue, lessons);
    const left = [...unanswered.map(({ outcome }) => outcome), ...open.left];
    return { path: patchPath(queue, branch, fix), written, left, lost: lostBy(open.files, settled) };
  });
}

function lostBy(files: readonly OpenFile[], settled: ReadonlyMap<Bytes, Bytes>): Lost[] {
  return files
    .map(({ outcome: { path }, sides }) => ({ path, lines: lostLines(sides, settled.get(path)!) }))
    .filter(({ lines }) => lines.length > 0);
}

async function readAll(files: readonly OpenFile[], read: Result['read']): Promise<Map<Bytes, Bytes>> {
  const settled = new Map<Bytes, Bytes>();
  const markers: string[] = [];
  for (const { outcome, sides } of files) {
    const text = await read(outcome.path);
    if (text === undefined) throw missing(outcome.path);
    if (isBinary(text)) throw notText(outcome.path);
    settled.set(outcome.path, text);
    markers.push(...leftMarkers(sides, text).map((line) => `${decode(outcome.path)}:${line + 1}`));
  }
  if (markers.length === 0) return settled;
  throw new Fault(
    'markers-left',
    `There are conflict markers left: ${markers.join(', ')}.`,
    'Settle these places, take the markers out, and do the same again; nothing was written.',
  );
}

function groundChanged(fix: string, branch: string): Fault {
  return new Fault(
    'ground-changed',
    `'${fix}' or ${branch} is not what it was when this was begun, so the result does not fit any more; nothing was written.`,
    `Begin again with fishladder resolve ${fix} ${branch}, and copy over what still holds.`,
  );
}

function notText(path: Bytes): Fault {
  return new Fault(
    'binary-file',
    `The result of ${decode(path)} is binary; nothing was written.`,
    'Make it a text again, and do the same again.',
  );
}

function missing(path: Bytes): Fault {
  return new Fault(
    'file-missing',
    `The result lacks ${decode(path)}; nothing was written.`,
    'Put it back. To leave the file as the branch has it, copy it from ours.',
  );
}
