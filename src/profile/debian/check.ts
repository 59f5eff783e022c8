// Checks a patch of a Debian package as lintian, patchedit, cme and Debian's package tracker do.
import type { Facts, Remark } from '../check';
import { addField, removeLines, rewriteEntry } from '../edits';
import { entriesNamed, filesWhere, type Reading } from '../reading';
import { tagLines } from '../tag-lines';

const DEP3 = 'https://dep-team.pages.debian.net/deps/dep3/';

/**
 * `dep3-mbox-line` (lintian skips the header), `dep3-author` (neither Origin nor author), `dep3-not-forwarded` (lintian's
 * patch-not-forwarded-upstream), `dep3-template`, `dep3-bug-vendor`, `patch-in-debian`.
 */
export function debianCheck(reading: Reading, facts: Facts): Remark[] {
  return [
    ...mboxLine(reading),
    ...required(reading, facts),
    ...notForwarded(reading),
    ...vendorBugs(reading),
    ...filesWhere(reading, (path) => path.startsWith('debian/')).map(({ line }) =>
      remark(
        'patch-in-debian',
        'warning',
        line,
        'The patch changes a file in debian/, which is not part of the upstream source.',
        'lintian patch-modifying-debian-files; dpkg-source takes such a change from the package itself.',
      ),
    ),
  ];
}

function mboxLine({ mail }: Reading): Remark[] {
  if (mail.separator === '') return [];
  return [
    {
      ...remark(
        'dep3-mbox-line',
        'warning',
        0,
        "This first line keeps Debian's tools from reading the fields below it.",
        `${DEP3}: the header begins with the first line. lintian and patchedit skip a file that begins with "From <commit>".`,
      ),
      remedy: { title: 'Remove the mbox line', edits: [removeLines({ start: 0, end: 1 })], safe: true },
    },
  ];
}

function required(reading: Reading, { signer }: Facts): Remark[] {
  const { titleLine, title } = reading;
  const found: Remark[] = [];
  if (entriesNamed(reading, 'Origin', 'Author', 'From').length === 0) {
    const author = signer && addField(reading, 'Author', `${signer.name} <${signer.email}>`);
    found.push({
      ...remark(
        'dep3-author',
        'warning',
        titleLine,
        'The patch names neither its Origin nor its Author.',
        `${DEP3}: Origin is required unless Author (or From) is there.`,
      ),
      ...(author ? { remedy: { title: 'Name yourself as its author', edits: [author], safe: false } } : {}),
    });
  }
  if (/^<?(?:short (?:summary|description)|TODO: Put a short summary)/i.test(title))
    found.push(
      remark(
        'dep3-template',
        'warning',
        titleLine,
        'The description is the one of the template.',
        'lintian quilt-patch-using-template-description.',
      ),
    );
  return found;
}

/**
 * lintian's rule: silent for an upstream's patch or a backport; else a Forwarded `no`, or none of the fields that tell. The fields may
 * stand in any paragraph above the diff, and of several the last one counts.
 */
function notForwarded(reading: Reading): Remark[] {
  const tags = tagLines(reading);
  const last = (name: string) => {
    const tag = tags.findLast((each) => each.name.toLowerCase() === name);
    return reading.entries.find(({ start }) => start === tag?.start) ?? tag;
  };
  if (/^(?:upstream|backport)\b/.test(last('origin')?.value ?? '')) return [];
  const forwarded = last('forwarded');
  const told = last('bug') ?? last('applied-upstream');
  if (forwarded ? forwarded.value !== 'no' : told) return [];
  const at = forwarded?.start ?? reading.titleLine;
  return [
    remark(
      'dep3-not-forwarded',
      'info',
      at,
      'Nobody was told of this patch upstream.',
      `lintian patch-not-forwarded-upstream. ${DEP3}: Forwarded is an address, or not-needed.`,
    ),
  ];
}

function vendorBugs(reading: Reading): Remark[] {
  return entriesNamed(reading, 'Bug-Debian').flatMap((entry): Remark[] => {
    if (/^https:\/\/bugs\.debian\.org\/(?:cgi-bin\/bugreport\.cgi\?bug=)?\d+$/.test(entry.value)) return [];
    const number = /(?:^|[#/=])(\d{3,})$/.exec(entry.value)?.[1];
    const value = `https://bugs.debian.org/${number}`;
    return [
      {
        ...remark(
          'dep3-bug-vendor',
          'warning',
          entry.start,
          'Bug-Debian is https://bugs.debian.org/ and the number.',
          `${DEP3}; cme check dpkg-patch and dep3changelog read only that form.`,
        ),
        ...(number
          ? { remedy: { title: `Write ${value}`, edits: [rewriteEntry(entry, entry.name, value)], safe: true } }
          : {}),
      },
    ];
  });
}

function remark(
  code: string,
  severity: Remark['severity'],
  start: number,
  message: string,
  explanation: string,
): Remark {
  return { code, severity, message, explanation, start, end: start + 1 };
}
