// Asks the forge again on our own, while somebody is looking, as often as the policy allows.
import type { Disposable } from '../../base/disposable';
import type { StatusRow } from '../../flow/status';
import { isSettled } from '../../review/look';
import { afterPoll, neverPolled, nextPoll, type PollResult } from '../../review/poll';
import type { Session } from './session';
import type { FixView } from './view';

/** Whether somebody looks at what the forge says; `changed` is to be called whenever that may be different. */
export interface Attention {
  isOn(session: Session): boolean;
  onDidChange(listener: () => void): Disposable;
}

/** How many reviews may still move; what nobody has asked about yet counts as such. */
function openReviews(rows: readonly StatusRow[]): number {
  return rows.filter(({ standing }) => !isSettled(standing)).length;
}

/** Names of the fixes about which the forge was never asked. */
function unasked(fixes: readonly FixView[]): string[] {
  const isUnasked = ({ review }: StatusRow) => review.asOf === undefined && review.fault === undefined;
  return fixes.filter(({ rows }) => rows.length > 0 && rows.every(isUnasked)).map(({ name }) => name);
}

/** Polls a session until disposed. A fix that was never asked about is asked about at once, all else when the policy says so. */
export function pollReviews(session: Session, attention: Attention, now: () => number): Disposable {
  const end = new AbortController();
  const tried = new Set<string>();
  let state = neverPolled;
  let timer: NodeJS.Timeout | undefined;
  let asking = false;

  const rows = () => session.view.fixes.flatMap((fix) => fix.rows);
  const words = () =>
    JSON.stringify(rows().map(({ standing, next, review }) => [standing, next, review.review?.updated]));

  async function ask(): Promise<void> {
    const before = words();
    for (const { name } of session.view.fixes) tried.add(name);
    await session.ask(end.signal);
    state = afterPoll(state, resultOf(before), now());
  }

  function resultOf(before: string): PollResult {
    const fault = rows().find(({ review }) => review.fault)?.review.fault;
    if (fault) return { kind: 'failed', fault };
    return { kind: words() === before ? 'unchanged' : 'changed' };
  }

  async function run(): Promise<void> {
    asking = true;
    await ask().catch(() => {});
    asking = false;
    plan();
  }

  function plan(): void {
    clearTimeout(timer);
    if (asking || end.signal.aborted || session.view.condition.kind !== 'ready') return;
    const focused = attention.isOn(session);
    const wait = nextPoll(state, { now: now(), focused, open: openReviews(rows()), random: Math.random() });
    if (wait === undefined) return;
    const fresh = now() >= state.notBefore && unasked(session.view.fixes).some((name) => !tried.has(name));
    timer = setTimeout(() => void run(), fresh ? 0 : wait);
  }

  const listening = [session.onDidChange(plan), attention.onDidChange(plan)];
  plan();
  return {
    dispose: () => {
      end.abort();
      clearTimeout(timer);
      for (const each of listening) each.dispose();
    },
  };
}
