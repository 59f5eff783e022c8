// Which names of header fields and trailers a community's patches have, and which it does not take.

/** A community's names, in any case: those that it has besides everybody's, and those that its tools refuse. */
export interface FieldNames {
  known: readonly string[];
  refused: readonly string[];
}

/** Fields of mails (RFC 5322), of DEP-3, and Fishladder's own. */
const COMMON = [
  ...['From', 'Sender', 'Reply-To', 'To', 'Cc', 'Date', 'Subject', 'Message-Id', 'In-Reply-To', 'References'],
  ...['MIME-Version', 'Content-Type', 'Content-Transfer-Encoding'],
  ...['Description', 'Origin', 'Bug', 'Forwarded', 'Author', 'Last-Update', 'Applied-Upstream'],
];

/** DEP-3's `Bug-<Vendor>`, whatever people did to a change, and fields that tools keep for themselves. */
const PATTERNS = /^(?:Bug-[A-Za-z]+|[A-Za-z]+(?:-[a-z]+)*-by|X-[\w-]+)$/i;

/** What a community makes of a name; undefined where neither it nor everybody knows it. */
export function fieldStanding(name: string, { known, refused }: FieldNames): 'known' | 'refused' | undefined {
  const lower = name.toLowerCase();
  const has = (names: readonly string[]) => names.some((each) => each.toLowerCase() === lower);
  if (has(refused)) return 'refused';
  return has(known) || has(COMMON) || PATTERNS.test(name) ? 'known' : undefined;
}
