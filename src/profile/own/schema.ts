// The shape of a profile of one's own: strict, so that a misspelled name is told. schemas/profile.json is made from it.

import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { COMMUNITIES } from '../detect';

function described<T extends z.ZodMiniType>(type: T, description: string): T {
  z.globalRegistry.add(type, { description });
  return type;
}

function webAddress(): z.ZodMiniString {
  return z.string().check(z.regex(/^https?:\/\/[^\s@]+\/$/));
}

const names = (description: string) => described(z.array(z.string().check(z.minLength(1))), description);

const policy = z.strictObject({
  paths: names('Paths from the top of the repository; * stands for anything, slashes included.'),
  message: described(
    z.string().check(z.minLength(1)),
    'What to tell about a patch for a release branch that touches them.',
  ),
  explanation: z.optional(described(z.string(), 'Why, and where the community says so.')),
  severity: z.optional(described(z.enum(['error', 'warning', 'info']), 'How bad it is; a warning when left out.')),
});

const hosted = z.strictObject({
  kind: described(z.enum(['gerrit', 'github', 'gitlab']), 'The review system.'),
  host: described(z.string().check(z.regex(/^[\w.-]+(?::\d+)?$/)), 'Its host name, with the port if it has one.'),
  project: described(z.string().check(z.regex(/^[\w./+-]+$/)), 'The project there, such as owner/name.'),
  address: z.exactOptional(
    described(webAddress(), 'Its web address, where it is not https:// and the host; ends in a slash.'),
  ),
});

const mail = z.strictObject({
  kind: described(z.literal('mail'), 'Patches go to a mailing list.'),
  host: described(z.string().check(z.regex(/^[\w.-]+(?::\d+)?$/)), 'The host that reviews are named by.'),
  project: described(z.string(), 'The short name of the project in Patchwork; may be empty.'),
  list: described(z.string().check(z.regex(/^[^\s<>@,]+@[\w.-]+$/)), 'The address that patches are sent to.'),
  archive: described(webAddress(), 'The web address of the public archive (public-inbox); ends in a slash.'),
  patchwork: z.exactOptional(described(webAddress(), 'The web address of Patchwork; ends in a slash.')),
});

const schema = z.strictObject({
  $schema: z.optional(z.string()),
  name: described(z.string().check(z.minLength(1)), 'The name of the community, for people.'),
  extends: z.optional(
    described(
      z.enum(COMMUNITIES),
      'The community whose conventions hold for all that is not said here; generic when left out.',
    ),
  ),
  forge: z.optional(described(z.discriminatedUnion('kind', [hosted, mail]), 'Where patches are reviewed.')),
  branches: z.optional(
    names(
      'Branches that fixes go to, newest first; the first entry is the trunk. * stands for anything, and what it matches is sorted by number, newest first.',
    ),
  ),
  ended: z.optional(names('Branches that take no fixes any more; * stands for anything.')),
  bugTrailer: z.optional(
    described(
      z.string().check(z.regex(/^[A-Za-z0-9-]+: .*\{bug\}/)),
      'The trailer that names a bug, with {bug} in it, such as "Closes-Bug: #{bug}".',
    ),
  ),
  bugAddress: z.optional(
    described(z.string().check(z.regex(/^https?:\/\/\S*\{bug\}/)), 'The web address of a bug, with {bug} in it.'),
  ),
  signOff: z.optional(described(z.boolean(), 'Whether a fix is signed off.')),
  pickLine: z.optional(described(z.boolean(), 'Whether a fix names the commit that it was picked from.')),
  titleLength: z.optional(
    described(z.int().check(z.minimum(20), z.maximum(200)), 'The most characters that a title may have.'),
  ),
  required: z.optional(names('Trailers that every message must have, such as Change-Id.')),
  policy: z.optional(described(z.array(policy), 'What release branches do not take.')),
  ignore: z.optional(names('Codes of remarks that are not wanted, such as title-long.')),
});

/** A profile as a file says it. */
export type OwnProfile = z.infer<typeof schema>;

/** Reads a profile file's text; a sentence says what is wrong with it, and where. */
export function readOwnProfile(text: string): { profile: OwnProfile } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `it is no JSON: ${(error as Error).message}` };
  }
  const read = schema.safeParse(value, { error: en().localeError });
  if (read.success) return { profile: read.data };
  const [issue] = read.error.issues;
  const place =
    issue?.path.reduce<string>(
      (path, key) => (typeof key === 'number' ? `${path}[${key}]` : `${path}${path ? '.' : ''}${String(key)}`),
      '',
    ) ?? '';
  return { problem: `${place ? `${place}: ` : ''}${issue?.message ?? ''}` };
}

/** The JSON schema of a profile file, for editors. */
export function profileJsonSchema(): object {
  return z.toJSONSchema(schema);
}
