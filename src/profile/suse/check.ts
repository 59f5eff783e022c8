// Checks the tags of a SUSE kernel patch by the rules of kernel-source scripts/python/suse_git/header.py.
import type { Remark } from '../check';
import { removeLines } from '../edits';
import type { Reading } from '../reading';
import { type TagLine, tagLines } from '../tag-lines';
import { type MainlineForm, mainlineForm } from './mainline';

const SOURCE = 'kernel-source scripts/python/suse_git/header.py (check-patchhdr), README.md "Patch Headers"';
const ONCE = ['patch-mainline', 'git-repo', 'subject'];
const REQUIRED = ['From', 'Subject', 'Patch-mainline', 'References'];
const SUSE = /@suse\.(?:com|de|cz)/i;

/**
 * `suse-missing`, `suse-empty`, `suse-duplicate`, `suse-mainline` (a form that is none), `suse-requires` and `suse-excludes` (what
 * that form goes with), `suse-commit`, `suse-repo`, `suse-person` (nobody of SUSE's signed, acked, reviewed or wrote it).
 */
export function suseCheck(reading: Reading): Remark[] {
  const tags = tagLines(reading);
  const named = (name: string) => tags.filter((tag) => tag.name.toLowerCase() === name.toLowerCase());
  const known = tags.filter(({ name }) =>
    /^(?:patch-mainline|git-commit|git-repo|references|from|subject)$/i.test(name),
  );
  const [mainline] = named('Patch-mainline');
  const form = mainline && mainlineForm(mainline.value);
  return [
    ...REQUIRED.filter((name) => named(name).length === 0).map((name) =>
      remark('suse-missing', { start: reading.titleLine }, `The header has no ${name}.`),
    ),
    ...known
      .filter(({ value }) => value.trim() === '')
      .map((tag) => remark('suse-empty', tag, `${tag.name} is empty.`)),
    ...ONCE.flatMap((name) => named(name).slice(1)).map((tag) => ({
      ...remark('suse-duplicate', tag, `${tag.name} may stand only once.`),
      ...without(tag),
    })),
    ...(mainline && form ? mainlineRemarks(mainline, form, named) : []),
    ...named('Git-commit')
      .filter(({ value }) => value !== '' && !/^[0-9a-f]{40}(?:\s+\(partial\))?/i.test(value))
      .map((tag) =>
        remark(
          'suse-commit',
          tag,
          'Git-commit is a full commit id, with (partial) behind it where only a part was taken.',
        ),
      ),
    ...named('Git-repo')
      .filter(({ value }) => value !== '' && !value.includes('/'))
      .map((tag) => remark('suse-repo', tag, 'Git-repo is the address of the repository that has the commit.')),
  ];
}

function mainlineRemarks(mainline: TagLine, form: MainlineForm, named: (name: string) => TagLine[]): Remark[] {
  if (form.kind === 'wrong') return mainline.value === '' ? [] : [remark('suse-mainline', mainline, form.why)];
  const required = form.kind === 'version' ? ['Git-commit'] : form.kind === 'queued' ? ['Git-commit', 'Git-repo'] : [];
  const excluded = form.kind === 'version' ? ['Git-repo'] : form.kind === 'queued' ? [] : ['Git-commit', 'Git-repo'];
  const people = ['Signed-off-by', 'Acked-by', 'From', 'Reviewed-by'].flatMap(named);
  return [
    ...required
      .filter((name) => named(name).length === 0)
      .map((name) => remark('suse-requires', mainline, `Patch-mainline: ${mainline.value} needs ${name}.`)),
    ...excluded.flatMap(named).map((tag) => ({
      ...remark('suse-excludes', tag, `${tag.name} does not go with Patch-mainline: ${mainline.value}.`),
      ...without(tag),
    })),
    ...(people.some(({ value }) => SUSE.test(value))
      ? []
      : [
          remark(
            'suse-person',
            mainline,
            'Somebody with an address at SUSE signs off, acks, reviews or writes the patch.',
          ),
        ]),
  ];
}

function without(tag: TagLine): Pick<Remark, 'remedy'> {
  return { remedy: { title: `Remove this ${tag.name}`, edits: [removeLines(tag)], safe: false } };
}

function remark(code: string, { start }: { start: number }, message: string): Remark {
  return { code, severity: 'error', message, explanation: SOURCE, start, end: start + 1 };
}
