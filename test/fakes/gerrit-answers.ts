// Reads the Gerrit answers in test/fixtures/gerrit and puts another Change-Id, project and branch into them.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The situations there are answers for; each is a file. */
export type Situation =
  | 'new'
  | 'wip'
  | 'ci-failed'
  | 'ci-passed'
  | 'objection'
  | 'third-party'
  | 'approved'
  | 'gate'
  | 'merged'
  | 'abandoned';

/** A ChangeInfo as JSON has it. */
export type Change = Record<string, unknown>;

/** The JSON of one answer file, without its first line. */
export function readAnswer(folder: string, name: Situation | 'version' | 'info'): unknown {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8').replace(/^\)\]\}'\n/, ''));
}

const read = new Map<string, Change>();

function changeOf(folder: string, situation: Situation): Change {
  const key = join(folder, situation);
  const change = read.get(key) ?? (readAnswer(folder, situation) as [Change])[0];
  read.set(key, change);
  return change;
}

/** The change of a situation as if it had been pushed with this Change-Id to this branch; its number is always the same. */
export function readChange(
  folder: string,
  situation: Situation,
  changeId: string,
  project: string,
  branch: string,
): Change {
  const change = changeOf(folder, situation);
  const name = `${encodeURIComponent(project)}~${encodeURIComponent(branch)}`;
  const digest = createHash('sha1').update(`${name}~${changeId}`).digest();
  const number = 1_000_000 + (digest.readUInt32BE(0) % 990_000_000);
  return {
    ...change,
    id: `${encodeURIComponent(project)}~${number}`,
    triplet_id: `${name}~${changeId}`,
    project,
    branch,
    full_branch: `refs/heads/${branch}`,
    change_id: changeId,
    _number: number,
    meta_rev_id: createHash('sha1').update(`${situation} ${number}`).digest('hex'),
    virtual_id_number: number,
  };
}

/** The fields that Gerrit sends only when an option asks for them. */
const optional: Record<string, string[]> = {
  labels: ['LABELS', 'DETAILED_LABELS'],
  messages: ['MESSAGES'],
  submit_requirements: ['SUBMIT_REQUIREMENTS'],
  current_revision: ['CURRENT_REVISION'],
  revisions: ['CURRENT_REVISION'],
};

/** A change with only the fields that these options bring. */
export function select(change: Change, options: readonly string[]): Change {
  return Object.fromEntries(
    Object.entries(change).filter(([field]) => optional[field]?.some((name) => options.includes(name)) ?? true),
  );
}
