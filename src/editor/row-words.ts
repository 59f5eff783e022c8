// The words for a fix on a branch, the same in tree, hover and lens.
import * as vscode from 'vscode';
import type { StatusRow } from '../flow/status';
import { look } from '../review/look';
import type { Review } from '../review/types';
import { ciText, nextText, requirementsText, votesText } from '../review/words';

/**
 * `needs you: 2 unresolved comments`, `in review · CI: check jobs are running`, `not submitted · waits for master`; the state alone where
 * it says why nobody has to act.
 */
export function rowWords({ standing, next }: StatusRow): string {
  const { word } = look(standing);
  if (next.who === 'nobody' && standing !== 'unknown' && standing !== 'not-submitted') return word;
  return standing === 'needs-you' && next.who === 'you' ? `${word}: ${next.why}` : `${word} · ${nextText(next)}`;
}

/** `as of 14:02`, with the date unless it is today's; empty when nothing is known. Times are epoch milliseconds. */
export function asOfWords(asOf: number | undefined, now: number): string {
  if (asOf === undefined) return '';
  const then = new Date(asOf);
  const isToday = then.toDateString() === new Date(now).toDateString();
  const time = then.toLocaleTimeString(vscode.env.language, { hour: '2-digit', minute: '2-digit' });
  const day = then.toLocaleDateString(vscode.env.language, { day: 'numeric', month: 'short' });
  return vscode.l10n.t('as of {0}', isToday ? time : `${day}, ${time}`);
}

/** What a review says, part by part: votes, CI, comments that wait, requirements. */
export function reviewWords(review: Review): string[] {
  const { unresolved } = review;
  const comments =
    unresolved === 0
      ? ''
      : unresolved === 1
        ? vscode.l10n.t('1 unresolved comment')
        : vscode.l10n.t('{0} unresolved comments', unresolved);
  return [votesText(review.votes), ciText(review.ci), comments, requirementsText(review)].filter(Boolean);
}
