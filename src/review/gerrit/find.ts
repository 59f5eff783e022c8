// Finds the reviews of many fixes, and reads only those again that have changed.
import type { Knowledge, Review, Sought } from '../types';
import type { Door } from './door';
import { toReview } from './map';
import type { Me } from './people';
import { createPicks } from './picks';
import { createQuery, numberOf } from './query';
import type { ReadChange } from './schema';

/** Of many Change-Ids only so many characters are sent: Gerrit finds ids by their beginning, and what is found too much is left out here. */
const shortId = 9;
const many = 150;

/** The most reviews that are remembered, of about 2 KB each. */
const most = 5000;

/** Finds reviews, and remembers them. */
export interface Finder {
  /** The reviews by `Sought.id`, for a person. */
  find(sought: readonly Sought[], me: Me, signal: AbortSignal): Promise<Map<string, Review[]>>;
  /** Takes what was found before. */
  remember(known: readonly Knowledge[]): void;
}

/** Makes the finder for one project; empty for all. */
export function createFinder(door: Door, project: string): Finder {
  const query = createQuery(door, project);
  const picks = createPicks(door, project);
  const memory = new Map<number, Review>();

  /** Reviews by these terms, from memory where nothing has happened to them since. */
  async function read(terms: readonly string[], me: Me, signal: AbortSignal): Promise<Review[]> {
    const person = `${me._account_id ?? me.email ?? ''}`;
    const learn = (change: ReadChange): Review => {
      const record = recordOf(change, person);
      const review = { ...toReview(change, { base: door.base.href, me }), ...(record !== undefined && { record }) };
      memory.set(review.key.number, review);
      return review;
    };
    if (memory.size === 0) return (await query(terms, 'full', signal)).map(learn);
    const known: Review[] = [];
    const changed: string[] = [];
    for (const change of await query(terms, 'light', signal)) {
      const number = numberOf(change);
      const before = memory.get(number);
      if (before?.record !== undefined && before.record === recordOf(change, person)) known.push(before);
      else changed.push(`change:${number}`);
    }
    return [...known, ...(await query(changed, 'full', signal)).map(learn)];
  }

  async function find(sought: readonly Sought[], me: Me, signal: AbortSignal): Promise<Map<string, Review[]>> {
    const picked = await picks.find(sought, signal);
    const wanted = sought.map(({ id, addresses }) => ({
      id,
      numbers: [...numbersIn(addresses, door.base), ...(picked.get(id) ?? [])],
    }));
    const length = wanted.length > many ? shortId : undefined;
    const terms = wanted.flatMap(({ id, numbers }) => [
      ...(isChangeId(id) ? [id.slice(0, length)] : []),
      ...numbers.map((number) => `change:${number}`),
    ]);
    const reviews = terms.length === 0 ? [] : await read([...new Set(terms)], me, signal);
    for (const number of memory.keys()) {
      if (memory.size <= most) break;
      memory.delete(number);
    }
    const byId = new Map<string, Review[]>();
    for (const review of reviews) byId.set(review.changeId, [...(byId.get(review.changeId) ?? []), review]);
    const byNumber = new Map(reviews.map((review) => [review.key.number, review]));
    const all = wanted.map(({ id, numbers }): [string, Review[]] => [
      id,
      [...new Set([...(byId.get(id) ?? []), ...numbers.flatMap((number) => byNumber.get(number) ?? [])])],
    ]);
    return new Map(all);
  }

  return {
    find,
    remember: (known) => {
      picks.remember(known);
      for (const review of known.flatMap(({ reviews }) => reviews))
        if (review.record !== undefined) memory.set(review.key.number, review);
    },
  };
}

/** Gerrit's ids in full. */
function isChangeId(id: string): boolean {
  return /^I[0-9a-f]{40}$/.test(id);
}

/** The numbers in addresses of changes at this server, such as `<base>c/openstack/nova/+/951202/3`, `<base>951202` or `<base>#/c/951202/`. */
function numbersIn(addresses: readonly string[], { href }: URL): number[] {
  return addresses.flatMap((address) => {
    const path = address.startsWith(href) ? address.slice(href.length) : '';
    const number = /^(?:(?:#\/)?c\/)?(?:[^?#]*\/\+\/)?(\d{1,9})(?:[/?#]|$)/.exec(path)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
}

/** What differs whenever something has happened to a change: the commit that Gerrit keeps its record in. Undefined where the server does not tell. */
function recordOf(change: ReadChange, person: string): string | undefined {
  if (change.kind !== 'whole' || change.change.meta_rev_id === undefined) return undefined;
  return [change.change.meta_rev_id, change.change.mergeable ?? '', person].join(' ');
}
