// The shape of Patchwork's answers as far as it is used (its docs/api/schemas): open to new fields and states.
import * as z from 'zod/mini';

const person = z.nullish(z.object({ name: z.nullish(z.string()), email: z.nullish(z.string()) }));

const patch = z.object({
  id: z.number(),
  web_url: z.nullish(z.string()),
  project: z.object({ link_name: z.string() }),
  msgid: z.string(),
  list_archive_url: z.nullish(z.string()),
  date: z.nullish(z.string()),
  name: z.string(),
  commit_ref: z.nullish(z.string()),
  state: z.string(),
  submitter: person,
  delegate: z.nullish(z.object({ username: z.nullish(z.string()) })),
  check: z.nullish(z.string()),
  tags: z.nullish(z.record(z.string(), z.number())),
  content: z.nullish(z.string()),
  diff: z.nullish(z.string()),
});

const comment = z.object({
  id: z.number(),
  msgid: z.nullish(z.string()),
  date: z.nullish(z.string()),
  submitter: person,
  content: z.nullish(z.string()),
  addressed: z.nullish(z.boolean()),
});

const check = z.object({
  date: z.nullish(z.string()),
  state: z.string(),
  target_url: z.nullish(z.string()),
  context: z.string(),
});

/** A patch; `content` and `diff` only where it is asked for alone. */
export type Patch = z.infer<typeof patch>;
/** What a CI says of a patch. */
export type Check = z.infer<typeof check>;

/** The elements of a list that can be read. */
function readable<T>(shape: z.ZodMiniType<T>, answer: unknown): T[] | undefined {
  if (!Array.isArray(answer)) return undefined;
  return answer.flatMap((each) => {
    const read = shape.safeParse(each);
    return read.success ? [read.data] : [];
  });
}

/** Patches of a list; undefined when it is none. */
export const readPatches = (answer: unknown) => readable(patch, answer);
/** Comments of a list; undefined when it is none. */
export const readComments = (answer: unknown) => readable(comment, answer);
/** Checks of a list; undefined when it is none. */
export const readChecks = (answer: unknown) => readable(check, answer);

/** One patch; undefined when it is none. */
export function readPatch(answer: unknown): Patch | undefined {
  const read = patch.safeParse(answer);
  return read.success ? read.data : undefined;
}

/** The version of Patchwork's interface that its root names in addresses. */
export function readIndex(answer: unknown): boolean {
  return z.object({ patches: z.string() }).safeParse(answer).success;
}

const posted = z.object({ id: z.string(), sent: z.boolean(), at: z.number() });
const outbox = z.object({ version: z.literal(1), mails: z.array(posted) });

/** A mail that was handed to the mail program at `at` (epoch milliseconds); `sent`: it took the mail. */
export type PostedMail = z.infer<typeof posted>;

/** Reads what is remembered of mails; empty when it is broken in any way. */
export function readOutbox(text: string): PostedMail[] {
  try {
    return outbox.safeParse(JSON.parse(text)).data?.mails ?? [];
  } catch {
    return [];
  }
}

/** What is remembered of mails, as text. */
export function writeOutbox(mails: readonly PostedMail[]): string {
  return `${JSON.stringify({ version: 1, mails })}\n`;
}
