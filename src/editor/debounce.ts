// Runs something once after a burst of calls has ended.
import type { Disposable } from '../base/disposable';

/** A function whose calls are put off; disposing forgets a call that waits. */
export type Debounced = (() => void) & Disposable;

/** Puts `action` off until no call has come for `delay` milliseconds. */
export function debounce(delay: number, action: () => void): Debounced {
  let timer: NodeJS.Timeout | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };
  return Object.assign(later, { dispose: () => clearTimeout(timer) });
}
