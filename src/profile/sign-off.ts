// Checks the sign-off: that there is one, and that it names somebody.
import type { Check, Facts, Remark, Severity } from './check';
import { addTrailer, rewriteEntry } from './edits';
import { entriesNamed, type Reading } from './reading';

const EXPLANATION =
  'With Signed-off-by somebody states that they may pass the change on (Developer Certificate of Origin, https://developercertificate.org).';

/**
 * `sign-off-missing`, as severe as the community takes it; `sign-off-spelling`: in other capitals; `sign-off-malformed`: without
 * name or address.
 */
export function signOffCheck(severity: Severity): Check {
  return (reading, facts) => examine(reading, facts, severity);
}

function examine(reading: Reading, { signer }: Facts, severity: Severity): Remark[] {
  const found = entriesNamed(reading, 'Signed-off-by');
  if (found.length === 0) {
    const signed = signer && addTrailer(reading, 'Signed-off-by', `${signer.name} <${signer.email}>`);
    return [
      {
        code: 'sign-off-missing',
        severity,
        message: 'Nobody signed this patch off.',
        explanation: EXPLANATION,
        start: reading.titleLine,
        end: reading.titleLine + 1,
        ...(signed ? { remedy: { title: 'Sign the patch off', edits: [signed], safe: false } } : {}),
      },
    ];
  }
  return found.flatMap((entry): Remark[] => {
    const { name, value, start, end } = entry;
    if (!namesSomebody(value))
      return [
        {
          code: 'sign-off-malformed',
          severity: 'warning',
          message: 'A sign-off is written Signed-off-by: Name <address>.',
          explanation: EXPLANATION,
          start,
          end,
        },
      ];
    if (name === 'Signed-off-by') return [];
    return [
      {
        code: 'sign-off-spelling',
        severity: 'warning',
        message: `This trailer is spelled Signed-off-by, not ${name}.`,
        explanation: `${EXPLANATION} Tools that count sign-offs, such as checkpatch.pl and patchtest, look for these very capitals.`,
        start,
        end,
        remedy: { title: 'Spell it Signed-off-by', edits: [rewriteEntry(entry, 'Signed-off-by', value)], safe: true },
      },
    ];
  });
}

/** True for `Name <address>`, whatever follows. */
function namesSomebody(value: string): boolean {
  const at = value.indexOf('<');
  return value.slice(0, Math.max(at, 0)).trim() !== '' && /^<[^<>\s@]+@[^<>\s]+>/.test(value.slice(at));
}
