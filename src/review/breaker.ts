// Leaves a host alone that asked for it, or that fails time and again, so that nobody waits for it and it can recover.
import { ForgeError } from './error';

/** What a breaker is made with; `now` gives milliseconds that only grow, `random` is in 0..1. */
export interface BreakerOptions {
  now: () => number;
  random: () => number;
}

/** Knows which hosts may be asked. */
export interface Breaker {
  /** Throws the fault of the last try, with the time that is left, while its host is to be left alone. */
  check(host: string): void;
  /** How a try ended: with a fault, or well. */
  report(host: string, fault: ForgeError | undefined): void;
}

interface Trouble {
  fault: ForgeError;
  count: number;
  until: number;
}

const second = 1000;
/** A pause that was asked for without its length begins with this, and no pause is longer than that. */
const firstPause = 15 * second;
const longestPause = 30 * 60 * second;
/** A host that does not answer is tried so many times at once; then after pauses that a person can wait for. */
const tries = 3;
const firstRest = 5 * second;
const longestRest = 60 * second;

/** Makes a breaker that trusts every host. */
export function createBreaker({ now, random }: BreakerOptions): Breaker {
  const troubles = new Map<string, Trouble>();

  /** Doubles with each failure; up to a quarter more, so that not everyone is back at once. */
  const pause = (first: number, longest: number, doublings: number) =>
    Math.min(first * 2 ** Math.min(doublings, 20), longest) * (1 + random() / 4);

  function length(fault: ForgeError, count: number): number {
    if (fault.code === 'forge-busy') {
      return fault.retryAfter === undefined
        ? pause(firstPause, longestPause, count - 1)
        : Math.min(fault.retryAfter, longestPause);
    }
    return count < tries ? 0 : pause(firstRest, longestRest, count - tries);
  }

  return {
    check(host) {
      const trouble = troubles.get(host);
      const left = (trouble?.until ?? 0) - now();
      if (!trouble || left <= 0) return;
      const { code, message, status } = trouble.fault;
      throw new ForgeError(
        code,
        host,
        message,
        `It is left alone for ${Math.ceil(left / second)} seconds, then asked again.`,
        {
          ...(status === undefined ? {} : { status }),
          retryAfter: left,
          cause: trouble.fault,
        },
      );
    },
    report(host, fault) {
      if (!fault || !isTrouble(fault)) {
        troubles.delete(host);
        return;
      }
      const count = (troubles.get(host)?.count ?? 0) + 1;
      troubles.set(host, { fault, count, until: now() + length(fault, count) });
    },
  };
}

/** True for what the next question would meet as well; any other answer shows that the host is well. */
function isTrouble({ code, status }: ForgeError): boolean {
  return ['forge-busy', 'forge-unreachable', 'forge-timeout'].includes(code) || (status ?? 0) >= 500;
}
