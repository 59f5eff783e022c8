// The shapes of the caches on disk; a cache that does not fit is as good as none.
import * as z from 'zod/mini';
import type { KnownBug } from './bugs';
import type { ReviewDetail } from './thread';
import type { CiReport, Knowledge, Review } from './types';

const job = z.object({ name: z.string(), result: z.string(), voting: z.boolean(), url: z.exactOptional(z.string()) });

const report: z.ZodMiniType<CiReport> = z.object({
  reporter: z.string(),
  pipeline: z.string(),
  state: z.enum(['passed', 'failed', 'running']),
  voting: z.boolean(),
  failing: z.array(job),
});

const review: z.ZodMiniType<Review> = z.object({
  key: z.object({ host: z.string(), project: z.string(), number: z.number() }),
  url: z.string(),
  branch: z.string(),
  changeId: z.string(),
  subject: z.string(),
  state: z.enum(['draft', 'in-review', 'needs-you', 'approved', 'merged', 'abandoned', 'unknown']),
  reason: z.exactOptional(z.string()),
  votes: z.array(z.object({ label: z.string(), value: z.number(), text: z.string(), by: z.array(z.string()) })),
  ci: z.object({
    state: z.enum(['passed', 'failed', 'running', 'none']),
    pipeline: z.string(),
    failing: z.array(job),
    reports: z.array(report),
  }),
  requirements: z.array(
    z.object({ name: z.string(), state: z.enum(['satisfied', 'unsatisfied', 'overridden', 'unknown']) }),
  ),
  unresolved: z.number(),
  patchSet: z.number(),
  commit: z.string(),
  ref: z.string(),
  owner: z.string(),
  reviewers: z.array(z.string()),
  updated: z.number(),
  next: z.object({ who: z.enum(['you', 'reviewers', 'author', 'ci', 'nobody']), why: z.string() }),
  record: z.exactOptional(z.string()),
});

const version = 2;

const cache = z.object({
  version: z.literal(version),
  host: z.string(),
  reader: z.exactOptional(z.string()),
  entries: z.array(z.object({ id: z.string(), reviews: z.array(review), asOf: z.number() })),
});

/**
 * Reads a cache of this host; empty when it is another host's, of another version, or broken in any way. What another `reader` (product and
 * version) made of the forge's answers is shown, but counts as changed.
 */
export function readCache(text: string, host: string, reader: string): Knowledge[] {
  try {
    const read = cache.safeParse(JSON.parse(text));
    if (!read.success || read.data.host !== host) return [];
    if (read.data.reader === reader) return read.data.entries;
    const unmarked = ({ record: _, ...review }: Review): Review => review;
    return read.data.entries.map((entry) => ({ ...entry, reviews: entry.reviews.map(unmarked) }));
  } catch {
    return [];
  }
}

/** The cache as text. Faults are not kept: after a restart there is knowledge with its age, or none. */
export function writeCache(host: string, reader: string, entries: readonly Knowledge[]): string {
  const kept = entries.map(({ id, reviews, asOf }) => ({ id, reviews, asOf }));
  return `${JSON.stringify({ version, host, reader, entries: kept })}\n`;
}

const spot = z.object({
  path: z.string(),
  side: z.enum(['before', 'after']),
  line: z.exactOptional(z.number()),
  range: z.exactOptional(
    z.object({ startLine: z.number(), startCharacter: z.number(), endLine: z.number(), endCharacter: z.number() }),
  ),
});

const detail: z.ZodMiniType<ReviewDetail> = z.object({
  threads: z.array(
    z.object({
      id: z.string(),
      place: z.exactOptional(spot),
      patchSet: z.number(),
      commit: z.string(),
      resolved: z.boolean(),
      comments: z.array(
        z.object({ id: z.string(), author: z.string(), mine: z.boolean(), text: z.string(), at: z.number() }),
      ),
    }),
  ),
  votes: z.array(z.object({ label: z.string(), values: z.array(z.object({ value: z.number(), text: z.string() })) })),
  acts: z.array(z.enum(['reply', 'comment', 'vote', 'recheck', 'ready', 'abandon', 'restore'])),
});

const details = z.object({
  version: z.literal(1),
  host: z.string(),
  details: z.array(z.object({ url: z.string(), asOf: z.number(), detail })),
});

/** What was read of a review at `asOf` (epoch milliseconds), by the review's address. */
export interface ReadDetail {
  url: string;
  asOf: number;
  detail: ReviewDetail;
}

/** Reads the details of this host's reviews; empty when they are another host's, or broken in any way. */
export function readDetails(text: string, host: string): ReadDetail[] {
  try {
    const read = details.safeParse(JSON.parse(text));
    return read.success && read.data.host === host ? read.data.details : [];
  } catch {
    return [];
  }
}

/** The details as text: the newest, which come last, as far as they are below `most` characters together. */
export function writeDetails(host: string, all: readonly ReadDetail[], most: number): string {
  let left = most;
  const kept = all.findLastIndex((each) => {
    left -= JSON.stringify(each).length;
    return left < 0;
  });
  return `${JSON.stringify({ version: 1, host, details: all.slice(kept + 1) })}\n`;
}

const bugs = z.object({
  version: z.literal(1),
  bugs: z.array(
    z.object({
      address: z.string(),
      asOf: z.number(),
      title: z.string(),
      state: z.string(),
      open: z.exactOptional(z.boolean()),
      series: z.array(z.object({ name: z.string(), state: z.string() })),
    }),
  ),
});

/** Reads what is remembered of bugs; empty when it is broken in any way. */
export function readBugCache(text: string): KnownBug[] {
  try {
    const read = bugs.safeParse(JSON.parse(text));
    return read.success ? read.data.bugs : [];
  } catch {
    return [];
  }
}

/** What is remembered of bugs, as text. */
export function writeBugCache(all: readonly KnownBug[]): string {
  return `${JSON.stringify({ version: 1, bugs: all })}\n`;
}
