// Reads an RPM spec file as far as its patches go (https://rpm-software-management.github.io/rpm/manual/spec.html). Nothing of it is run.
import { type Bytes, splitLines, trimBytes, trimBytesEnd } from '../base/bytes';

/** A line with the section that it stands in (`preamble` before the first one) and how many `%if` are open there. */
export interface SpecLine {
  text: Bytes;
  section: string;
  depth: number;
}

/** A patch that a spec names: its number (undefined in a `%patchlist`), the file's own name, and the index of its line; `comment` is what stands above it. */
export interface SpecPatch {
  comment: Bytes[];
  number: number | undefined;
  file: Bytes;
  line: number;
}

/** How `%prep` applies patches: all of them by one macro in line `line`, or each by a `%patch` of its own. `strip` is its `-p`, which is 1 for git and quilt (`-S`). */
export type Prep = { kind: 'all'; line: number; strip: number | undefined } | { kind: 'each' } | { kind: 'none' };

/** A spec's lines and what they say of patches. `macros` are Name, Version and what plain `%global` and `%define` lines define. */
export interface Spec {
  lines: SpecLine[];
  macros: ReadonlyMap<string, string>;
  patches: SpecPatch[];
  prep: Prep;
}

const SECTION =
  /^%(package|description|prep|generate_buildrequires|conf|build|install|check|clean|files|changelog|patchlist|sourcelist|(?:pre|post)(?:un|trans|untrans)?|verify(?:script)?|(?:file|transfile)?trigger\w*)\b/;
/** A `Patch` tag: name, number, what stands before the value, and the value. */
export const PATCH_TAG = /^([ \t]*)(Patch)(\d*)([ \t]*:[ \t]*)(\S.*)$/i;

