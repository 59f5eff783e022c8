// Ports one fix onto one branch and composes the patch that its series gets.
import type { Bytes } from '../base/bytes';
import { Fault } from '../base/fault';
import { dayOf } from '../fix/date';
import { composeFix, type FixDocument, readFix } from '../fix/document';
import type { UpstreamBranch } from '../git/git';
import type { Lineage } from '../lineage/lineage';
import { findMaker } from '../lineage/maker';
import { createFilePatch } from '../patch/create';
import type { MailField } from '../patch/mail';
import type { Resolutions } from '../port/memory';
import { portSteps } from '../port/port';
import type { FileOutcome, FileStep, PortResult, Snapshot } from '../port/types';
import { findWarnings } from '../port/warn/warn';
import { conflictNote } from '../profile/conflict-note';
import type { Person } from '../profile/person';
import type { LackedChange } from '../profile/profile';
import { lastSigner } from '../profile/trailers';
import type { CellOutcome } from './cell';
import type { FixSource } from './fix-source';
import { type Held, heldOutcome } from './held';
import type { Ladder } from './ladder';
import type { Later } from './later';
import { portedOrigin } from './origin';
import { outcomeSteps } from './outcome-patch';
import { pickedPort } from './picked-port';
import { type FindUpstream, passedCommits } from './upstream';

/**
 * What is known before anything is ported: the history, upstream's branches (newest first), what people made of conflicts, whether what
 * they settled holds against git's merge, and who ports, where git knows.
 */
export interface Background {
  lineage: Lineage;
  branches: readonly UpstreamBranch[];
  resolutions: Resolutions;
  holds: boolean;
  porter: Person | undefined;
}

/** The same, where a branch's commits that are fixes are looked up, and what came later about a fix. */
export interface Known extends Background {
  upstream: FindUpstream;
  later(source: FixSource): Promise<Later[]>;
}

/**
 * The outcome of a fix on a branch whose files are `top`; `queued` is the patch that the queue has for it, if any, and `held` what a
 * person settled there.
 */
export async function portFix(
  ladder: Ladder,
  source: FixSource,
  branch: UpstreamBranch,
  top: Snapshot,
  queued: Bytes | undefined,
  { upstream, resolutions, porter, lineage, branches }: Known,
  held: Held['files'],
): Promise<CellOutcome> {
  const { git } = ladder;
  const result = await portSteps({
    steps: source.steps,
    base: source.base,
    target: top,
    renames: (paths) => git.renames(source.commit, branch.commit, paths),
    hash: (content) => git.objects.hash('blob', content),
    adapt: true,
    resolutions,
    hold: (file) => heldOutcome(file, held.get(file.path)),
    branch: branch.name,
  });
  const merged = await upstream(source);
  if (merged) return { kind: 'already-there', ...merged };
  if (result.outcome === 'already-there') {
    const since = await findMaker(git, { base: source.commit, steps: source.steps }, branch.commit);
    return { kind: 'already-there', proof: contentProof(result), ...(since === undefined ? {} : { since }) };
  }
  if (result.outcome === 'conflict' || result.outcome === 'refused')
    return { kind: result.outcome, files: result.files };
  const picked = passedCommits(lineage, branches, source.document, branch.name);
  const stuck = await pickedPort(ladder, source, { branch, top, picked });
  const place = { branch: branch.name, contested: contestedPaths(stuck?.files ?? []), picked, queued, porter };
  const text = await composePort(ladder, source, await outcomeSteps(result.files, top), place);
  const warnings = await findWarnings(source.steps, result.files, source.base, top);
  const kind = result.outcome === 'proposed' && text === queued ? 'adapted' : result.outcome;
  return { kind, files: result.files, text, warnings };
}

/** How the files themselves prove that a fix is there. */
function contentProof({ files }: PortResult): 'content' | 'hunks' {
  return files.some((file) => file.kind === 'already-there' && file.byHunks) ? 'hunks' : 'content';
}

/** The files that git's merge does not settle. */
export function contestedPaths(files: readonly FileOutcome[]): Bytes[] {
  return files.flatMap(({ kind, path }) => (kind === 'conflict' || kind === 'refused' ? [path] : []));
}

/**
 * Where a patch goes: the branch, the files of the commit that its message names which git does not merge there, and what the branch lacks, as far as it was looked for;
 * the commits that brought the fix to the branches it has passed; the patch that the queue has for it; and who ports.
 */
export interface PatchPlace {
  branch: string;
  contested: readonly Bytes[];
  lacks?: readonly LackedChange[];
  picked: readonly string[];
  queued: Bytes | undefined;
  porter: Person | undefined;
}

/**
 * The patch that does this, whose message names the files in conflict as the community does; the queued one again, with its day, its
 * note and who wrote that, where nothing else would change. What the queued one says of its review stays.
 * Throws `binary-file`.
 */
export async function composePort(
  ladder: Ladder,
  source: FixSource,
  steps: readonly FileStep[],
  { branch, contested, lacks = [], picked, queued, porter }: PatchPlace,
): Promise<Bytes> {
  const { author, life } = source.document;
  const files = steps.map((step) => createFilePatch({ ...step, binary: 'data' }));
  const origin = await portedOrigin(ladder.git, source, steps);
  const before = queued === undefined ? undefined : readWhole(queued, source.name);
  const review = reviewOf(source.document, before);
  const changed = new Set(steps.flatMap(({ oldPath, newPath }) => [oldPath, newPath]));
  const leftOut = contested.filter((path) => !changed.has(path));
  const compose = (lastUpdate: string, signer: Person, note: string) => {
    const conflict = contested.length > 0 ? { conflict: { files: contested, leftOut, note, lacks } } : {};
    const message = ladder.profile.ported(source.document.message, { branch, picked, signer, ...conflict });
    const { forwarded, others } = review;
    return composeFix({ author, message, life: { ...life, origin, forwarded, lastUpdate }, others, files });
  };
  const signer = porter ?? author;
  if (before) {
    const said = conflictNote(before.message);
    const wrote = lastSigner(before.message) ?? signer;
    const by = said ? { ...wrote, nick: said.nick } : wrote;
    const { lastUpdate } = before.life;
    for (const kept of [compose(lastUpdate, signer, ''), compose(lastUpdate, by, said?.note ?? '')])
      if (kept === queued) return queued;
  }
  return compose(dayOf(ladder.host.now()), signer, '');
}

/** A patch as it lies in the queue; undefined where it is damaged, as one that a person edited may be. */
function readWhole(text: Bytes, name: string): FixDocument | undefined {
  try {
    return readFix(text, name);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** What a branch's patch says of its review: what the queued one said, and nothing that is said of another branch. */
function reviewOf({ life, others }: FixDocument, before: FixDocument | undefined) {
  const isApplied = ({ name }: MailField) => name.toLowerCase() === 'applied-upstream';
  const general = /^\w+:\/\//.test(life.forwarded) ? 'no' : life.forwarded;
  return {
    forwarded: before?.life.forwarded || general,
    others: [...others.filter((field) => !isApplied(field)), ...(before?.others.filter(isApplied) ?? [])],
  };
}
