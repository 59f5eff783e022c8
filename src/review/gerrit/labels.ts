// A change's votes and requirements, without knowing any label by name: servers name them as they like.
import { plain } from '../text';
import type { Requirement, Vote } from '../types';
import { isSame, nameOf } from './people';
import type { Account, ChangeInfo, Label, SubmitRequirement } from './schema';

/** The vote that counts on each label that has one: a veto before an approval before lesser votes, negative before positive. */
export function votesOf(change: ChangeInfo): Vote[] {
  return Object.entries(change.labels ?? {}).flatMap(([name, label]) => {
    const value = combined(label);
    if (value === 0) return [];
    const by = (label.all ?? []).filter((approval) => approval.value === value).map(nameOf);
    return [{ label: plain(name, 60), value, text: plain(wordOf(label, value), 80), by }];
  });
}

/** Negative votes of people other than the ones `leaveOut` names; the counting one of each label. */
export function objections(change: ChangeInfo, leaveOut: (account: Account) => boolean): Vote[] {
  const labels = Object.entries(change.labels ?? {}).map(([name, label]) => {
    const all = (label.all ?? []).filter((approval) => !leaveOut(approval));
    return [name, { ...label, all }] as const;
  });
  return votesOf({ ...change, labels: Object.fromEntries(labels) }).filter((vote) => vote.value < 0);
}

/** The owner's own negative vote, with which communities such as OpenStack mark work in progress. */
export function ownBrake(change: ChangeInfo): Vote | undefined {
  return objections(change, (account) => !isSame(account, change.owner))[0];
}

/** A requirement with the labels it names. */
export interface LabelledRequirement extends Requirement {
  labels: string[];
}

/** The requirements that apply; where a server has none (before 3.5), every label that is not optional is one. */
export function requirementsOf(change: ChangeInfo): LabelledRequirement[] {
  if (change.submit_requirements) {
    return change.submit_requirements.filter((each) => each.status !== 'NOT_APPLICABLE').map(readRequirement);
  }
  return Object.entries(change.labels ?? {})
    .filter(([, label]) => label.optional !== true)
    .map(([name, label]) => {
      const approved = combined(label) > 0 && combined(label) === range(label).max;
      return { name: plain(name, 60), state: approved ? 'satisfied' : 'unsatisfied', labels: [name] };
    });
}

function readRequirement(requirement: SubmitRequirement): LabelledRequirement {
  const expression = requirement.submittability_expression_result?.expression ?? '';
  const named = [...expression.matchAll(/\blabel:"?([\w-]+)/g)].map((match) => match[1] ?? '');
  return {
    name: plain(requirement.name, 60),
    state: stateOf(requirement.status),
    labels: named.length > 0 ? [...new Set(named)] : [requirement.name],
  };
}

function stateOf(status: string): Requirement['state'] {
  switch (status) {
    case 'SATISFIED':
      return 'satisfied';
    case 'UNSATISFIED':
      return 'unsatisfied';
    case 'OVERRIDDEN':
    case 'FORCED':
      return 'overridden';
    default:
      return 'unknown';
  }
}

function combined(label: Label): number {
  const values = (label.all ?? []).map((approval) => approval.value ?? 0);
  const [lowest, highest] = [Math.min(0, ...values), Math.max(0, ...values)];
  const { min, max } = range(label);
  if (lowest < 0 && lowest === min) return lowest;
  if (highest > 0 && highest === max) return highest;
  return lowest < 0 ? lowest : highest;
}

/** The lowest and the highest value that the label knows. */
function range(label: Label): { min: number; max: number } {
  const values = Object.keys(label.values ?? {}).map(Number);
  return { min: Math.min(0, ...values), max: Math.max(0, ...values) };
}

/** The forge's own word for a value of a label; empty where it has none. Gerrit's keys carry the sign, and zero a leading space. */
export function wordOf(label: Label | undefined, value: number): string {
  return label?.values?.[value > 0 ? `+${value}` : value === 0 ? ' 0' : `${value}`] ?? '';
}
