// Checks a patch of a Yocto layer as oe.qa.check_upstream_status, patchreview.py and patchtest do.
import { decode, splitLines } from '../../base/bytes';
import type { Facts, Remark } from '../check';
import { addTrailer } from '../edits';
import type { Reading } from '../reading';
import { tagLines } from '../tag-lines';

const STATUS =
  'https://docs.yoctoproject.org/contributor-guide/recipe-style-guide.html#patch-upstream-status: Pending, Submitted [where], Denied [reason], Inappropriate [reason], Backport [address, commit or version], Inactive-Upstream [lastcommit: … lastrelease: …]. The QA check patch-status is an error.';
const CVES =
  'https://docs.yoctoproject.org/contributor-guide/recipe-style-guide.html#cve-patches: "CVE: CVE-2025-12345" tells cve-check that the recipe is mended.';
const WORDS = ['Pending', 'Submitted', 'Denied', 'Inappropriate', 'Backport', 'Inactive-Upstream'];
const STRICT = /^Upstream-Status: (Pending|Submitted|Denied|Inappropriate|Backport|Inactive-Upstream)( .+)?$/;

/** `upstream-status-missing`, `upstream-status-malformed`, `upstream-status-bare` (patchtest wants `[…]`). One right line is enough. */
export function upstreamStatusCheck(reading: Reading): Remark[] {
  const lines = splitLines(reading.patch.preamble).map((line) => line.replace(/\r?\n$/, ''));
  const right = lines.findIndex((line) => STRICT.test(line));
  if (right >= 0) return bareRemarks(lines[right] ?? '', right);
  const kinda = lines.findIndex(isKindaStatus);
  if (kinda < 0) {
    const edit = addTrailer(reading, 'Upstream-Status', 'Pending');
    return [
      {
        code: 'upstream-status-missing',
        severity: 'error',
        message: 'The patch has no Upstream-Status.',
        explanation: STATUS,
        start: reading.titleLine,
        end: reading.titleLine + 1,
        remedy: { title: 'Add Upstream-Status: Pending', edits: [edit], safe: false },
      },
    ];
  }
  const mended = mendedStatus(decode(lines[kinda] ?? ''));
  const at = { start: kinda, end: kinda + 1 };
  return [
    {
      code: 'upstream-status-malformed',
      severity: 'error',
      message:
        'Upstream-Status is spelled in exactly this way, with one space, one of six words, one space, and the rest.',
      explanation: STATUS,
      ...at,
      ...(mended
        ? { remedy: { title: `Write ${mended.text}`, edits: [{ ...at, text: `${mended.text}\n` }], safe: mended.safe } }
        : {}),
    },
  ];
}

function bareRemarks(line: string, start: number): Remark[] {
  if (!/^Upstream-Status: (?:Submitted|Inappropriate|Denied|Backport|Inactive-Upstream)(?! \[.+\])/.test(line))
    return [];
  const strict = /: (?:Submitted|Inappropriate)/.test(line);
  return [
    {
      code: 'upstream-status-bare',
      severity: strict ? 'warning' : 'info',
      message: 'What the status rests on follows in brackets: where, the reason, or the commit.',
      explanation: STATUS,
      start,
      end: start + 1,
    },
  ];
}

/** As the QA check: `upstream`, and later on the line `status`, in any case. */
function isKindaStatus(line: string): boolean {
  const text = line.toLowerCase();
  return text.includes('upstream') && text.lastIndexOf('status') > text.indexOf('upstream');
}

/** The line in the right form; `safe` where nothing was chosen for the person. */
function mendedStatus(line: string): { text: string; safe: boolean } | undefined {
  const [, word = '', rest = ''] =
    /^[\s#*>-]{0,9}upstream[-_ ]?status\s{0,9}[:=]?\s{0,9}([a-z-]+)[\s:,]{0,9}(.*)$/i.exec(line.trimEnd()) ?? [];
  const known = WORDS.find((each) => each.toLowerCase() === word.toLowerCase());
  const meant = known ?? (/^(?:accepted|applied|merged)$/i.test(word) ? 'Backport' : undefined);
  if (meant === undefined) return undefined;
  return { text: `Upstream-Status: ${meant}${rest === '' ? '' : ` ${rest}`}`, safe: known !== undefined };
}

function spelledRight(value: string, start: number, end: number): Pick<Remark, 'remedy'> {
  const found = value.toUpperCase().match(/CVE-\d{4}-\d{4,}/g);
  const text = `CVE: ${found?.join(' ')}`;
  return found ? { remedy: { title: `Write ${text}`, edits: [{ start, end, text: `${text}\n` }], safe: false } } : {};
}

/** `cve-missing`: the name or the text speaks of a CVE and no tag does. `cve-malformed`. */
export function cveCheck(reading: Reading, { file }: Facts): Remark[] {
  const { preamble } = reading.patch;
  const tags = tagLines(reading).filter(({ name }) => name.toLowerCase() === 'cve');
  if (tags.length > 0)
    return tags
      .filter(({ name, value }) => name !== 'CVE' || !/^CVE-\d{4}-\d{4,}(?:[ ,]+CVE-\d{4}-\d{4,})*$/.test(value))
      .map(({ value, start, end }) => ({
        code: 'cve-malformed',
        severity: 'error',
        message: 'The tag is CVE: and the numbers in capitals, such as CVE: CVE-2025-12345.',
        explanation: CVES,
        start,
        end,
        ...spelledRight(value, start, end),
      }));
  const found = /CVE-\d{4}-\d{4,}/i.exec(`${file ?? ''}\n${preamble}`)?.[0]?.toUpperCase();
  if (found === undefined) return [];
  return [
    {
      code: 'cve-missing',
      severity: 'warning',
      message: `${found} is named, but not by a CVE tag.`,
      explanation: CVES,
      start: reading.titleLine,
      end: reading.titleLine + 1,
      remedy: { title: `Add CVE: ${found}`, edits: [addTrailer(reading, 'CVE', found)], safe: false },
    },
  ];
}
