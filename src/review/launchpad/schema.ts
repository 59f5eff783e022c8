// The shape of Launchpad's answers as far as it is used (api.launchpad.net/devel): open to new fields and words.
import * as z from 'zod/mini';

const bug = z.object({ id: z.number(), title: z.string() });

const tasks = z.object({
  entries: z.array(z.object({ bug_target_name: z.string(), status: z.string(), is_complete: z.optional(z.boolean()) })),
});

/** A bug; undefined when the answer is none. */
export function readBug(answer: unknown): z.infer<typeof bug> | undefined {
  const read = bug.safeParse(answer);
  return read.success ? read.data : undefined;
}

/** The bug's tasks, one for each project, series and package. */
export function readTasks(answer: unknown): z.infer<typeof tasks>['entries'] {
  const read = tasks.safeParse(answer);
  return read.success ? read.data.entries : [];
}
