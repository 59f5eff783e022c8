// Semantic tokens of what stands above a diff: fields, trailers, people, bugs, commits, branches.
import { decode } from '../base/bytes';
import { countLines } from '../patch/rows';
import type { Facts } from '../profile/check';
import { citations } from '../profile/cited';
import { fieldStanding } from '../profile/field-names';
import type { Entry, Reading } from '../profile/reading';
import { fieldMeaning } from './fields';
import type { PatchText } from './patch-text';
import type { Backdrop, Token } from './token';

const CVE = /\bCVE-\d{4}-\d{4,}\b/g;
/** A bug as trackers write it: `#1`, `owner/name#1`, `rhbz#1`, `RHEL-1`, or a bare number. */
const BUG = /(?<![\w/#])(?:(?<![.-])[\w./-]*#\d+|[A-Z][A-Z\d]+-\d+|\d+)(?![\w#])/g;
const PERSON = /(?:^|[:,])(?<words>[^<>,:]*)(?<address><[^<>\s]+>)/g;

/** The tokens of the header, line by line and in order; of two that overlap, the more telling one. */
export function headerTokens({ lines, reading }: PatchText, backdrop: Backdrop): Token[] {
  const shown = lines.slice(0, countLines(reading.patch.preamble)).map((line) => decode(line).replace(/\r?\n$/, ''));
  const tokens = [
    ...citedTokens(reading, shown, backdrop.facts),
    ...reading.entries.flatMap((entry) => entryTokens(entry, shown, backdrop)),
    ...branchTokens(reading, shown, backdrop.facts),
    ...shown.slice(0, reading.trailersEnd).flatMap((text, line) => matches(text, CVE, line, 'number')),
  ];
  return apart(tokens).filter(({ line }) => !shown[line]?.includes('\r'));
}

/** Commits by what the clone has of them, and the words around them in pick lines. */
function citedTokens(reading: Reading, shown: readonly string[], { commits }: Facts): Token[] {
  const separator = /^From ([0-9a-f]{40,64}) /.exec(shown[0] ?? '');
  const picked = new Set(reading.picked.map(({ line }) => line));
  const cited = citations(reading).flatMap(({ commit, start, end }): Token[] => {
    const found = commits?.get(commit);
    const modifier = found === undefined ? undefined : found === 'absent' ? 'deprecated' : 'definition';
    return shown.slice(start, end).flatMap((text, at): Token[] => {
      const from = text.indexOf(commit);
      if (from < 0 || commit === '') return [];
      const line = start + at;
      const id: Token = { line, from, to: from + commit.length, type: 'label', modifier };
      const words = /^\((.*\S) /.exec(text.slice(0, from))?.[1];
      return picked.has(line) && words ? [{ line, from: 1, to: 1 + words.length, type: 'keyword' }, id] : [id];
    });
  });
  return separator ? [{ line: 0, from: 5, to: 5 + (separator[1] ?? '').length, type: 'label' }, ...cited] : cited;
}

function entryTokens(entry: Entry, shown: readonly string[], { facts, fields, bugAddresses }: Backdrop): Token[] {
  const { name, value, start, end } = entry;
  const meaning = fieldMeaning(name);
  const standing = fields ? fieldStanding(name, fields) : meaning && 'known';
  const modifier = standing === 'known' ? 'defaultLibrary' : standing === 'refused' ? 'deprecated' : undefined;
  const named: Token = { line: start, from: 0, to: name.length, type: 'property', modifier };
  const isBug = bugAddresses(`title\n\n${name}: ${value}\n`).length > 0 || /^Bug(?:-|$)/i.test(name);
  const known = facts.bugs?.has(`${name}: ${value}`) ? 'definition' : undefined;
  const rest = shown.slice(start, end).flatMap((text, at): Token[] => {
    const line = start + at;
    const from = at === 0 ? name.length + 1 : 0;
    const part = text.slice(from);
    const found = [
      ...(at === 0 ? vocabularyTokens(meaning?.values ?? [], part, line) : []),
      ...(meaning?.takes === 'person' || /^(?:Cc|To)$|-by$/i.test(name) ? personTokens(part, line) : []),
      ...matches(part, /\bI[0-9a-f]{40}\b/g, line, 'label'),
      ...(isBug && !/:\/\//.test(part) ? matches(part, BUG, line, 'number', known) : []),
    ];
    return found.map((token) => ({ ...token, from: token.from + from, to: token.to + from }));
  });
  return [named, ...rest];
}

/** The word with which a value begins, where the field has such a word. */
function vocabularyTokens(values: readonly string[], part: string, line: number): Token[] {
  const words = values.flatMap(
    (value) => /^([A-Za-z](?:[A-Za-z -]*[A-Za-z])?)(?:,? ?(?:\[\])?)$/.exec(value)?.[1] ?? [],
  );
  const from = part.length - part.trimStart().length;
  const text = part.slice(from);
  const word = words.find((each) => text.startsWith(each) && !/^[\w-]/.test(text.slice(each.length)));
  return word === undefined ? [] : [{ line, from, to: from + word.length, type: 'enumMember' }];
}

function personTokens(part: string, line: number): Token[] {
  return [...part.matchAll(PERSON)].flatMap((match): Token[] => {
    const { words = '', address = '' } = match.groups ?? {};
    const name = words.trim();
    const end = match.index + match[0].length;
    const open = end - address.length;
    const from = match.index + match[0].indexOf(name);
    const person: Token[] = name === '' ? [] : [{ line, from, to: from + name.length, type: 'variable' }];
    return [...person, { line, from: open, to: end, type: 'string' }];
  });
}

/** The branches that the bracket of the subject names, and those that upstream has. */
function branchTokens({ entries }: Reading, shown: readonly string[], { branches = [] }: Facts): Token[] {
  const line = entries.find(({ name }) => /^subject$/i.test(name))?.start;
  const text = line === undefined ? '' : (shown[line] ?? '');
  const bracket = /^Subject:[ \t]*\[([^\]]*)\]/i.exec(text);
  if (line === undefined || !bracket) return [];
  const start = bracket[0].length - 1 - (bracket[1] ?? '').length;
  return [...(bracket[1] ?? '').matchAll(/[^\s,]+/g)].flatMap(({ index, 0: word }): Token[] => {
    const isKnown = branches.includes(word);
    if (!isKnown && !/^(?:stable|unmaintained)\//.test(word)) return [];
    const modifier = isKnown ? 'definition' : branches.length > 0 ? 'deprecated' : undefined;
    return [{ line, from: start + index, to: start + index + word.length, type: 'namespace', modifier }];
  });
}

function matches(
  text: string,
  pattern: RegExp,
  line: number,
  type: Token['type'],
  modifier?: Token['modifier'],
): Token[] {
  return [...text.matchAll(pattern)].map(({ index, 0: word }) => {
    return { line, from: index, to: index + word.length, type, modifier };
  });
}

/** The tokens in order, without those that overlap an earlier one of the list. */
function apart(tokens: readonly Token[]): Token[] {
  const taken = new Map<number, Set<number>>();
  const kept = tokens.filter(({ line, from, to }) => {
    const columns = taken.get(line) ?? new Set();
    for (let column = from; column < to; column++) if (columns.has(column)) return false;
    for (let column = from; column < to; column++) columns.add(column);
    taken.set(line, columns);
    return true;
  });
  return kept.sort((a, b) => a.line - b.line || a.from - b.from);
}
