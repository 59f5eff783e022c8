// `fishladder status`: every fix on every branch, how its review stands, and who acts next.

import { bugsOf, openBugs } from '../flow/bugs';
import type { Ladder } from '../flow/ladder';
import { openReviews } from '../flow/reviews';
import { type FixStatus, readStatus, type Status, type StatusRow, soughtFixes, withReviews } from '../flow/status';
import { lifeWords } from '../flow/words';
import { bugText, type KnownBug } from '../review/bugs';
import { look } from '../review/look';
import type { Review } from '../review/types';
import { ageText, ciText, nextText, votesText } from '../review/words';
import type { Call } from './arguments';
import { plain, table } from './table';
import { EXIT, type Terminal } from './terminal';

/** Prints the status, after asking the forge unless `--offline`, and bug trackers with `--bugs`. */
export async function runStatus(ladder: Ladder, { words, options }: Call, terminal: Terminal): Promise<number> {
  const reviews = await openReviews(ladder);
  try {
    const known = await readStatus(ladder, { names: words, to: [] }, reviews, terminal.signal);
    if (reviews && !options.offline) await reviews.refresh(soughtFixes(known.fixes), terminal.signal);
    const status = withReviews(ladder, known, reviews);
    const bugs = await openBugs(ladder);
    const named = status.fixes.flatMap(({ source }) => bugsOf(ladder, source));
    const missed = options.bugs ? await bugs.refresh(named, terminal.signal) : [];
    const bugsOfFix = ({ source }: FixStatus) => bugsOf(ladder, source).flatMap((address) => bugs.known(address) ?? []);
    const now = ladder.host.now().getTime();
    await terminal.out(options.json ? statusJson(status, bugsOfFix) : statusText(status, now, bugsOfFix));
    for (const note of [...status.notes, ...faults(status), ...missed.map(({ message }) => message)])
      terminal.err(`${plain(note)}\n`);
    return EXIT.done;
  } finally {
    reviews?.dispose();
  }
}

function statusText({ fixes }: Status, now: number, bugs: (fix: FixStatus) => KnownBug[]): string {
  if (fixes.length === 0) return 'No fix is marked yet. Mark one with: fishladder mark --title "What it mends" PATH\n';
  return fixes.map((fix) => fixText(fix, now, bugs(fix))).join('\n');
}

function fixText({ source, title, rows }: FixStatus, now: number, bugs: KnownBug[]): string {
  const lines = rows.map(({ cell, standing, next, review, life }) => [
    life === undefined || cell.branch.startsWith(`${life}/`) || !lifeWords(life)
      ? cell.branch
      : `${cell.branch} (${life})`,
    look(standing).word,
    plain(nextText(next)),
    review.asOf ? ageText(review.asOf, now) : '',
  ]);
  const reviews = rows.flatMap(({ cell, review: { review } }) =>
    review ? [[cell.branch, plain(reviewText(review))]] : [],
  );
  const head = `${source.name} (${source.folder}): ${plain(title)}\n`;
  return (
    head +
    table([['BRANCH', 'STATE', 'NEXT', 'AS OF'], ...lines], '  ') +
    (reviews.length > 0 ? `\n${table(reviews, '  ')}` : '') +
    bugs.map((bug) => `  bug ${plain(bugText(bug))}\n`).join('')
  );
}

function reviewText({ url, votes, ci }: Review): string {
  return [url, votesText(votes), ciText(ci)].filter(Boolean).join('; ');
}

function statusJson({ fixes, notes }: Status, bugs: (fix: FixStatus) => KnownBug[]): string {
  const rows = (fix: FixStatus) => fix.rows.map(rowJson);
  return `${JSON.stringify({ fixes: fixes.map((fix) => ({ name: fix.source.name, release: fix.source.folder, title: fix.title, branches: rows(fix), bugs: bugs(fix).map(bugJson) })), notes })}\n`;
}

function bugJson({ asOf, ...bug }: KnownBug): object {
  return { ...bug, asOf: new Date(asOf).toISOString() };
}

function rowJson({ cell, standing, next, review, life }: StatusRow): object {
  const { fault, asOf } = review;
  return {
    branch: cell.branch,
    ...(life ? { life } : {}),
    outcome: cell.outcome.kind,
    patch: cell.patch,
    state: standing,
    next,
    ...(review.review ? { review: review.review } : {}),
    ...(asOf === undefined ? {} : { asOf: new Date(asOf).toISOString() }),
    ...(fault ? { fault: { code: fault.code, message: fault.message, next: fault.next } } : {}),
  };
}

/** Each fault of the forge once, with its next step. */
function faults({ fixes }: Status): string[] {
  const all = fixes.flatMap(({ rows }) =>
    rows.flatMap(({ review }) => (review.fault ? [`${review.fault.message} ${review.fault.next}`] : [])),
  );
  return [...new Set(all)];
}
