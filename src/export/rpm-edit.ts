// Names patches in an RPM spec file and has them applied, with as few changed lines as that takes.
import { type Bytes, encode, trimBytes, trimBytesEnd } from '../base/bytes';
import { Fault } from '../base/fault';
import { PATCH_TAG, readSpec, type Spec } from './rpm-spec';

/** A patch for a spec: its file, and what the comment above it says, a line each. */
export interface SpecItem {
  file: string;
  comment: readonly string[];
}

/** The folders that the spec's own macro takes off a patch's paths. Throws `spec-strip` for what no patch of ours can have. */
export function specStrip({ prep, patches }: Spec, path: string): 0 | 1 {
  const strip = prep.kind === 'all' ? prep.strip : 1;
  if (strip === 0 || strip === 1) return strip;
  if (strip === undefined && patches.length === 0) return 1;
  throw new Fault(
    'spec-strip',
    `${path} applies its patches ${strip === undefined ? 'without -p' : `with -p${strip}`}, which git's patches do not fit.`,
    'Let its %autosetup or %autopatch say -p1.',
  );
}

/**
 * The spec with the items that it does not name yet: a comment and the next `PatchN:` (or `Patch:`, or a line in `%patchlist`, as it has
 * them), outside of any `%if`; and where no macro applies all patches, `%patch -P N -p1` after the last one. Throws `spec-prep`.
 */
export function addToSpec(text: Bytes, path: string, items: readonly SpecItem[]): Bytes {
  return items.reduce((spec, item) => addOne(spec, path, item), text);
}

function addOne(text: Bytes, path: string, { file, comment }: SpecItem): Bytes {
  const spec = readSpec(text.endsWith('\n') ? text : `${text}\n`);
  const { lines, patches, prep } = spec;
  if (patches.some((patch) => patch.file === file)) return text;
  if (prep.kind === 'none')
    throw new Fault(
      'spec-prep',
      `${path} applies no patches: its %prep has neither %autosetup nor %setup.`,
      'Put %autosetup -p1 into its %prep.',
    );
  const number = Math.max(-1, ...patches.map((patch) => patch.number ?? -1)) + 1;
  const added = new Map<number, Bytes[]>();
  const note = comment.map((line) => `# ${specText(line)}\n`);
  const { at, tag } = tagPlace(spec, number, prep.kind === 'each');
  added.set(at, [...note, `${tag}${file}\n`]);
  if (prep.kind === 'each') added.set(applyPlace(spec), [`%patch -P ${number} -p1\n`]);
  const patched = lines.map(({ text }, at) =>
    prep.kind === 'all' && at === prep.line && prep.strip === undefined
      ? text.replace(/autosetup|autopatch/, '$& -p1')
      : text,
  );
  return [...patched, ''].map((line, at) => (added.get(at) ?? []).join('') + line).join('');
}

/** Text for a comment or a changelog: rpm expands macros even there, so each `%` is doubled, and no line goes on in the next one. */
export function specText(text: string): Bytes {
  const line = encode(text.replace(/[\u0000-\u001f\u007f]/g, ' ').replaceAll('%', '%%'));
  const bare = trimBytes(line);
  return bare.endsWith('\\') ? `${bare}.` : bare;
}

/** Where the next patch is named, and how its line begins. */
function tagPlace(spec: Spec, number: number, numbered: boolean): { at: number; tag: Bytes } {
  const { lines, patches } = spec;
  const last = patches.at(-1);
  if (last && last.number === undefined) return { at: afterBlock(spec, last.line), tag: '' };
  const listHead = lines.findIndex(({ text }) => /^%patchlist\b/.test(text));
  if (listHead >= 0) return { at: listHead + 1, tag: '' };
  const model = last && PATCH_TAG.exec(trimBytesEnd(lines[last.line]?.text ?? ''));
  if (last && model) {
    const [, indent = '', name = '', digits = '', colon = ''] = model;
    const own =
      digits === '' && !numbered ? '' : String(number).padStart(digits.startsWith('0') ? digits.length : 0, '0');
    const column = (indent + name + digits + colon).length;
    const tag = `${indent}${name}${own}${colon.includes('\t') ? colon : `${colon.trimEnd()} `}`;
    return { at: afterBlock(spec, last.line), tag: tag.padEnd(column) };
  }
  const source = lines.findLastIndex(({ text, section }) => section === 'preamble' && /^\s*Source\d*\s*:/i.test(text));
  const any = lines.findLastIndex(({ text, section }) => section === 'preamble' && /^\s*\w+\s*:/.test(text));
  const above = source >= 0 ? source : any;
  const column = /^\s*\w+\s*:[ ]*/.exec(lines[above]?.text ?? '')?.[0].length ?? 0;
  return { at: afterBlock(spec, above), tag: `Patch${number}: `.padEnd(column) };
}

/** Where the next `%patch` stands: after the last one, else after what unpacks the source. */
function applyPlace(spec: Spec): number {
  const last = (pattern: RegExp) =>
    spec.lines.findLastIndex(({ text, section }) => section === 'prep' && pattern.test(text));
  const patch = last(/^\s*%(?:auto)?patch/);
  return afterBlock(spec, patch >= 0 ? patch : last(/^\s*%(?:auto)?setup/));
}

/** The index after a line, or after the `%if` blocks that it stands in. */
function afterBlock({ lines }: Spec, line: number): number {
  let at = line;
  while ((lines[at]?.depth ?? 0) > 0) at++;
  return at + 1;
}
