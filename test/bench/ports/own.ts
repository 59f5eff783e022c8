// Ports by Fishladder's engine, with the person's port beside each.
import type { Bytes } from '../../../src/base/bytes';
import type { Git } from '../../../src/git/git';
import type { Adaptation } from '../../../src/port/adapt/adapt';
import { portCommit } from '../../../src/port/batch';
import type { FileOutcome, Objection, PortResult } from '../../../src/port/types';
import type { Warning } from '../../../src/port/warn/worlds';
import type { HistoricPort } from './history';
import { type FileTruth, fileTruth, humanChanges, isExact } from './truth';

/** A file that git does not settle, with the likeliest settlement's fate. */
export interface JudgedFile {
  kind: 'adapted' | 'proposed';
  truth: FileTruth;
  hunks: readonly Adaptation[];
  /** What the file's language says against it, by kind. */
  objections: Objection['kind'][];
}

/** One port: what came of it, whether that is the person's tree, and how long it took. */
export interface OwnPort {
  port: HistoricPort;
  outcome: PortResult['outcome'];
  exact: boolean;
  /** It says that git's merge settles it, too. */
  byGit: boolean;
  milliseconds: number;
  files: JudgedFile[];
  /** Of each file that is left out because the branch lacks it: the person neither made it nor changed a file that the fix does not have. */
  leftOut: boolean[];
  /** What it warns of, by kind. */
  warnings: Warning['kind'][];
}

/** Ports one commit in memory and compares. */
export async function ownPort(git: Git, port: HistoricPort): Promise<OwnPort> {
  const start = performance.now();
  const { result, warnings } = await portCommit(git, port.commit, port.onto, false);
  const milliseconds = performance.now() - start;
  const human = await humanChanges(git, port.onto, port.human);
  const exact = isExact(result, human);
  const files = await Promise.all(result.files.map((file) => judge(git, port, file)));
  const byHunks = result.files.some((file) => file.kind === 'already-there' && file.byHunks);
  const byGit = result.outcome === 'clean' || (result.outcome === 'already-there' && !byHunks);
  const kinds = warnings.map(({ kind }) => kind);
  return {
    ...{ port, outcome: result.outcome, exact, byGit, milliseconds },
    files: files.flat(),
    leftOut: leftOutOf(result, human),
    warnings: kinds,
  };
}

function leftOutOf({ files }: PortResult, human: ReadonlyMap<Bytes, string>): boolean[] {
  const out = files.filter((file) => file.kind === 'proposed' && file.reason.kind === 'absent-in-target');
  const known = new Set(files.flatMap((file) => [file.path, ...('from' in file && file.from ? [file.from] : [])]));
  const isKnown = [...human.keys()].every((path) => known.has(path));
  return out.map(({ path }) => isKnown && !human.has(path));
}

async function judge(git: Git, port: HistoricPort, file: FileOutcome): Promise<JudgedFile[]> {
  if ((file.kind !== 'adapted' && file.kind !== 'proposed') || !file.file) return [];
  const text = async (commit: string, path: Bytes) => (await git.objects.read(`${commit}:${path}`))?.content ?? '';
  const [human, ours, theirs] = await Promise.all([
    text(port.human, file.path),
    text(port.onto, file.from ?? file.path),
    text(port.commit, file.path),
  ]);
  const objections = (file.objections ?? []).map(({ kind }) => kind);
  const truth = fileTruth(file.file.content, human, ours, theirs);
  return [{ kind: file.kind, truth, hunks: file.hunks, objections }];
}
