// Checks the `(cherry picked from commit …)` lines, by the rules of nova's tools/check-cherry-picks.sh and of the stable policy.
import { decode, splitLines } from '../../base/bytes';
import { formatMessage } from '../../patch/message';
import type { CommitFacts, Facts, Remark, Remedy } from '../check';
import { rewriteLine } from '../edits';
import { entriesNamed, type PickLine, type Reading } from '../reading';
import { isStable, openstackBranches, openstackState } from './branches';

const SCRIPT =
  "nova's tools/check-cherry-picks.sh (tox -e pep8) demands that every picked commit is on master, a stable or an unmaintained branch, or behind an -eol tag.";
const POLICY =
  'Stable policy (https://docs.openstack.org/project-team-guide/stable-branches.html): a fix goes to master first, then to each newer maintained branch, one after the other; git cherry-pick -x adds a line each time, the oldest first.';

/**
 * `picked-missing`: a stable branch without pick line and without `[stable-only]`, for information where there is nothing to name
 * yet. `picked-short`, `picked-unknown` (the clone lacks the commit), `picked-unmerged`, `picked-order`, `picked-newer-missing` (a newer maintained branch is not named).
 */
export function picksCheck(reading: Reading, facts: Facts): Remark[] {
  if (isByBot(reading)) return [];
  const { picked } = reading;
  if (facts.branch === undefined || !isStable(facts.branch))
    return picked.flatMap((pick) => pickRemarks(reading, pick, facts));
  if (picked.length === 0) return isStableOnly(reading) ? [] : [missing(reading, facts)];
  const each = picked.flatMap((pick) => pickRemarks(reading, pick, facts));
  return [...each, ...orderRemarks(reading, facts), ...newerRemarks(picked, facts, facts.branch)];
}

/** The release bot's commits are let pass, as by the script. */
function isByBot(reading: Reading): boolean {
  return entriesNamed(reading, 'From')[0]?.value.toLowerCase().includes('infra-root@openstack.org') ?? false;
}

/** As the script: `stable`, and later on the same line `only`, in any case, anywhere in the message. */
function isStableOnly({ title, message }: Reading): boolean {
  const lines = [title, ...decode(formatMessage(message)).split('\n')].map((line) => line.toLowerCase());
  return lines.some((line) => line.includes('stable') && line.lastIndexOf('only') > line.indexOf('stable'));
}

/** It cannot name a commit yet where no branch before its own has the fix, and needs no hand where the next port names one. */
function missing({ titleLine }: Reading, { passed }: Facts): Remark {
  const isEarly = passed?.length === 0;
  const wanted = 'A patch for a stable branch names the commit it was picked from, or has [stable-only] in its title.';
  const port = 'the next fishladder port names the commit';
  return {
    code: 'picked-missing',
    severity: isEarly ? 'info' : 'error',
    message: isEarly
      ? `No branch before this one has the fix yet: once one has, ${port}; a fix for stable branches alone has [stable-only] in its title.`
      : `${wanted}${passed ? ` A branch before this one has the fix: ${port}.` : ''}`,
    explanation: `${SCRIPT} ${POLICY}`,
    start: titleLine,
    end: titleLine + 1,
  };
}

function pickRemarks(reading: Reading, { commit, line }: PickLine, { commits }: Facts): Remark[] {
  const at = { start: line, end: line + 1 };
  const known = commits?.get(commit);
  if (!/^[0-9a-f]{40}$/.test(commit))
    return [
      {
        code: 'picked-short',
        severity: 'warning',
        message: 'A pick line has the full commit id.',
        explanation: SCRIPT,
        ...at,
        ...(known === undefined || known === 'absent' ? {} : inFull(reading, line, commit, known.id)),
      },
    ];
  if (known === undefined) return [];
  const short = commit.slice(0, 12);
  if (known === 'absent')
    return [
      {
        code: 'picked-unknown',
        severity: 'warning',
        message: `This clone does not have the commit ${short}.`,
        explanation: `${SCRIPT} It may be on a branch that was not fetched or has ended, or the id may be wrong.`,
        ...at,
      },
    ];
  if (isMerged(known)) return [];
  return [
    {
      code: 'picked-unmerged',
      severity: 'error',
      message: `The commit ${short} is on no upstream branch.`,
      explanation: `${SCRIPT} Name the merged commit, not the one under review.`,
      ...at,
    },
  ];
}