/** Reads a spec. Never fails; what it does not know it passes over. */
export function readSpec(text: Bytes): Spec {
  const lines = sectioned(splitLines(text));
  const macros = macrosOf(lines);
  const patches: SpecPatch[] = [];
  let last = -1;
  for (const [line, { text, section }] of lines.entries()) {
    if (section === 'patchlist' && !SECTION.test(text) && /^\s*[^\s#%]/.test(text))
      patches.push({
        number: undefined,
        file: fileName(expand(trimBytes(text), macros)),
        line,
        comment: commentAbove(lines, line),
      });
    const tag = section === 'preamble' || section === 'package' ? PATCH_TAG.exec(trimBytesEnd(text)) : null;
    if (!tag) continue;
    const number = tag[3] === '' ? last + 1 : Number(tag[3]);
    last = Math.max(last, number);
    patches.push({ number, file: fileName(expand(tag[5]!, macros)), line, comment: commentAbove(lines, line) });
  }
  return { lines, macros, patches, prep: prepOf(lines) };
}

/** The lines of the comment right above a line, without their marks; a doubled `%` is one. */
function commentAbove(lines: readonly SpecLine[], line: number): Bytes[] {
  let start = line;
  while (/^\s*#/.test(lines[start - 1]?.text ?? '')) start--;
  return lines.slice(start, line).map(({ text }) => trimBytes(text.replace(/^\s*#+/, '')).replaceAll('%%', '%'));
}

function sectioned(texts: readonly Bytes[]): SpecLine[] {
  let section = 'preamble';
  let depth = 0;
  return texts.map((text) => {
    section = SECTION.exec(text)?.[1] ?? section;
    if (/^\s*%endif\b/.test(text)) depth = Math.max(0, depth - 1);
    const line = { text, section, depth };
    if (/^\s*%if/.test(text)) depth++;
    return line;
  });
}

/** A macro that applies every patch: `%autosetup` without `-N`, `%autopatch` without a range, or a loop of the packager's. */
function prepOf(lines: readonly SpecLine[]): Prep {
  for (const [line, { text, section }] of lines.entries()) {
    if (section !== 'prep' || /^\s*#/.test(text)) continue;
    const isAll =
      (/^\s*%(?:forge)?autosetup\b/.test(text) && !/\s-\w*N/.test(text)) ||
      (/^\s*%autopatch\b/.test(text) && !/\s-[mM]/.test(text));
    const strip = /\s-p\s*(\d+)/.exec(text)?.[1] ?? (/\s-S\s*(?:git|quilt|hg)/.test(text) ? '1' : undefined);
    if (isAll) return { kind: 'all', line, strip: strip === undefined ? undefined : Number(strip) };
    if (/%\{?patches\b/i.test(text)) return { kind: 'all', line, strip: 1 };
  }
  const each = lines.some(({ text, section }) => section === 'prep' && /^\s*%(?:patch|setup|autosetup)/.test(text));
  return { kind: each ? 'each' : 'none' };
}

function macrosOf(lines: readonly SpecLine[]): Map<string, string> {
  const macros = new Map<string, string>();
  for (const { text } of lines) {
    const tag = /^(Name|Version)\s*:\s*(\S+)/i.exec(text);
    const macro = /^%(?:global|define)[ \t]+(\w+)[ \t]+(\S.*)$/.exec(trimBytesEnd(text));
    if (tag) macros.set(tag[1]!.toLowerCase(), tag[2]!);
    if (macro) macros.set(macro[1]!, macro[2]!);
  }
  return macros;
}

/** The value with the macros that are known put in; others stay. */
export function expand(value: Bytes, macros: ReadonlyMap<string, string>, rounds = 8): Bytes {
  const next = value.replace(/%(?:\{\??(\w+)\}|(\w+))/g, (whole, braced, bare) => macros.get(braced ?? bare) ?? whole);
  return next === value || rounds === 0 || next.length > 4096 ? next : expand(next, macros, rounds - 1);
}

/** The name that rpm gives the file of a path or address (`https://…/x#/name.patch` is `name.patch`). */
function fileName(value: Bytes): Bytes {
  return value.split('/').at(-1) ?? value;
}

/** The patches in the order in which `%prep` applies them, with what it strips; `strip` is undefined for one that it does not apply. */
export function appliedPatches({ lines, patches, prep }: Spec): { patch: SpecPatch; strip: number | undefined }[] {
  if (prep.kind !== 'each') {
    const strip = prep.kind === 'all' ? (prep.strip ?? 0) : undefined;
    return [...patches].sort((a, b) => (a.number ?? 0) - (b.number ?? 0)).map((patch) => ({ patch, strip }));
  }
  const applied = new Map<SpecPatch, number>();
  for (const { text, section } of lines) {
    const call = section === 'prep' ? /^\s*%(?:auto)?patch(\d*)\b(.*)/.exec(text) : null;
    if (!call) continue;
    const strip = Number(/\s-p\s*(\d+)/.exec(call[2] ?? '')?.[1] ?? '0');
    const rest = (call[2] ?? '').replace(/\s-p\s*\d+/, '');
    const named = [
      ...(call[1] ? [call[1]] : []),
      ...[...rest.matchAll(/\s(?:-P\s*)?(\d+)(?=\s|$)/g)].map(([, n]) => n),
    ];
    const numbers = named.length > 0 ? named.map(Number) : /-[mM]/.test(rest) ? rangeOf(rest, patches) : [0];
    for (const number of numbers)
      for (const patch of patches.filter((each) => each.number === number)) applied.set(patch, strip);
  }
  const others = patches.filter((patch) => !applied.has(patch));
  return [
    ...[...applied].map(([patch, strip]) => ({ patch, strip })),
    ...others.map((patch) => ({ patch, strip: undefined })),
  ];
}

/** The numbers of an `%autopatch` with `-m` (from) or `-M` (to). */
function rangeOf(rest: string, patches: readonly SpecPatch[]): number[] {
  const from = Number(/\s-m\s*(\d+)/.exec(rest)?.[1] ?? '0');
  const to = Number(/\s-M\s*(\d+)/.exec(rest)?.[1] ?? Number.MAX_SAFE_INTEGER);
  return patches.flatMap(({ number }) => (number !== undefined && number >= from && number <= to ? [number] : []));
}
