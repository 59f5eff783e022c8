// What the judges learn from: the candidates of each region of a real port, which of them a person wrote, and what whole files came to.
import { type Bytes, splitLines } from '../../../src/base/bytes';
import type { Git } from '../../../src/git/git';
import { numberLines } from '../../../src/patch/diff-side';
import { diffNumbered } from '../../../src/patch/difflines';
import { adaptText } from '../../../src/port/adapt/adapt';
import { candidatesOf } from '../../../src/port/adapt/candidates';
import { factsOf } from '../../../src/port/adapt/facts';
import type { Judge } from '../../../src/port/adapt/judge';
import { isTrusted } from '../../../src/port/adapt/level';
import { type Measures, measuresOf } from '../../../src/port/adapt/measures';
import { partnersOf, problemsOf } from '../../../src/port/adapt/problem';
import { groundOf, signsOf } from '../../../src/port/adapt/signs';
import { portCommit } from '../../../src/port/batch';
import { mergeSequences, type Texts } from '../../../src/port/merge';
import type { HistoricPort } from './history';
import { fileTruth } from './truth';

/** A file whose text git does not settle. */
export interface HistoricFile {
  /** What the port is a port of; its other ports teach the same. */
  change: string;
  /** The person's commit, and how many of its files git does not settle. */
  port: string;
  open: number;
  /** The blobs of base, ours and theirs, and what names the person's. */
  blobs: readonly [string, string, string, string];
}

/** One region: its candidates' measures, and for each whether it is what the person wrote. */
export interface Sample {
  change: string;
  measures: Measures[];
  hits: boolean[];
}

/** A file settled by what is likeliest: its measures, whether nothing speaks against its hunks, and whether it is the person's, up to the order of lines. */
export interface WholeSample {
  change: string;
  port: string;
  open: number;
  measures: Measures;
  sound: boolean;
  hit: boolean;
}

/** A sample for every conflicting region of a file whose surroundings the person left alone. */
function samplesOf(change: string, texts: Texts, human: string): Sample[] {
  const { ours } = texts;
  const lines = splitLines(human);
  const { texts: ids, classes } = numberLines([ours, lines]);
  const partner = partnersOf(ours.length, diffNumbered(ids[0]!, ids[1]!, classes));
  const merge = mergeSequences(texts.base, ours, texts.theirs);
  const facts = factsOf(texts, merge);
  const problems = problemsOf(texts, merge);
  return problems.flatMap((problem) => {
    const { start, end } = problem.region.ours;
    const above = start === 0 ? -1 : partner[start - 1]!;
    const below = end === ours.length ? lines.length : partner[end]!;
    if ((start > 0 && above < 0) || below < 0) return [];
    const written = lines.slice(above + 1, below).join('');
    const candidates = candidatesOf(problem, facts);
    const ground = groundOf(problem);
    const signs = candidates.map((one) => signsOf(problem, ground, one, facts));
    return {
      change,
      measures: measuresOf(problem, candidates, signs, problems.length, facts),
      hits: candidates.map(
        (one) =>
          one.lines.join('') === ours.slice(one.start, start).join('') + written + ours.slice(end, one.end).join(''),
      ),
    };
  });
}

/** The files of ports whose text git does not settle. */
export async function openFilesOf(git: Git, ports: readonly HistoricPort[]): Promise<HistoricFile[]> {
  const found: HistoricFile[] = [];
  for (const { change, commit, onto, human } of ports) {
    const { result } = await portCommit(git, commit, onto, false);
    const open = result.files.filter(({ kind }) => kind !== 'clean' && kind !== 'already-there').length;
    for (const file of result.files) {
      if (file.kind !== 'adapted' && file.kind !== 'proposed' && file.kind !== 'conflict') continue;
      const { path, reason, sides } = file;
      if (reason.kind === 'content' && sides?.before)
        found.push({
          change,
          port: human,
          open,
          blobs: [sides.before.id, sides.target.id, sides.after.id, `${human}:${path}`],
        });
    }
  }
  return found;
}

/** What the regions of a file teach. */
export async function regionSamples(git: Git, file: HistoricFile): Promise<Sample[]> {
  const read = await readTexts(git, file);
  return read ? samplesOf(file.change, read.texts, read.human) : [];
}

/** What a file teaches when this judge settles its regions; nothing where it has no answer, or one that changes nothing. */
export async function wholeSamples(git: Git, file: HistoricFile, regions: Judge): Promise<WholeSample[]> {
  const read = await readTexts(git, file);
  if (!read) return [];
  const { texts, human } = read;
  const judges = { regions, whole: { names: [], trees: [] } };
  const adapted = adaptText(texts, mergeSequences(texts.base, texts.ours, texts.theirs), undefined, judges);
  const ours = texts.ours.join('');
  if (!adapted?.whole || adapted.text === ours) return [];
  const truth = fileTruth(adapted.text, human, ours, texts.theirs.join(''));
  const sound = isTrusted({ ...adapted, trust: 1 });
  const { change, port, open } = file;
  return [{ change, port, open, measures: adapted.whole, sound, hit: truth === 'equal' || truth === 'same lines' }];
}

/** The three texts and the person's; undefined where the person has none. */
async function readTexts(git: Git, { blobs }: HistoricFile): Promise<{ texts: Texts; human: Bytes } | undefined> {
  const [base, ours, theirs, human] = await Promise.all(
    blobs.map(async (name) => (await git.objects.read(name))?.content),
  );
  if (base === undefined || ours === undefined || theirs === undefined || human === undefined) return undefined;
  return { texts: { base: splitLines(base), ours: splitLines(ours), theirs: splitLines(theirs) }, human };
}
