// What Python code names from other files: modules that it imports, and members of them that it uses.
import type { Bytes } from '../../base/bytes';
import { linesWith, placesOf } from './words';

/** The paths that a module may have in the repository, by its dotted name. */
export function modulePaths(module: string): [Bytes, Bytes] {
  const path = module.replaceAll('.', '/');
  return [`${path}.py`, `${path}/__init__.py`];
}

/** What an imported name stands for: a module, or a name in one. */
export interface Import {
  module: string;
  name?: string;
}

/** In lines that import; without the `i`, which is so common that V8 takes four times as long to find the whole word. */
const IMPORT = 'mport ';

/** The imports of a text by the name that the code uses for them; one-line forms only, as they are by far the most. */
export function importsOf(text: string): Map<string, Import> {
  const found = new Map<string, Import>();
  for (const line of linesWith(text, IMPORT)) {
    const [, module = '', names] = /^\s*from\s+([\w.]+)\s+import\s+([\w\s,]+)/.exec(line) ?? [];
    for (const part of names?.split(',') ?? []) {
      const [name = '', , alias] = part.trim().split(/\s+/);
      if (name !== '') found.set(alias ?? name, { module, name });
    }
    const [, whole, alias] = /^\s*import\s+([\w.]+)(?:\s+as\s+(\w+))?/.exec(line) ?? [];
    if (whole !== undefined) found.set(alias ?? whole, { module: whole });
  }
  return found;
}

const MEMBER = /\.([A-Za-z_]\w*)/y;

/** The members that a line uses of a name, such as `save` of `volume.save()`. */
export function membersOf(line: string, name: string): string[] {
  return placesOf(line, name).flatMap((at) => {
    MEMBER.lastIndex = at + name.length;
    const member = line[at - 1] === '.' ? undefined : MEMBER.exec(line)?.[1];
    return member === undefined ? [] : [member];
  });
}

/** What stands before and after a name, on its line, that is defined, imported or set there. */
const DEFINITIONS: readonly { head: RegExp; tail?: RegExp }[] = [
  { head: /^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+$/ },
  { head: /^[^#]{0,200}\bimport\b.{0,400}$/ },
  { head: /^[ \t]+(?:\w+[ \t]+as[ \t]+)?$/, tail: /^[ \t]*(?:,|\)?[ \t]*\r?$)/ },
  {
    head: /(?:^[ \t]*|\b(?:self|cls)\.|,[ \t]*)$/,
    tail: /^(?:[ \t]*,[ \t]*\w+){0,9}[ \t]*(?::[^=]{1,200})?=(?!=)/,
  },
];

/** True when a text defines, imports or sets a name anywhere, as far as single lines tell. */
export function defines(text: string, name: string): boolean {
  return linesWith(text, name).some((line) =>
    placesOf(line, name).some((at) => {
      const [before, after] = [line.slice(0, at), line.slice(at + name.length)];
      return DEFINITIONS.some(({ head, tail }) => head.test(before) && (!tail || tail.test(after)));
    }),
  );
}
