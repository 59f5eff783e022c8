// The forms of SUSE's `Patch-mainline` tag.

/** What a value says; `wrong` with the reason that the checker gives. */
export type MainlineForm = { kind: 'version' | 'queued' | 'other' } | { kind: 'wrong'; why: string };

const VERSION = 'v?(?:\\d+\\.)+\\d+(?:-rc\\d+)?';

/** In the order of header.py, whose patterns match at the beginning and in any case. */
const FORMS: readonly [RegExp, MainlineForm][] = [
  [new RegExp(`^${VERSION}\\s*$`, 'i'), { kind: 'version' }],
  [new RegExp(`^${VERSION}\\s+or\\s+${VERSION}\\s+\\(next release\\)\\s*$`, 'i'), { kind: 'version' }],
  [/^Queued/i, { kind: 'queued' }],
  [/^Depends on\s+./i, { kind: 'other' }],
  [/^(?:No|Never|Submitted),?\s+\S/i, { kind: 'other' }],
  [
    /^Not yet,\s+submitted/i,
    { kind: 'wrong', why: 'Write Submitted, with a date and list or an address, in place of "Not yet, submitted".' },
  ],
  [/^Not yet,?\s+\S/i, { kind: 'other' }],
  [/^Submitted\s*$/i, { kind: 'wrong', why: 'Submitted needs a date and list, or an address.' }],
  [/^Yes/i, { kind: 'wrong', why: 'Yes is no value: name the exact version.' }],
  [/^(?:Never|Not yet|No)\s*$/i, { kind: 'wrong', why: 'A reason is needed.' }],
];

/** Reads a value of `Patch-mainline`. */
export function mainlineForm(value: string): MainlineForm {
  const found = FORMS.find(([pattern]) => pattern.test(value));
  return (
    found?.[1] ?? {
      kind: 'wrong',
      why: 'Patch-mainline is a version such as v6.5-rc7, Queued, Submitted, Never, No, Not yet or Depends on, each with what belongs to it.',
    }
  );
}
