// Checks a patch by the rules of the Linux kernel's checkpatch.pl and of its stable team.
import type { Edit, Facts, Remark } from '../check';
import { upstreamLines } from '../cited';
import { removeLines, rewriteEntry } from '../edits';
import { entriesNamed, type Reading } from '../reading';
import { isStableTree } from './branches';

const RULES = 'Documentation/process/stable-kernel-rules.rst';
const SUBMITTING = 'Documentation/process/submitting-patches.rst, "Describe your changes"; checkpatch.pl BAD_FIXES_TAG';

/**
 * On a stable branch: `upstream-missing`, `upstream-place` (not directly below the title), `upstream-short`, `upstream-unknown`,
 * `upstream-unmerged`, `stable-size` (more than 100 lines).
 */
export function stableCheck(reading: Reading, facts: Facts): Remark[] {
  if (facts.branch === undefined || !isStableTree(facts.branch)) return [];
  const { titleLine, bodyLine, body, patch } = reading;
  const [line] = upstreamLines(reading);
  const remarks: Remark[] = [];
  const add = (code: string, severity: Remark['severity'], message: string, start: number, explanation: string) =>
    remarks.push({ code, severity, message, explanation, start, end: start + 1 });
  if (!line)
    add(
      'upstream-missing',
      'error',
      'A patch for a stable branch names its mainline commit: "commit <id> upstream." below the title.',
      titleLine,
      `${RULES}, "Option 3". The same fix, or an equivalent one, must be in mainline first.`,
    );
  else {
    const leading = body.length - body.trimStart().length;
    const first = bodyLine + body.slice(0, leading).split('\n').length - 1;
    if (line.start !== first)
      add(
        'upstream-place',
        'warning',
        'This line stands directly below the title.',
        line.start,
        `${RULES}, "Option 3".`,
      );
    if (line.commit.length < 40)
      add(
        'upstream-short',
        'error',
        'The mainline commit is named by its full id.',
        line.start,
        `${RULES}, "Option 3".`,
      );
    const known = facts.commits?.get(line.commit);
    if (known === 'absent')
      add(
        'upstream-unknown',
        'warning',
        'This clone does not have that commit.',
        line.start,
        'Fetch mainline, or look whether the id is right.',
      );
    else if (known && !known.branches.some((name) => name === 'master' || name === 'main'))
      add(
        'upstream-unmerged',
        'error',
        'That commit is not in mainline.',
        line.start,
        `${RULES}: a stable patch, or an equivalent fix, must already exist in Linux mainline.`,
      );
  }
  const size = patch.files.reduce(
    (sum, { hunks }) => sum + hunks.reduce((lines, hunk) => lines + hunk.lines.length, 0),
    0,
  );
  if (size > 100)
    add(
      'stable-size',
      'warning',
      `The patch has ${size} lines with context; stable takes at most 100.`,
      titleLine,
      `${RULES}, "Everything you ever wanted to know about Linux -stable releases".`,
    );
  return remarks;
}

/** `fixes-malformed`, `fixes-title` (not the title of that commit): `Fixes: <12 digits> ("title")`. */
export function fixesCheck(reading: Reading, { commits }: Facts): Remark[] {
  return entriesNamed(reading, 'Fixes').flatMap((entry): Remark[] => {
    const [, id = '', title] = /^([0-9a-f]{7,64})\b(?:\s+\("(.*)"\)$)?/i.exec(entry.value) ?? [];
    const known = commits?.get(id);
    const right = known && known !== 'absent' ? `${id.slice(0, 12)} ("${known.title}")` : undefined;
    const edits: Edit[] = right !== undefined && id.length >= 12 ? [rewriteEntry(entry, 'Fixes', right)] : [];
    const remedy = edits.length > 0 ? { remedy: { title: `Write Fixes: ${right}`, edits, safe: true } } : {};
    const at = { start: entry.start, end: entry.end, explanation: SUBMITTING };
    if (id.length < 12 || title === undefined)
      return [
        {
          code: 'fixes-malformed',
          severity: 'warning',
          message: 'Fixes has at least 12 digits of the commit and its title in ("…").',
          ...at,
          ...remedy,
        },
      ];
    if (known === undefined || known === 'absent' || known.title === title) return [];
    return [
      {
        code: 'fixes-title',
        severity: 'warning',
        message: `That commit's title is "${known.title}".`,
        ...at,
        ...remedy,
      },
    ];
  });
}

/** `stable-address`: `Cc: stable@vger.kernel.org`, with a comment only behind `#`; the noautosel address needs one. */
export function stableAddressCheck(reading: Reading): Remark[] {
  return entriesNamed(reading, 'Cc').flatMap((entry): Remark[] => {
    if (entry.kind !== 'trailer' || !/^<?stable\b/i.test(entry.value) || !entry.value.includes('kernel.org')) return [];
    const [, lane, rest = ''] = /^<?stable(\+noautosel)?@(?:vger\.)?kernel\.org>?(.*)$/.exec(entry.value) ?? [
      undefined,
      undefined,
      entry.value,
    ];
    const comment = rest.trim();
    if (/^#\s*\S/.test(comment) || (comment === '' && lane === undefined)) return [];
    const mended =
      /^(?=\S+@\S)\S+\s+\S/.test(entry.value) && comment !== '' && !comment.startsWith('#') && rest !== entry.value;
    const text = entry.value.slice(0, entry.value.length - rest.length);
    return [
      {
        code: 'stable-address',
        severity: 'warning',
        message: lane
          ? 'stable+noautosel@kernel.org needs a reason behind #.'
          : 'The stable address stands alone, or a comment follows behind #.',
        explanation: `${RULES}, "Option 1"; checkpatch.pl BAD_STABLE_ADDRESS_STYLE.`,
        start: entry.start,
        end: entry.end,
        ...(mended
          ? {
              remedy: {
                title: 'Put # before the comment',
                edits: [rewriteEntry(entry, entry.name, `${text} # ${comment}`)],
                safe: true,
              },
            }
          : {}),
      },
    ];
  });
}

/** `gerrit-change-id`: checkpatch.pl refuses a Change-Id above the `---` line. */
export function gerritCheck(reading: Reading): Remark[] {
  return entriesNamed(reading, 'Change-Id').map((entry) => ({
    code: 'gerrit-change-id',
    severity: 'error',
    message: 'The kernel takes no Gerrit Change-Id.',
    explanation: 'checkpatch.pl GERRIT_CHANGE_ID: remove it before the patch is sent upstream.',
    start: entry.start,
    end: entry.end,
    remedy: { title: 'Remove the Change-Id', edits: [removeLines(entry)], safe: false },
  }));
}
