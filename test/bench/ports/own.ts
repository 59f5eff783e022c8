// Ports by Fishladder's engine, with the person's port beside each.
import type { Bytes } from '../../../src/base/bytes';
import type { Git } from '../../../src/git/git';
import type { Adaptation } from '../../../src/port/adapt/adapt';
import { portCommit } from '../../../src/port/batch';
import type { FileOutcome, PortResult } from '../../../src/port/types';
import type { HistoricPort } from './history';
import { type FileTruth, fileTruth, humanChanges, isExact } from './truth';

/** A file that git does not settle, with the likeliest settlement's fate. */
export interface JudgedFile {
  kind: 'adapted' | 'proposed';
  truth: FileTruth;
  hunks: readonly Adaptation[];
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
}

/** Ports one commit in memory and compares. */
export async function ownPort(git: Git, port: HistoricPort): Promise<OwnPort> {
  const start = performance.now();
  const { result } = await portCommit(git, port.commit, port.onto, false);
  const milliseconds = performance.now() - start;
  const exact = isExact(result, await humanChanges(git, port.onto, port.human));
  const files = await Promise.all(result.files.map((file) => judge(git, port, file)));
  const byHunks = result.files.some((file) => file.kind === 'already-there' && file.byHunks);
  const byGit = result.outcome === 'clean' || (result.outcome === 'already-there' && !byHunks);
  return { port, outcome: result.outcome, exact, byGit, milliseconds, files: files.flat() };
}

async function judge(git: Git, port: HistoricPort, file: FileOutcome): Promise<JudgedFile[]> {
  if ((file.kind !== 'adapted' && file.kind !== 'proposed') || !file.file) return [];
  const text = async (commit: string, path: Bytes) => (await git.objects.read(`${commit}:${path}`))?.content ?? '';
  const [human, ours, theirs] = await Promise.all([
    text(port.human, file.path),
    text(port.onto, file.from ?? file.path),
    text(port.commit, file.path),
  ]);
  return [{ kind: file.kind, truth: fileTruth(file.file.content, human, ours, theirs), hunks: file.hunks }];
}
