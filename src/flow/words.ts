// Words for people: what became of a file.
import { type Bytes, decode } from '../base/bytes';
import type { Unchained } from '../lineage/chain';
import type { Presence } from '../lineage/presence';
import type { Adaptation } from '../port/adapt/adapt';
import type { Answer } from '../port/choices';
import type { LineEnds } from '../port/line-ends';
import type { ConflictReason, FileOutcome, Objection, RefusalReason } from '../port/types';
import type { Warning } from '../port/warn/worlds';
import type { BranchState } from '../profile/profile';
import type { CellOutcome } from './cell';
import type { Later } from './later';

/** What became of one file, as the end of a sentence. */
export function fileWords(file: FileOutcome): string {
  switch (file.kind) {
    case 'already-there':
      return 'already there';
    case 'clean':
      return file.from === undefined ? 'clean' : `clean (renamed from ${decode(file.from)})`;
    case 'adapted':
      return `adapted, ${file.held ? 'as it was settled by hand before' : adaptedWords(file)}`;
    case 'proposed':
      return file.file
        ? `proposed, ${[adaptedWords(file), ...(file.objections ?? []).map(objectionWords)].join('; ')}`
        : leftOutWords(file);
    case 'conflict':
      return `${conflictWords(file.reason)}${file.ends ? ', line ends apart' : ''}`;
    case 'refused':
      return refusalWords(file.reason);
  }
}

/** Why a text can be trusted, as the end of a sentence. */
function adaptedWords(file: Extract<FileOutcome, { kind: 'adapted' | 'proposed' }>): string {
  if (!file.ends) return trustWords(file);
  const ends = endsWords(file.ends);
  return file.hunks.length === 0
    ? `as git would merge it but for line ends: ${ends}`
    : `${trustWords(file)}; line ends: ${ends}`;
}

function endsWords(ends: LineEnds): string {
  switch (ends.as) {
    case 'branch':
      return `it has the branch's own, ${ends.end}`;
    case 'fix':
      return `it has those of the fix, ${ends.end}`;
    case 'each':
      return 'each line has its own';
  }
}

/** What the chances of the least certain hunk and of the whole file mean, as the end of a sentence. */
function trustWords({ hunks, trust }: { hunks: readonly Adaptation[]; trust?: number }): string {
  const guesses = hunks.filter(({ byHand }) => !byHand);
  if (guesses.length === 0 || trust === undefined) return 'resolved before by hand';
  const [hunk, file] = [Math.min(...guesses.map(({ chance }) => chance)), trust].map((part) => Math.round(100 * part));
  const order = file! > hunk! ? ', their lines in any order' : '';
  return `of hunks like this, ${hunk} in 100 were what a person wrote, and of files like this as a whole ${file}${order}`;
}

function objectionWords(objection: Objection): string {
  switch (objection.kind) {
    case 'broken':
      return `line ${objection.line + 1} would be no valid syntax`;
    case 'twice':
      return `${decode(objection.name)} would be defined twice`;
    case 'strayed':
      return `line ${objection.line + 1} would stand in another function or under another key than in the fix`;
  }
}

function leftOutWords(file: Extract<FileOutcome, { kind: 'proposed' }>): string {
  const { reason } = file;
  if (reason.kind !== 'absent-in-target')
    return `proposed: leave the file as it is, as the branch lacks what the fix changes in it; ${trustWords(file)}`;
  const look = reason.namesakes
    ? `${namesakeWords(reason.namesakes)}: look whether the change belongs there`
    : 'look whether it has elsewhere what the fix changes there';
  return `proposed: leave it out, as the branch does not have this file; ${look}`;
}

/** Where a branch has files of a name. */
function namesakeWords(paths: readonly Bytes[]): string {
  return `it has ${paths.length === 1 ? 'one' : 'some'} of that name, ${paths.map(decode).join(', ')}`;
}