function inFull(reading: Reading, line: number, short: string, id: string): Pick<Remark, 'remedy'> {
  const edit = rewriteLine(reading, line, (text) => text.replace(short, () => id));
  return edit ? { remedy: { title: 'Write the full id', edits: [edit], safe: true } } : {};
}

function isMerged({ branches, tags }: CommitFacts): boolean {
  return openstackBranches(branches).length > 0 || tags.some((tag) => tag.endsWith('-eol'));
}

/** The newest branch that a picked commit is on, as its place in the order; undefined where that is not known. */
function rankOf(commit: string, { commits, branches = [] }: Facts): number | undefined {
  const known = commits?.get(commit);
  if (known === undefined || known === 'absent') return undefined;
  const order = openstackBranches(branches);
  const ranks = known.branches.map((name) => order.indexOf(name)).filter((rank) => rank >= 0);
  return ranks.length === 0 ? undefined : Math.min(...ranks);
}

function orderRemarks(reading: Reading, facts: Facts): Remark[] {
  const ranked = reading.picked.map(({ commit, line }) => ({ line, rank: rankOf(commit, facts) }));
  const remedy = inOrder(reading, ranked);
  return ranked.flatMap(({ line, rank }, at): Remark[] => {
    const before = ranked.slice(0, at).findLast((other) => other.rank !== undefined)?.rank;
    if (rank === undefined || before === undefined || before <= rank) return [];
    return [
      {
        code: 'picked-order',
        severity: 'warning',
        message: 'This commit is on a newer branch than the one above; the oldest pick, from master, comes first.',
        explanation: POLICY,
        start: line,
        end: line + 1,
        ...(remedy ? { remedy } : {}),
      },
    ];
  });
}

/** The lines with the oldest pick first; undefined where the place of one is not known. */
function inOrder(reading: Reading, ranked: readonly { line: number; rank: number | undefined }[]): Remedy | undefined {
  if (ranked.some(({ rank }) => rank === undefined)) return undefined;
  const lines = splitLines(reading.patch.preamble);
  const sorted = [...ranked].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const edits = ranked.flatMap(
    ({ line }, at) => rewriteLine(reading, line, () => lines[sorted[at]?.line ?? line] ?? '') ?? [],
  );
  return { title: 'Put the picks in order', edits, safe: false };
}

/** Newer maintained branches on which none of the picked commits is; silent unless all of them are known. */
function newerRemarks(picked: readonly PickLine[], facts: Facts, branch: string): Remark[] {
  const { commits, branches, tags = [] } = facts;
  if (!branches || !commits) return [];
  const known = picked.map(({ commit }) => commits.get(commit));
  if (known.some((found) => found === undefined || found === 'absent')) return [];
  const order = openstackBranches(branches);
  const newer = order.slice(0, Math.max(order.indexOf(branch), 0)).filter((name) => {
    const state = openstackState(name, { branches, tags });
    return state === 'development' || state === 'maintained';
  });
  const reached = new Set(known.flatMap((found) => (found as CommitFacts).branches));
  const lacking = newer.filter((name) => !reached.has(name));
  const line = picked.at(-1)?.line;
  if (lacking.length === 0 || line === undefined) return [];
  return [
    {
      code: 'picked-newer-missing',
      severity: 'warning',
      message: `The fix is not named as merged on ${lacking.join(', ')}, which ${lacking.length === 1 ? 'is' : 'are'} newer than ${branch}.`,
      explanation: POLICY,
      start: line,
      end: line + 1,
    },
  ];
}
