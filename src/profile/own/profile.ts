// A profile of one's own: what a file says, over the conventions of the community that it builds on.
import { type Bytes, decode, encode } from '../../base/bytes';
import { Fault } from '../../base/fault';
import { formatMessage, parseMessage, type TrailerLine, trailer, withTrailers } from '../../patch/message';
import { type Check, runChecks } from '../check';
import { globMatches } from '../glob';
import type { BranchState, MessageFacts, Profile } from '../profile';
import { entriesNamed, filesWhere } from '../reading';
import { titleCheck } from '../title';
import { holds, signOff } from '../trailers';
import type { OwnProfile } from './schema';

/** The conventions that a file describes, over those of the community that it names. */
export function ownProfile(own: OwnProfile, base: Profile): Profile {
  const { branches = [], ended = [], bugAddress } = own;
  const order = (names: readonly string[]) => (own.branches ? ordered(branches, names) : base.branches(names));
  const state: Profile['state'] = (branch, lines): BranchState => {
    if (ended.some((pattern) => globMatches(pattern, branch))) return 'ended';
    if (!own.branches) return base.state(branch, lines);
    return globMatches(branches[0] ?? '', branch) ? 'development' : 'maintained';
  };
  return {
    ...base,
    title: own.name,
    forge: own.forge ?? base.forge,
    branches: (names) => order(names).filter((name) => !ended.some((pattern) => globMatches(pattern, name))),
    state,
    message: (facts) => messageOf(own, base, facts),
    ported: (message, facts) => base.ported(message, own.pickLine === false ? { ...facts, picked: [] } : facts),
    bugAddresses: bugAddress ? (message) => addressesOf(own, bugAddress, message) : base.bugAddresses,
    fields: { ...base.fields, known: [...base.fields.known, ...ownNames(own)] },
    checks: checksOf(own, base, (branch) => state(branch, { branches: [], tags: [] }) !== 'development'),
  };
}

/** The trailers that the file itself names. */
function ownNames({ required = [], bugTrailer: template }: OwnProfile): string[] {
  return [...required, ...(template === undefined ? [] : [template.split(':')[0] ?? ''])];
}

/** Each pattern's names by number, newest first; a name that an earlier pattern took is not taken again. */
function ordered(patterns: readonly string[], names: readonly string[]): string[] {
  const found = patterns.flatMap((pattern) =>
    names.filter((name) => globMatches(pattern, name)).sort((a, b) => b.localeCompare(a, 'en', { numeric: true })),
  );
  return [...new Set(found)];
}

function messageOf(own: OwnProfile, base: Profile, facts: MessageFacts): Bytes {
  const given = own.bugTrailer === undefined ? facts : { ...facts, bugs: [] };
  const message = parseMessage(base.message(given));
  const before = parseMessage(facts.source?.message ?? '').trailers;
  const signed = signOff(facts.signer);
  const kept = message.trailers.filter(
    (line) =>
      holds(before, line) ||
      !((own.signOff === false && holds([signed], line)) || (own.pickLine === false && line.kind === 'picked')),
  );
  const bugs =
    own.bugTrailer === undefined ? [] : facts.bugs.map((bug) => bugTrailer(own.bugTrailer ?? '', bug.trim()));
  return formatMessage(withTrailers(message, [...bugs.filter((line) => !holds(kept, line)), ...kept]));
}

function bugTrailer(template: string, bug: string): TrailerLine {
  if (!/^\S+$/.test(bug)) throw new Fault('bad-bug', `'${bug}' is no bug.`, 'Give one word: its number or address.');
  const [key = '', value = ''] = template.split(/:\s*(.*)/s);
  return trailer(key, encode(value.replaceAll('{bug}', () => bug)));
}

/** The addresses of the bugs that the profile's own trailer names. */
function addressesOf(
  { bugTrailer: template = 'Closes: {bug}' }: OwnProfile,
  address: string,
  message: Bytes,
): string[] {
  const [key = '', value = ''] = template.split(/:\s*(.*)/s);
  const [start = '', end = ''] = value.split('{bug}');
  const values = parseMessage(message).trailers.flatMap((line) =>
    line.kind === 'trailer' && line.key.toLowerCase() === key.toLowerCase() ? [decode(line.value)] : [],
  );
  return values.flatMap((text) => {
    if (/^https?:\/\/\S+$/.test(text)) return [text];
    if (!text.startsWith(start) || !text.endsWith(end)) return [];
    const bug = text.slice(start.length, text.length - end.length);
    return /^\S+$/.test(bug) ? [address.replaceAll('{bug}', () => encodeURIComponent(bug))] : [];
  });
}

function checksOf(own: OwnProfile, base: Profile, isRelease: (branch: string) => boolean): Check[] {
  const ignored = new Set([...(own.ignore ?? []), ...(own.titleLength === undefined ? [] : ['title-long'])]);
  if (own.signOff === false) ignored.add('sign-off-missing');
  const inherited: Check = (reading, facts) =>
    runChecks(base.checks, reading, facts).filter(({ code }) => !ignored.has(code));
  const length: Check = (reading, facts) =>
    titleCheck(own.titleLength ?? 0, `The profile ${own.name} (titleLength).`)(reading, facts).filter(
      ({ code }) => code === 'title-long',
    );
  return [inherited, ...(own.titleLength === undefined ? [] : [length]), requiredCheck(own), policyOf(own, isRelease)];
}

function requiredCheck({ required = [], name }: OwnProfile): Check {
  return (reading) =>
    required
      .filter((trailerName) => entriesNamed(reading, trailerName).length === 0)
      .map((trailerName) => ({
        code: 'own-required',
        severity: 'warning',
        message: `The message has no ${trailerName}.`,
        explanation: `The profile ${name} (required).`,
        start: reading.titleLine,
        end: reading.titleLine + 1,
      }));
}

function policyOf({ policy = [], name }: OwnProfile, isRelease: (branch: string) => boolean): Check {
  return (reading, { branch }) => {
    if (branch === undefined || !isRelease(branch)) return [];
    return policy.flatMap(({ paths, message, explanation, severity }) =>
      filesWhere(reading, (path) => paths.some((pattern) => globMatches(pattern, path))).map(({ line }) => ({
        code: 'own-policy',
        severity: severity ?? 'warning',
        message,
        explanation: explanation ?? `The profile ${name} (policy).`,
        start: line,
        end: line + 1,
      })),
    );
  };
}
