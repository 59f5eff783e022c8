// Calls in a Python file's new lines that the function took where the fix was made, and does not take in the target.
import type { Bytes } from '../../base/bytes';
import { type Call, callsIn, fits, signatureOf } from '../../syntax/calls';
import { type ReadNear, readerFor } from '../../syntax/near';
import { definitionsOf } from './definitions';
import { ancestors } from './elsewhere';
import { hasWord } from './words';
import { type Changed, moduleFile, type Warning, type Worlds } from './worlds';

/** A call may begin so many bytes above its argument. */
const REACH = 800;
/** More functions than this are not looked at. */
const MOST_CALLEES = 100;
const CALL = /(?<![\w.]|def )(?:(?:self|cls|super\(\)|[A-Za-z_][\w.]*)\.)?[A-Za-z_]\w*(?=\()/g;

/** The calls that cannot be made in the target. Only functions whose parameters differ in text are looked at in the tree. */
export async function unfitCalls(changed: Changed, worlds: Worlds): Promise<Warning[]> {
  const { path, now, lines } = changed;
  const rows = new Set(lines.map(({ line }) => line));
  const found: Warning[] = [];
  let near: ReadNear | undefined;
  const ground = groundOf(changed, worlds);
  for (const [callee, line] of [...calleesAt(now, lines)].slice(0, MOST_CALLEES)) {
    const [there, here] = await ground(callee);
    const name = callee.replace(/.*\./, '');
    const [old, fresh] = [parametersOf(there, name), parametersOf(here, name)];
    if (old === undefined || fresh === undefined || old === fresh) continue;
    near ??= await readerFor(path);
    const [took, takes] = [old, fresh].map((text) => near?.(`def f(${text}): pass\n`, 0, signatureOf));
    if (!near || !took || !takes) continue;
    const calls = near(now, line, (root, row) =>
      callsIn(root).map((call) => ({ ...call, start: call.start + line - row, end: call.end + line - row })),
    );
    const isNew = ({ start, end }: Call) => [...rows].some((at) => start <= at && at <= end);
    const bad = calls?.find((call) => call.callee === callee && isNew(call) && fits(call, took) && !fits(call, takes));
    if (bad) found.push({ path, line: bad.start, kind: 'argument', name: callee });
  }
  return found;
}

/** What is called on new lines, or above them where they begin with an argument; each with a line where it is. */
function calleesAt(text: Bytes, lines: Changed['lines']): Map<string, number> {
  const callees = new Map<string, number>();
  const rows = new Set(lines.map(({ line }) => line));
  for (const { line, text: code } of lines) {
    if (!rows.has(line - 1) && /^\s+\w+=[^=]/.test(code)) {
      const at = placeOf(text, line);
      const above = text.slice(Math.max(0, at - REACH), at).split('\n');
      above.forEach((one, number) => {
        for (const [callee] of one.matchAll(CALL)) callees.set(callee, line - above.length + 1 + number);
      });
    }
    for (const [callee] of code.matchAll(CALL)) if (!callees.has(callee)) callees.set(callee, line);
  }
  return callees;
}

/** Where a line (0-based) of a text begins. */
function placeOf(text: Bytes, line: number): number {
  let at = 0;
  for (let number = 0; number < line; number++) at = text.indexOf('\n', at) + 1;
  return at;
}

type Texts = readonly Bytes[];

/** Gives the texts in which something that is called may be defined: in base, and in the result. None where these are the same. */
function groundOf(
  { before, old, now, lines, gone, imports }: Changed,
  worlds: Worlds,
): (callee: string) => Promise<[Texts, Texts]> {
  let inherited: Promise<[Texts, Texts]> | undefined;
  const isNew =
    old === '' || lines.some(({ text }) => [...text.matchAll(/\b\w+(?==[^=])/g)].some(([word]) => !hasWord(old, word)));
  return async (callee) => {
    const [, owner, name = ''] = /^(?:(.*)\.)?(\w+)$/.exec(callee) ?? [];
    const isOwn = owner === undefined || /^(?:self|cls|super\(\))$/.test(owner);
    if (isOwn && before !== old && hasOtherLine(gone(), old, `def ${name}(`)) return [[before], [now]];
    if (isOwn && owner !== undefined) {
      if (!isNew || now.includes(`def ${name}(`)) return [[], []];
      inherited ??= Promise.all([ancestors(now, worlds.base), ancestors(now, worlds.result)]);
      return inherited;
    }
    const from = imports().get(owner ?? name);
    if (!from) return [[], []];
    const module = from.name === undefined || owner === undefined ? from.module : `${from.module}.${from.name}`;
    const [there, here] = await Promise.all([moduleFile(module, worlds.base), moduleFile(module, worlds.result)]);
    if (!there || !here || there.id === here.id) return [[], []];
    const [was, is] = await Promise.all([worlds.base.file(there.path), worlds.result.file(here.path)]);
    return [[was?.content ?? ''], [is?.content ?? '']];
  };
}

/** True when a text has a line with these words that the other one does not have. */
function hasOtherLine(text: Bytes, other: Bytes, words: Bytes): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const end = text.indexOf('\n', at) + 1 || text.length;
    if (!other.includes(text.slice(text.lastIndexOf('\n', at) + 1, end))) return true;
  }
  return false;
}

/** The parameters of a function as they are written, without blanks; undefined where texts define none or several of its name. */
function parametersOf(texts: Texts, name: string): string | undefined {
  const all = new Set<string>();
  for (const text of texts) {
    for (const { parameters } of definitionsOf(text, name)) all.add(parameters);
    if (all.size > 0) break;
  }
  return all.size === 1 ? [...all][0] : undefined;
}
