// A folder outside of the working tree in which a person settles an open port with tools of their own.
import { mkdir, mkdtemp, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Bytes, decode, fromBuffer, toBuffer } from '../base/bytes';
import { Fault, isErrno } from '../base/fault';
import { writing } from '../base/files';
import { answersForm } from './answers';
import { fitsBeside } from './asked-sides';
import type { OpenPort } from './open-port';

/** The file that says what the folder was made from. */
const GROUND = 'resolve.txt';
/** The form with the questions. */
const ANSWERS = 'answers.txt';
/** The folders of the three sides. */
const SIDES = ['base', 'ours', 'theirs'] as const;
/** The folder of the files to be finished, and the index that git's merge tool works with. */
const [RESULT, INDEX] = ['result', 'index'];

/**
 * Makes a folder below `parent` with the drafts in `result`, and the three sides in `base`, `ours` and `theirs`, each file at
 * its path on the branch, and a form for what is to be answered; of the files that are only asked about the sides are there, too, links as
 * texts that say where they lead. Gives the folder's path. Throws `cannot-write`, and `bad-file-name` for a name that is not UTF-8.
 */
export async function makeScratch(parent: string, open: OpenPort): Promise<string> {
  for (const { outcome } of open.files) checkPath(outcome.path);
  const folder = await writing(parent, () => mkdtemp(join(parent, 'fishladder-resolve-')));
  try {
    for (const { outcome, sides, draft } of open.files) {
      await put(join(folder, RESULT, decode(outcome.path)), draft.text);
      const contents = [sides.before, sides.target, sides.after];
      for (const [number, side] of SIDES.entries())
        if (contents[number]) await put(join(folder, side, decode(outcome.path)), contents[number].content);
    }
    const drafts = open.files.map(({ outcome }) => outcome.path);
    for (const asked of open.asked) {
      const others = open.asked.flatMap((other) => (other === asked ? [] : [other.path]));
      if (!fitsBeside(asked.path, [...drafts, ...others])) continue;
      for (const side of SIDES) if (asked[side]) await put(join(folder, side, decode(asked.path)), asked[side].content);
    }
    if (open.questions.length > 0) await put(answersPath(folder), answersForm(open.questions, open.answered));
    await put(join(folder, GROUND), open.ground);
    return folder;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Where the result of a file is, or should be. */
export function resultPath(folder: string, path: Bytes): string {
  return join(folder, RESULT, decode(path));
}

/** Where the questions are answered. */
export function answersPath(folder: string): string {
  return join(folder, ANSWERS);
}

/** The form with a person's answers; undefined where there is none. */
export function readAnswersForm(folder: string): Promise<Bytes | undefined> {
  return read(answersPath(folder));
}

/** Where git's merge tool works: on these files, with this index. */
export function mergePlace(folder: string): { tree: string; index: string } {
  return { tree: join(folder, RESULT), index: join(folder, INDEX) };
}

/** What the folder was made from, as `OpenPort.ground`. Throws `no-scratch` for another folder. */
export async function readGround(folder: string): Promise<Bytes> {
  const ground = await read(join(folder, GROUND));
  if (ground !== undefined) return ground;
  throw new Fault(
    'no-scratch',
    `${folder} is no folder of fishladder resolve.`,
    'Name the one that fishladder resolve NAME BRANCH made and printed.',
  );
}

/** A person's text of a file; undefined when it is not there. */
export function readResult(folder: string, path: Bytes): Promise<Bytes | undefined> {
  return read(resultPath(folder, path));
}

/** Removes what `makeScratch` and the merge tool put into a folder, and the folder when nothing else is in it. */
export async function removeScratch(folder: string): Promise<void> {
  for (const name of [RESULT, ...SIDES, INDEX, ANSWERS, GROUND])
    await rm(join(folder, name), { recursive: true, force: true });
  await rmdir(folder).catch(() => {});
}

async function put(path: string, content: Bytes): Promise<void> {
  await writing(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, toBuffer(content), { flag: 'wx' });
  });
}

async function read(path: string): Promise<Bytes | undefined> {
  return readFile(path).then(fromBuffer, (error: unknown) => {
    if (isErrno(error, 'ENOENT') || isErrno(error, 'ENOTDIR')) return undefined;
    throw error;
  });
}

function checkPath(path: Bytes): void {
  if (fitsBeside(path, [])) return;
  throw new Fault(
    'bad-file-name',
    `${decode(path)} cannot be made a file in a folder: its name is not UTF-8, or leads elsewhere.`,
    'Port that file by hand: edit the patch.',
  );
}
