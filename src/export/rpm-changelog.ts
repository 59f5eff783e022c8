// The next release of an RPM package: its `Release`, and an entry in its `%changelog`.
import { type Bytes, encode } from '../base/bytes';
import { mailDate } from '../fix/date';
import { specText } from './rpm-edit';
import { expand, readSpec, type Spec } from './rpm-spec';
import type { Packager } from './types';

/**
 * The spec with its release one higher and an entry that says what is new, a list of lines each. `%autorelease` and `%autochangelog`
 * do that by themselves; a release that is no plain number stays, and `bumped` says so.
 */
export function addRelease(
  text: Bytes,
  items: readonly (readonly string[])[],
  who: Packager,
): { text: Bytes; bumped: boolean } {
  const raised = raise(text);
  const spec = readSpec(raised);
  const { lines } = spec;
  const head = lines.findIndex(({ text }) => /^%changelog\b/.test(text));
  const isAutomatic = lines.some(({ text }) => /^\s*%(?:autochangelog|\{\??autochangelog\})/.test(text));
  const bumped = raised !== text || /^[ \t]*Release[ \t]*:.*%\{?\??autorelease/im.test(text);
  if (isAutomatic || head < 0) return { text: raised, bumped };
  const [weekday, day, month, year] = mailDate(who).split(/,? /);
  const evr = versionOf(spec);
  const person = specText(`${who.name} <${who.email}>`);
  const entry = [
    encode(`* ${weekday} ${month} ${day?.padStart(2, '0')} ${year} `) + person + (evr ? ` - ${evr}` : ''),
    ...items.flatMap((item) => item.map((line, at) => `${at === 0 ? '- ' : '  '}${specText(line)}`)),
    '',
  ];
  const texts = lines.map(({ text }) => text);
  texts.splice(head + 1, 0, ...entry.map((line) => `${line}\n`));
  return { text: texts.join(''), bumped };
}

/** The release one higher: its own number, or that of the macro that it is (`%{baserelease}`); `0.N` is one before the first. */
function raise(text: Bytes): Bytes {
  const tag = /^([ \t]*Release[ \t]*:[ \t]*)(\S.*)$/im.exec(text);
  if (!tag) return text;
  const [, name = '', value = ''] = tag;
  const macro = /^%\{?\??(\w+)\}?/.exec(value)?.[1];
  if (macro === undefined) return text.replace(tag[0], () => name + higher(value));
  const definition = new RegExp(`^(%(?:global|define)\\s+${macro}\\s+)(\\d\\S*)`, 'm');
  return text.replace(definition, (_, before: string, number: string) => before + higher(number));
}

function higher(value: string): string {
  return value.replace(/^(0\.)?(\d+)/, (_, zero = '', number: string) => `${zero}${BigInt(number) + 1n}`);
}

/** `version-release` as a changelog names it, without the distribution's tag; undefined where macros make it that are not known. */
function versionOf({ lines, macros }: Spec): string | undefined {
  const tag = (name: string) => {
    const line = lines.find(({ text }) => new RegExp(`^\\s*${name}\\s*:`, 'i').test(text))?.text ?? '';
    return expand(line.replace(/^[^:]*:/, '').trim(), macros);
  };
  const epoch = tag('Epoch');
  const evr = `${epoch === '' ? '' : `${epoch}:`}${tag('Version')}-${tag('Release').replace(/%\{\?[^{}]*\}$/, '')}`;
  return /^[^%-]+-[^%-]+$/.test(evr) ? evr : undefined;
}