function conflictWords(reason: ConflictReason): string {
  switch (reason.kind) {
    case 'content':
      return `both sides changed line${reason.regions.length === 1 ? '' : 's'} ${reason.regions.map(({ line }) => line + 1).join(', ')}`;
    case 'absent-in-target':
      return `the branch does not have this file${reason.namesakes ? `; ${namesakeWords(reason.namesakes)}` : ''}`;
    case 'changed-in-target':
      return 'the fix deletes the file, and the branch has changed it';
    case 'exists-in-target':
      return 'the fix adds the file, and the branch has another one there';
    case 'mode':
      return 'both sides changed what kind of file it is';
    case 'rename':
      return 'both sides renamed the file differently';
    case 'folder-renamed':
      return reason.byFix
        ? `the fix renames the folder to ${decode(reason.to)}, and the branch has another file in it`
        : `the branch has renamed the folder to ${decode(reason.to)}`;
  }
}

/** What a person can do about a file that no one text can be made of; undefined where nothing has to be done. */
export function remedyWords(file: FileOutcome): string | undefined {
  if (file.kind === 'refused') return REFUSED_REMEDY[file.reason];
  return file.kind === 'conflict' ? conflictRemedy(file.reason) : undefined;
}

/** What an answer about a file does. */
export function answerWords(file: FileOutcome, answer: Answer): string {
  const reason = 'reason' in file && typeof file.reason === 'object' ? file.reason : undefined;
  switch (reason?.kind) {
    case 'absent-in-target':
      return answer === 'keep' ? 'the branch goes on without it' : "the branch gets it, as the fix's files have it";
    case 'changed-in-target':
      return answer === 'keep' ? 'it stays, as the branch has it' : 'it is deleted, as the fix does';
    case 'rename':
      return answer === 'keep' ? 'it has the name that the branch gave it' : 'it becomes what the fix makes of it';
    case 'folder-renamed':
      return answer === 'move' ? `it goes into ${decode(reason.to)}` : `it stands at ${decode(file.path)}`;
    default:
      return answer === 'keep' ? 'as the branch has it' : 'as the fix has it';
  }
}

const REFUSED_REMEDY: Record<RefusalReason, string> = {
  binary: 'choose one of the two contents',
  symlink: 'choose where the link leads',
  submodule: "make the change in the submodule's own repository",
};

function conflictRemedy(reason: ConflictReason): string {
  switch (reason.kind) {
    case 'content':
      return 'write the lines that it should have';
    case 'absent-in-target':
      return 'find where the branch has what it changes';
    case 'changed-in-target':
      return 'delete it, if the branch does not need it any more';
    case 'exists-in-target':
      return 'give the new file another place, or merge the two';
    case 'mode':
      return 'choose which of the two kinds of file it is';
    case 'rename':
      return 'choose the name that it gets';
    case 'folder-renamed':
      return `put it into ${decode(reason.to)}`;
  }
}

function refusalWords(reason: RefusalReason): string {
  switch (reason) {
    case 'binary':
      return 'a binary file that both sides changed';
    case 'submodule':
      return 'a submodule';
    case 'symlink':
      return 'a symbolic link that both sides changed';
  }
}

/** What became of a fix on a branch, as the end of a sentence. */
export function cellWords(outcome: CellOutcome): string {
  switch (outcome.kind) {
    case 'already-there':
      return `already there (${thereWords(outcome)})`;
    case 'clean':
    case 'adapted':
    case 'proposed':
      return `${outcome.kind}${outcome.via === undefined ? '' : `, from the patch for ${outcome.via}`}${firstWords(outcome.first ?? [])}`;
    case 'conflict':
      return 'conflict';
    case 'refused':
      return 'refused';
  }
}

function firstWords({ length }: readonly unknown[]): string {
  return length === 0 ? '' : `, after ${length} upstream commit${length === 1 ? '' : 's'} that it leans on`;
}

/** What upstream committed later about what a branch gets, as a sentence without its full stop. */
export function laterWords({ commit, subject, how, branches }: Later, branch: string): string {
  const says = how === 'reverts' ? 'reverts it' : 'says that it mends what came with it';
  const here = branches.includes(branch) ? `${branch} has that` : `${branch} lacks that`;
  return `${commit.slice(0, 12)} ${subject}, later on ${branches.join(', ')}, ${says}; ${here}`;
}

