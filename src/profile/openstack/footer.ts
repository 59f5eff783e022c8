// Checks what Gerrit, git and Launchpad read in a commit message: Change-Id, bugs, and what it depends on.
import { splitLines } from '../../base/bytes';
import type { Remark } from '../check';
import { addTrailer, removeLines, rewriteEntry } from '../edits';
import { type Entry, entriesNamed, type Reading } from '../reading';

const GERRIT =
  "Gerrit finds a review by the Change-Id in the last paragraph of the message; OpenStack's server refuses a change without one (requireChangeId in gerrit/acls/openstack/meta-config.config). A backport keeps the id of the change on master.";
const LAUNCHPAD =
  'Launchpad is told of a fix by lines such as "Closes-Bug: #1234567" (jeepyb, update_bug.py); with anything behind the number the line is not seen.';

/** `change-id-missing`, `change-id-malformed`, `change-id-duplicate`, `change-id-outside` (not in the last paragraph). */
export function changeIdCheck(reading: Reading): Remark[] {
  const found = entriesNamed(reading, 'Change-Id').filter(({ kind }) => kind === 'trailer');
  const [first, ...others] = found;
  if (!first) return [noChangeId(reading)];
  const malformed = found.filter(({ value }) => !/^I[0-9a-f]{40}$/.test(value));
  return [
    ...malformed.map((entry): Remark => {
      const text = entry.value
        .replace(/^(?:i|I)?\s*/, 'I')
        .toLowerCase()
        .replace(/^i/, 'I');
      const mended = /^I[0-9a-f]{40}$/.test(text) ? rewriteEntry(entry, 'Change-Id', text) : undefined;
      return {
        code: 'change-id-malformed',
        severity: 'error',
        message: 'A Change-Id is the letter I and 40 hexadecimal digits in lower case.',
        explanation: GERRIT,
        ...range(entry),
        ...(mended ? { remedy: { title: 'Write the Change-Id in lower case', edits: [mended], safe: true } } : {}),
      };
    }),
    ...others.map((entry): Remark => {
      const same = entry.value === first.value;
      return {
        code: 'change-id-duplicate',
        severity: 'error',
        message: same ? 'The Change-Id is there twice.' : 'A message has one Change-Id; this is a second one.',
        explanation: GERRIT,
        ...range(entry),
        remedy: { title: 'Remove this Change-Id', edits: [removeLines(entry)], safe: same },
      };
    }),
  ];
}

function noChangeId(reading: Reading): Remark {
  const { body, bodyLine, titleLine } = reading;
  const lines = splitLines(body);
  const at = lines.findIndex((line) => /^Change-Id:[ \t]*I[0-9a-f]{40}[ \t\r]*$/im.test(line));
  if (at < 0)
    return {
      code: 'change-id-missing',
      severity: 'error',
      message: 'The message has no Change-Id.',
      explanation: `${GERRIT} Gerrit's commit-msg hook (git review -s) adds one.`,
      start: titleLine,
      end: titleLine + 1,
    };
  return {
    code: 'change-id-outside',
    severity: 'error',
    message: 'The Change-Id is not in the last paragraph, so Gerrit and its hook do not see it.',
    explanation: GERRIT,
    start: bodyLine + at,
    end: bodyLine + at + 1,
    remedy: {
      title: 'Put it into the last paragraph',
      edits: [
        removeLines({ start: bodyLine + at, end: bodyLine + at + 1 }),
        addTrailer(reading, 'Change-Id', /I[0-9a-f]{40}/i.exec(lines[at] ?? '')?.[0] ?? ''),
      ],
      safe: false,
    },
  };
}

/** `bug-malformed`: a bug trailer that Launchpad's hook does not see. */
export function bugCheck(reading: Reading): Remark[] {
  return entriesNamed(reading, 'Closes-Bug', 'Partial-Bug', 'Related-Bug').flatMap((entry): Remark[] => {
    if (entry.kind !== 'trailer' || /^(?:(?:bug|lp)[\s#:]*)*#?\s{0,9}\d+$/i.test(entry.value)) return [];
    const number = /^(?:\D*\/)?(?:\+bug\/|bugs\/)?#?(\d{4,10})\b/.exec(entry.value)?.[1];
    return [
      {
        code: 'bug-malformed',
        severity: 'warning',
        message: `Launchpad does not see this line: after ${entry.name} comes # and the number, and nothing else.`,
        explanation: LAUNCHPAD,
        ...range(entry),
        ...(number
          ? {
              remedy: {
                title: `Write #${number}`,
                edits: [rewriteEntry(entry, entry.name, `#${number}`)],
                safe: false,
              },
            }
          : {}),
      },
    ];
  });
}

/** `depends-on-malformed`: Zuul reads the address of a change, not a Change-Id (Zuul's manual, "Cross-Project Dependencies"). */
export function dependsCheck(reading: Reading): Remark[] {
  return entriesNamed(reading, 'Depends-On').flatMap((entry): Remark[] =>
    /^https?:\/\/\S+$/.test(entry.value)
      ? []
      : [
          {
            code: 'depends-on-malformed',
            severity: 'warning',
            message: 'Depends-On names a change by its address.',
            explanation:
              'Zuul follows https://review.opendev.org/c/PROJECT/+/NUMBER; Change-Ids are no longer read (https://zuul-ci.org/docs/zuul/latest/gating.html#cross-project-dependencies).',
            ...range(entry),
            ...(/^#?\d{3,8}$/.test(entry.value) ? byAddress(entry) : {}),
          },
        ],
  );
}

function byAddress(entry: Entry): Pick<Remark, 'remedy'> {
  const address = `https://review.opendev.org/${entry.value.replace('#', '')}`;
  return {
    remedy: { title: `Write ${address}`, edits: [rewriteEntry(entry, entry.name, address)], safe: false },
  };
}

function range({ start, end }: Entry) {
  return { start, end };
}
