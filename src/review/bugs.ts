// What bug trackers say of the bugs that fixes name: asked together, remembered with their age.
import { mapLimit } from '../base/limit';
import { ForgeError } from './error';

/** A bug. `state` is the tracker's own word; `open` is undefined where the word is not known. */
export interface Bug {
  title: string;
  state: string;
  open?: boolean;
  /** How it stands in each project, series or package that the tracker has it in; empty where it has one state only. */
  series: { name: string; state: string }[];
}

/** A bug that is known, as of `asOf` (epoch milliseconds). */
export interface KnownBug extends Bug {
  address: string;
  asOf: number;
}

/** One kind of tracker. It is only asked at hosts that it knows, whatever a patch names. */
export interface Tracker {
  /** The bug's name within this tracker that a web address means; undefined for all that is not its own. */
  idOf(address: URL): string | undefined;
  /** What is known of the bugs by their names; those that are not there, or not public, are left out. Throws `ForgeError`. */
  read(ids: readonly string[], signal: AbortSignal): Promise<Map<string, Bug>>;
}

/** Bugs of all trackers. */
export interface Bugs {
  /** What is remembered, without asking anyone. */
  known(address: string): KnownBug | undefined;
  /** Asks for bugs of which nothing new is known, and gives the faults; what was known before is kept. Rejects with the signal's reason only. */
  refresh(addresses: readonly string[], signal: AbortSignal): Promise<ForgeError[]>;
}

/** What bugs need. `fresh`: for how many milliseconds nobody is asked again; `start` is what was remembered before. */
export interface BugsOptions {
  trackers: readonly Tracker[];
  now: () => number;
  fresh?: number;
  start?: readonly KnownBug[];
  /** Told all that is known when something new is. */
  save(all: readonly KnownBug[]): Promise<void>;
}

/** The most that is remembered. */
const MOST = 2000;

/** Makes them; nothing is asked until `refresh`. */
export function createBugs({ trackers, now, fresh = 15 * 60_000, start = [], save }: BugsOptions): Bugs {
  const known = new Map(start.map((bug) => [bug.address, bug]));
  const absent = new Map<string, number>();
  return {
    known: (address) => known.get(address),
    async refresh(addresses, signal) {
      const isOld = (address: string) =>
        now() - Math.max(known.get(address)?.asOf ?? 0, absent.get(address) ?? 0) > fresh;
      const wanted = [...new Set(addresses)].filter((address) => URL.canParse(address) && isOld(address));
      const faults: ForgeError[] = [];
      let changed = false;
      await mapLimit(trackers, 4, async (tracker) => {
        const mine = wanted.flatMap((address) => {
          const id = tracker.idOf(new URL(address));
          return id === undefined ? [] : [{ address, id }];
        });
        if (mine.length === 0) return;
        try {
          const found = await tracker.read([...new Set(mine.map(({ id }) => id))], signal);
          for (const { address, id } of mine) {
            const bug = found.get(id);
            if (bug) known.set(address, { address, asOf: now(), ...bug });
            else absent.set(address, now());
            changed ||= bug !== undefined;
          }
        } catch (error) {
          if (!(error instanceof ForgeError)) throw error;
          faults.push(error);
        }
      });
      if (changed) await save([...known.values()].sort((a, b) => b.asOf - a.asOf).slice(0, MOST));
      return faults;
    },
  };
}

/** `2116852: Mend a leak (Fix Released; nova/2025.1: In Progress)`, as one line of plain text. */
export function bugText({
  address,
  title,
  state,
  series,
}: Pick<KnownBug, 'address' | 'title' | 'state' | 'series'>): string {
  return `${bugNumber(address)}: ${title} (${bugStates({ state, series })})`;
}

/** The number at the end of a bug's address; the address where there is none. */
export function bugNumber(address: string): string {
  return /(?<!\d)(\d+)\D*$/.exec(address)?.[1] ?? address;
}

/** `Fix Released; nova/2025.1: In Progress`. */
export function bugStates({ state, series }: Pick<Bug, 'state' | 'series'>): string {
  return [state, ...series.map(({ name, state: own }) => `${name}: ${own}`)].filter(Boolean).join('; ');
}
