// What the fields and trailers of patch headers mean, for hover and completion.

/** A field or trailer as communities write it. `values` are what it usually holds; `takes` names what is completed instead. */
export interface FieldMeaning {
  name: string;
  where: 'header' | 'trailer' | 'both';
  meaning: string;
  values?: readonly string[];
  takes?: 'person' | 'date' | 'branch';
}

/** The fields of mails, DEP-3, Gerrit's projects, the kernel, Yocto and SUSE that patches carry. */
export const FIELDS: readonly FieldMeaning[] = [
  { name: 'From', where: 'header', takes: 'person', meaning: 'Who wrote the change. git am makes this the author.' },
  { name: 'Date', where: 'header', meaning: 'When the change was written, as mails have it.' },
  {
    name: 'Subject',
    where: 'header',
    takes: 'branch',
    meaning: 'The title of the change. What stands in brackets before it is left out of the commit by git am.',
  },
  {
    name: 'Description',
    where: 'header',
    meaning:
      'DEP-3: the title, and below it, indented by a blank, what the patch does and why. A dot stands for an empty line.',
  },
  {
    name: 'Author',
    where: 'header',
    takes: 'person',
    meaning: 'DEP-3: who wrote the change. May be there several times.',
  },
  {
    name: 'Origin',
    where: 'header',
    values: ['upstream, ', 'backport, ', 'vendor, ', 'other, '],
    meaning:
      'DEP-3: where the patch comes from: `upstream` (taken as it is), `backport` (had to be changed), `vendor` or `other`; then an address or `commit:` and its id. Needed where there is no author.',
  },
  { name: 'Bug', where: 'header', meaning: 'DEP-3: the address of the bug in upstream’s tracker.' },
  {
    name: 'Bug-Debian',
    where: 'header',
    values: ['https://bugs.debian.org/'],
    meaning: 'DEP-3: the address of the bug in Debian’s tracker.',
  },
  {
    name: 'Bug-Ubuntu',
    where: 'header',
    values: ['https://bugs.launchpad.net/bugs/'],
    meaning: 'DEP-3: the address of the bug in Ubuntu’s tracker.',
  },
  {
    name: 'Forwarded',
    where: 'header',
    values: ['no', 'not-needed', 'https://'],
    meaning:
      'DEP-3: `no`, `not-needed`, or the address where the patch was sent upstream. Without it the answer is yes where there is a Bug, else no.',
  },
  {
    name: 'Applied-Upstream',
    where: 'header',
    values: ['commit:'],
    meaning: 'DEP-3: the version or commit that has the change upstream; the patch can go then.',
  },
  {
    name: 'Last-Update',
    where: 'header',
    takes: 'date',
    meaning: 'DEP-3: the day on which this header was last brought up to date, YYYY-MM-DD.',
  },
  { name: 'Reviewed-by', where: 'both', takes: 'person', meaning: 'Who examined the change and found it right.' },
  {
    name: 'Acked-by',
    where: 'both',
    takes: 'person',
    meaning: 'Who agrees with the change, often a maintainer of what it touches.',
  },
  { name: 'Tested-by', where: 'trailer', takes: 'person', meaning: 'Who tried the change.' },
  { name: 'Reported-by', where: 'trailer', takes: 'person', meaning: 'Who found the bug.' },
  { name: 'Suggested-by', where: 'trailer', takes: 'person', meaning: 'Whose idea the change is.' },
  {
    name: 'Co-authored-by',
    where: 'trailer',
    takes: 'person',
    meaning: 'Who wrote the change together with its author.',
  },
  {
    name: 'Signed-off-by',
    where: 'trailer',
    takes: 'person',
    meaning:
      'Who states that they may pass the change on (Developer Certificate of Origin). Each who carries it adds one, below the others.',
  },
  {
    name: 'Change-Id',
    where: 'trailer',
    meaning:
      'Gerrit: `I` and 40 hex digits that stay the same in every version of a change and on every branch. It stands in the message’s last paragraph, once.',
  },
  {
    name: 'Closes-Bug',
    where: 'trailer',
    values: ['#'],
    meaning: 'OpenStack: the Launchpad bug that this change closes, `#` and its number.',
  },
  {
    name: 'Partial-Bug',
    where: 'trailer',
    values: ['#'],
    meaning: 'OpenStack: a Launchpad bug of which this change mends a part.',
  },
  {
    name: 'Related-Bug',
    where: 'trailer',
    values: ['#'],
    meaning: 'OpenStack: a Launchpad bug that has to do with this change, which does not close it.',
  },
  {
    name: 'Implements',
    where: 'trailer',
    values: ['blueprint '],
    meaning: 'OpenStack: the blueprint that this change implements. Features do not go to stable branches.',
  },
  {
    name: 'Depends-On',
    where: 'trailer',
    values: ['https://review.opendev.org/'],
    meaning: 'Zuul: the review that has to be merged before this one.',
  },
  {
    name: 'Fixes',
    where: 'trailer',
    meaning: 'Linux: 12 or more digits of the commit that brought the bug, and its title in quotes and parentheses.',
  },
  {
    name: 'Cc',
    where: 'trailer',
    values: ['stable@vger.kernel.org'],
    meaning:
      'Linux: who gets a copy. `stable@vger.kernel.org` asks for the change in stable kernels; after `#` stands for which.',
  },
  {
    name: 'Link',
    where: 'trailer',
    values: ['https://lore.kernel.org/'],
    meaning: 'Linux: an address about the change, such as its thread.',
  },
  {
    name: 'Upstream-Status',
    where: 'both',
    values: ['Backport []', 'Submitted []', 'Pending', 'Denied []', 'Inappropriate []', 'Inactive-Upstream []'],
    meaning: 'Yocto: what became of the patch upstream, with the address or the reason in brackets.',
  },
  { name: 'CVE', where: 'both', values: ['CVE-'], meaning: 'Yocto: the vulnerabilities that the patch closes.' },
  {
    name: 'Patch-mainline',
    where: 'header',
    values: ['Submitted, ', 'Never, ', 'Not yet, ', 'Queued in subsystem maintainer repository'],
    meaning: 'SUSE: the kernel version that has the change, or why none has.',
  },
  { name: 'Git-commit', where: 'header', meaning: 'SUSE: the full id of upstream’s commit.' },
  {
    name: 'References',
    where: 'header',
    values: ['bsc#', 'CVE-', 'jsc#'],
    meaning: 'SUSE: bugs and vulnerabilities that the patch belongs to.',
  },
];

/** The meaning of a name, in any case. */
export function fieldMeaning(name: string): FieldMeaning | undefined {
  const lower = name.toLowerCase();
  return FIELDS.find((field) => field.name.toLowerCase() === lower);
}
