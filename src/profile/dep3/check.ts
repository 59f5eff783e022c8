// Checks the DEP-3 fields of a patch file, which every queue has (https://dep-team.pages.debian.net/deps/dep3/).
import type { Edit, Remark } from '../check';
import { removeLines, rewriteEntry } from '../edits';
import { type Entry, entriesNamed, type Reading } from '../reading';

const DEP3 = 'https://dep-team.pages.debian.net/deps/dep3/';

/**
 * Malformed fields among those that are there: `dep3-duplicate`, `dep3-date`, `dep3-origin`, `dep3-forwarded`, `dep3-bug`.
 * Trailers count only where DEP-3 alone has their name.
 */
export function dep3Check(reading: Reading): Remark[] {
  return [
    ...['Origin', 'Forwarded', 'Last-Update', 'Applied-Upstream'].flatMap((name) => duplicates(reading, name)),
    ...entriesNamed(reading, 'Last-Update').flatMap(dateRemarks),
    ...entriesNamed(reading, 'Origin').flatMap(originRemarks),
    ...entriesNamed(reading, 'Forwarded').flatMap(forwardedRemarks),
    ...entriesNamed(reading, 'Bug').flatMap(bugRemarks),
  ];
}

function duplicates(reading: Reading, name: string): Remark[] {
  const found = entriesNamed(reading, name);
  const kept = found.reduce<Entry | undefined>(
    (best, entry) => (best && best.value >= entry.value ? best : entry),
    undefined,
  );
  if (!kept || found.length < 2) return [];
  const keeps = name === 'Last-Update' ? kept : found[0];
  const rest = found.filter((entry) => entry !== keeps);
  return rest.map((entry) => ({
    ...remark(
      entry,
      'dep3-duplicate',
      `${name} is there more than once.`,
      `${DEP3}: only Bug, Author, Reviewed-by and Acked-by may be repeated.`,
    ),
    remedy: { title: `Remove this ${name}`, edits: [removeLines(entry)], safe: entry.value === keeps?.value },
  }));
}

function dateRemarks(entry: Entry): Remark[] {
  if (/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(entry.value)) return [];
  const [, year, month, day] = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?:\D|$)/.exec(entry.value) ?? [];
  const date = year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined;
  return [
    {
      ...remark(entry, 'dep3-date', 'Last-Update is a day written YYYY-MM-DD.', DEP3),
      ...(date ? mended(`Write ${date}`, rewriteEntry(entry, entry.name, date), false) : {}),
    },
  ];
}

function originRemarks(entry: Entry): Remark[] {
  const kind = /^(upstream|backport|vendor|other)\b/i.exec(entry.value)?.[1];
  if (kind === undefined || kind === kind.toLowerCase()) return [];
  const value = kind.toLowerCase() + entry.value.slice(kind.length);
  return [
    {
      ...remark(
        entry,
        'dep3-origin',
        `Origin begins with ${kind.toLowerCase()} in lower case.`,
        `${DEP3}; lintian does not know '${kind}'.`,
      ),
      ...mended(`Write ${kind.toLowerCase()}`, rewriteEntry(entry, entry.name, value), true),
    },
  ];
}

function forwardedRemarks(entry: Entry): Remark[] {
  const word = entry.value.toLowerCase();
  const canonical = { no: 'no', 'not-needed': 'not-needed', 'not needed': 'not-needed', notneeded: 'not-needed' }[word];
  if (word === 'yes')
    return [
      {
        ...remark(
          entry,
          'dep3-forwarded',
          'Forwarded says where the patch was sent: an address.',
          `${DEP3}: any value but no and not-needed means yes; Debian's package tracker asks for an address.`,
        ),
        severity: 'info',
      },
    ];
  if (canonical === undefined || canonical === entry.value) return [];
  return [
    {
      ...remark(
        entry,
        'dep3-forwarded',
        `Forwarded is written ${canonical}.`,
        `${DEP3}; lintian takes every other spelling for an address.`,
      ),
      ...mended(`Write ${canonical}`, rewriteEntry(entry, entry.name, canonical), true),
    },
  ];
}

function bugRemarks(entry: Entry): Remark[] {
  if (entry.kind !== 'field' || /^https?:\/\/\S+/.test(entry.value)) return [];
  return [remark(entry, 'dep3-bug', 'Bug is the address of a bug in the upstream tracker.', DEP3)];
}

function remark({ start, end }: Entry, code: string, message: string, explanation: string): Remark {
  return { code, severity: 'warning', message, explanation, start, end };
}

function mended(title: string, edit: Edit, safe: boolean) {
  return { remedy: { title, edits: [edit], safe } };
}
