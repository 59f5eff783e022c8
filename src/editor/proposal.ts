// A proposal for a branch as questions, one a hunk, and as the texts before and after that a person compares.
import { type Bytes, decode, splitLines } from '../base/bytes';
import { adaptedFiles, openFiles, type PortCell } from '../flow/cell';
import { chanceWords, doubtWords, placeWords } from '../flow/evidence-words';
import { fileWords } from '../flow/words';
import { diffLines } from '../patch/difflines';
import { evidenceOf } from '../port/evidence';
import type { FileOutcome } from '../port/types';

/** One hunk, or one whole file, to say yes to. */
export interface Question {
  path: Bytes;
  /** The 0-based lines in the proposed text, the end exclusive; undefined where there is no text to show. */
  place?: { start: number; end: number };
  /** What is proposed, and how sure it is. */
  words: string;
  /** Where it stands in the branch's file; empty for a whole file. */
  where: string;
  /** What speaks against it. */
  doubts: string[];
}

/** The questions of an outcome, file by file, from top to bottom. */
export async function questionsOf(outcome: PortCell['outcome']): Promise<Question[]> {
  return (await Promise.all(openFiles(outcome).map(questionsAbout))).flat();
}

async function questionsAbout(file: FileOutcome): Promise<Question[]> {
  const [path, words] = [file.path, fileWords(file)];
  const hunks = 'hunks' in file ? file.hunks : [];
  const sides = proposalSides(file);
  if (hunks.length === 0 || !sides) return [{ path, words, where: '', doubts: [] }];
  const evidence = await evidenceOf(file);
  const changes = diffLines(splitLines(sides.before), splitLines(sides.after));
  const moved = (line: number) => {
    const above = changes.filter(({ aEnd }) => aEnd <= line).at(-1);
    return above ? line + above.bEnd - above.aEnd : line;
  };
  return hunks.map((hunk, number) => {
    const start = moved(hunk.start);
    const where = evidence[number] ? placeWords(evidence[number]) : '';
    const sure = chanceWords(hunk, 'trust' in file ? file.trust : undefined);
    return { path, place: { start, end: start + hunk.lines.length }, words: sure, where, doubts: doubtWords(hunk) };
  });
}

/** A file as the branch has it and as proposed; undefined where it has no text on the branch. */
function proposalSides(file: FileOutcome): { before: Bytes; after: Bytes } | undefined {
  if ((file.kind !== 'proposed' && file.kind !== 'adapted') || !file.sides) return undefined;
  const before = file.sides.target.content;
  return { before, after: file.file?.content ?? before };
}

/** One side of a proposed or adapted file, by its path as text; empty when it is that no more. */
export function proposalText({ outcome }: PortCell, path: string, side: 'before' | 'after'): string {
  const file = [...openFiles(outcome), ...adaptedFiles(outcome)].find((each) => decode(each.path) === path);
  return decode((file && proposalSides(file)?.[side]) ?? '');
}