/** Why a fix does not get what it leans on first, as a sentence without its full stop. */
export function unchainedWords(why: Unchained): string {
  const name = 'commit' in why ? `${why.commit.slice(0, 12)} ${why.subject}`.trim() : '';
  switch (why.kind) {
    case 'nothing-lacking':
      return 'no commit is known that the branch lacks and that would make it clean';
    case 'too-large':
      return `it leans on ${name}, which changes ${why.lines} lines: too many to be ported along unread`;
    case 'no-text':
      return `it leans on ${name}, which changes what is no text`;
    case 'merge':
      return `it leans on ${name}, which is no commit with one parent`;
    case 'not-clean':
      return `it leans on ${name}, which is not clean there itself, or does not make it clean`;
    case 'too-many':
      return 'it leans on more commits than are ported along unread';
    case 'no-time':
      return 'there was no time to find all that it leans on';
  }
}

/** What a port uses and the branch lacks, as a sentence without its full stop. Lines count from 1. */
export function warningWords({ path, line, kind, name }: Warning): string {
  const place = `${decode(path)} line ${line + 1}`;
  switch (kind) {
    case 'name':
      return `${place} uses ${decode(name)}, which this file of the branch does not have`;
    case 'member':
      return `${place} uses ${decode(name)}, which the branch does not have`;
    case 'module':
      return `${place} imports ${decode(name)}, which the branch does not have`;
    case 'option':
      return `${place} uses the option ${decode(name)}, which the branch does not have`;
    case 'fixture':
      return `${place} asks for the fixture ${decode(name)}, which the branch does not have there`;
    case 'argument':
      return `${place} calls ${decode(name)} with arguments that do not fit the branch's function`;
    case 'override':
      return `${place} defines ${decode(name)}, a parameter that the fix adds to the methods of that name beside it`;
  }
}

/** What there is to warn of in an outcome. */
export function warningsOf(outcome: CellOutcome): readonly Warning[] {
  return 'warnings' in outcome ? outcome.warnings : [];
}

/** How it is known that a branch has a fix. */
function thereWords(outcome: Extract<CellOutcome, { kind: 'already-there' }>): string {
  if ('commit' in outcome) return presenceWords(outcome);
  const since = outcome.since === undefined ? '' : `, since ${outcome.since.slice(0, 12)}`;
  return outcome.proof === 'content'
    ? `its files are as the fix would make them${since}`
    : `each of its changes stands there, among other lines${since}`;
}

/** Which commit a branch has a fix by, how that is known, and whether its diff is another one: a pick's may be by either side. */
function presenceWords({ proof, commit, likeness }: Presence): string {
  const isPick = proof === 'picked' || proof === 'picked-from';
  const changed = likeness === 'changed' ? `, ${isPick ? 'with another diff' : 'changed before merge'}` : '';
  return `${commit.slice(0, 12)} ${proofWords(proof)}${changed}`;
}

function proofWords(proof: Presence['proof']): string {
  switch (proof) {
    case 'same-commit':
      return 'is the commit itself';
    case 'picked-from':
      return 'is a commit that it was picked from';
    case 'picked':
      return 'was picked from the same commit';
    case 'change-id':
      return 'has its Change-Id';
    case 'authorship':
      return 'has its title, author and date';
    case 'patch-id':
      return 'has the same diff';
    case 'patch-id-without-context':
      return 'makes the same change among other lines';
  }
}

/** What a branch's life means for a fix, as a clause; undefined where nothing is out of the ordinary. */
export function lifeWords(life: BranchState | undefined): string | undefined {
  switch (life) {
    case 'ended':
      return 'upstream takes no more fixes there';
    case 'unmaintained':
      return 'upstream takes fixes there, but makes no more releases';
    case 'development':
    case 'maintained':
    case undefined:
      return undefined;
  }
}
