// All checks of one document, in the order of its lines.
import type { Bytes } from '../base/bytes';
import type { Ground } from '../fix/ground';
import { type Check, type Facts, runChecks } from '../profile/check';
import type { Reading } from '../profile/reading';
import { checkFields } from './check-fields';
import { checkGround } from './check-ground';
import { checkHunks } from './check-hunks';
import { checkLines } from './check-lines';
import { checkNames } from './check-names';
import { checkSeries, type SeriesFolder } from './check-series';
import { type PatchText, readPatchText } from './patch-text';
import { editsApart, type Problem } from './problem';

/** What is known besides the document's text. */
export interface Surroundings {
  /** The rules of the community. */
  checks: readonly Check[];
  facts: Facts;
  ground: Ground;
}

/** The problems of a patch file. A text that is no patch at all has none. */
export function lintPatch(document: PatchText, { checks, facts, ground }: Surroundings): Problem[] {
  const { patch, reading } = document;
  if (patch?.files.length === 0) return [];
  return inOrder([
    ...checkHunks(document),
    ...checkNames(document),
    ...checkLines(document),
    ...checkFields(reading),
    ...checkGround(document, ground),
    ...runChecks(checks, reading, facts),
  ]);
}

/** The problems of a patch file's text; `about` tells what is known around it, once its header is read. */
export async function examinePatch(
  text: Bytes,
  about: (reading: Reading) => Promise<Surroundings>,
): Promise<Problem[]> {
  const document = readPatchText(text);
  return lintPatch(document, await about(document.reading));
}

/** The problems of a quilt series. */
export function lintSeries(text: Bytes, folder: SeriesFolder | undefined): Problem[] {
  return inOrder(checkSeries(text, folder));
}

/** The edits that mend a document, apart from each other: all safe remedies, or those of the named codes, safe or not. */
export function mendingEdits(problems: readonly Problem[], codes: readonly string[]) {
  const wanted = problems.filter(({ code, remedy }) => (codes.length > 0 ? codes.includes(code) : remedy?.safe));
  const remedies = new Set(wanted.map(({ remedy }) => remedy));
  return editsApart([...remedies].flatMap((remedy) => (remedy && remedy.of === undefined ? remedy.edits : [])));
}

function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => a.start - b.start);
}
