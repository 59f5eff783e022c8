// What the judge learns from: the candidates of each region of a real port, and which of them a person wrote.
import { type Bytes, splitLines } from '../../../src/base/bytes';
import type { Git } from '../../../src/git/git';
import { numberLines } from '../../../src/patch/diff-side';
import { diffNumbered } from '../../../src/patch/difflines';
import { candidatesOf } from '../../../src/port/adapt/candidates';
import { factsOf } from '../../../src/port/adapt/facts';
import { type Measures, measuresOf } from '../../../src/port/adapt/measures';
import { partnersOf, problemsOf } from '../../../src/port/adapt/problem';
import { groundOf, signsOf } from '../../../src/port/adapt/signs';
import { portCommit } from '../../../src/port/batch';
import { mergeSequences, type Texts } from '../../../src/port/merge';
import type { HistoricPort } from './history';

/** One region: its candidates' measures, and for each whether it is what the person wrote. */
export interface Sample {
  /** What the port is a port of; its other ports teach the same. */
  change: string;
  measures: Measures[];
  hits: boolean[];
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
      measures: measuresOf(problem, candidates, signs, problems.length),
      hits: candidates.map(
        (one) =>
          one.lines.join('') === ours.slice(one.start, start).join('') + written + ours.slice(end, one.end).join(''),
      ),
    };
  });
}

/** The samples of ports, from the files whose text git does not settle. */
export async function portSamples(git: Git, ports: readonly HistoricPort[]): Promise<Sample[]> {
  const found: Sample[] = [];
  for (const { change, commit, onto, human } of ports) {
    const { result } = await portCommit(git, commit, onto, false);
    const text = async (revision: string, path: Bytes) => (await git.objects.read(`${revision}:${path}`))?.content;
    for (const file of result.files) {
      if (file.kind !== 'adapted' && file.kind !== 'proposed' && file.kind !== 'conflict') continue;
      const sides = [`${commit}^`, onto, commit, human].map((revision) => text(revision, file.path));
      const [base, ours, theirs, wanted] = await Promise.all(sides);
      if (file.reason.kind !== 'content' || !base || !ours || !theirs || wanted === undefined) continue;
      const texts = { base: splitLines(base), ours: splitLines(ours), theirs: splitLines(theirs) };
      found.push(...samplesOf(change, texts, wanted));
    }
  }
  return found;
}
