// Words for people about a submit.
import type { Account } from '../review/forge';
import type { SubmitRow } from './submit';

/** Why a fix is not sent for a branch; empty for one that is. */
export function verdictWords({ verdict, review }: SubmitRow): string {
  switch (verdict.kind) {
    case 'goes':
      return '';
    case 'shown':
      return `up to date: ${review?.url ?? ''}`;
    case 'merged':
      return 'merged';
    case 'waits':
      return `waits: ${verdict.why}`;
    case 'held':
      return `not now: ${verdict.why}. ${verdict.next}`;
  }
}

/** `Maya Lindqvist (maya)`; what git knows, where the forge was told nothing. */
export function accountWords(account: Account | undefined): string {
  return account ? `${account.name} (${account.user})` : 'whoever git signs in as';
}
