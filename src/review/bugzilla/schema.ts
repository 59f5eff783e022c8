// The shape of Bugzilla's answers as far as it is used (bugzilla.readthedocs.io, "Bugs"): open to new fields and words.
import * as z from 'zod/mini';

const answer = z.object({ bugs: z.array(z.unknown()) });

const bug = z.object({
  id: z.number(),
  summary: z.string(),
  status: z.string(),
  resolution: z.optional(z.string()),
  is_open: z.optional(z.boolean()),
});

/** The bugs of an answer that can be read. */
export function readBugs(data: unknown): z.infer<typeof bug>[] {
  const read = answer.safeParse(data);
  return read.success ? read.data.bugs.flatMap((each) => bug.safeParse(each).data ?? []) : [];
}
