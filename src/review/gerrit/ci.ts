// What CI says of a change's current patch set, read from the messages it leaves (Zuul's format, and its likes).
import { plain, webAddress } from '../text';
import type { CiJob, CiReport, CiVerdict } from '../types';
import { machinesOf, nameOf, pipelineOf } from './people';
import type { ChangeInfo, Message } from './schema';

/** `- <job> <address or job> : <RESULT>[ <detail>][ in 1h 02m 03s][ (non-voting)]`, as Zuul's reporter writes one a line. */
const jobLine =
  /^- (?<name>\S+) (?<url>https?:\S+|\S+) : (?<result>\S+)(?: (?!in \d|\(non-voting\)).+?)?(?: in (?:\d+h )?(?:\d+m )?\d+s)?(?<advisory> \(non-voting\))?$/;

/** Gerrit's first line of a message with votes: `Patch Set 3: Verified-1 Code-Review+1`, or `-Verified` for a vote taken back. */
const headLine = /^Patch Set \d+:(?<votes>(?: (?:-[A-Za-z][\w-]*(?:\+\d+)?|(?!-[A-Za-z])[\w-]+?[+-]\d+))*)\s*$/;

/** The votes of a message's first line; 0 for one that was taken back. */
function votesIn(message: Message): Map<string, number> {
  const head = headLine.exec(message.message.split('\n', 1)[0] ?? '')?.groups?.votes ?? '';
  const votes = new Map<string, number>();
  for (const word of head.split(' ').filter(Boolean)) {
    const [, label = '', value] = /^-?([\w-]+?)([+-]\d+)?$/.exec(word) ?? [];
    votes.set(label, Number(value ?? 0));
  }
  return votes;
}

/** Labels that CI has voted on in any patch set: the forge does not say which labels are CI's. */
export function labelsOfCi(change: ChangeInfo): Set<string> {
  const isMachine = machinesOf(change);
  const fromCi = (change.messages ?? []).filter((message) => isMachine(message.author));
  return new Set(fromCi.flatMap((message) => [...votesIn(message).keys()]));
}

/** The verdict on a patch set. The newest message of each reporter and pipeline counts; of these, the newest that votes. */
export function ciVerdict(change: ChangeInfo, patchSet: number): CiVerdict {
  const isMachine = machinesOf(change);
  const newest = new Map<string, CiReport>();
  const messages = (change.messages ?? []).filter((message) => message._revision_number === patchSet);
  for (const message of messages.sort((a, b) => a.date.localeCompare(b.date))) {
    const report = isMachine(message.author) ? readReport(message) : undefined;
    if (!report) continue;
    const key = `${report.reporter}\n${report.pipeline}`;
    newest.delete(key);
    newest.set(key, report);
  }
  const told = [...newest.values()];
  const reports = told.some((report) => report.voting) ? told : [...told, ...copiedVotes(change)];
  return { ...decide(reports), reports };
}

/** Each reporter's newest voting report counts; one failure fails the whole. */
function decide(reports: CiReport[]): Omit<CiVerdict, 'reports'> {
  const perReporter = new Map(reports.filter((report) => report.voting).map((report) => [report.reporter, report]));
  const voting = [...perReporter.values()].reverse();
  const of = (state: CiReport['state']) => voting.find((report) => report.state === state);
  const deciding = of('failed') ?? of('running') ?? of('passed');
  if (!deciding) return { state: 'none', pipeline: '', failing: [] };
  return { state: deciding.state, pipeline: deciding.pipeline, failing: deciding.failing };
}

/** A message as a report; undefined when it is not one. */
function readReport(message: Message): CiReport | undefined {
  const tagged = pipelineOf(message);
  const lines = message.message.split('\n').map((line) => jobLine.exec(line.trimEnd())?.groups);
  const jobs = lines.filter((groups) => groups !== undefined);
  const votes = [...votesIn(message).values()];
  const body = message.message.replace(/^Patch Set \d+:.*\n\s*/, '');
  const starts = /^Starting \S+ jobs\b/.test(body);
  if (tagged === undefined && jobs.length === 0 && votes.length === 0) return undefined;
  const failing = jobs.filter(({ result }) => result !== 'SUCCESS' && result !== 'SKIPPED').map(toJob);
  const failed = votes.some((vote) => vote < 0) || (votes.every((vote) => vote === 0) && saysFailed(body, failing));
  const state = starts ? 'running' : failed ? 'failed' : 'passed';
  return {
    reporter: nameOf(message.author),
    pipeline: plain(tagged ?? /\(([\w-]+) pipeline\)/.exec(body)?.[1] ?? '', 60),
    state,
    voting: votes.length > 0 || starts,
    failing: state === 'failed' ? failing.sort((a, b) => Number(b.voting) - Number(a.voting)) : [],
  };
}

/** Without a vote, the jobs or else the words decide; words that are not a success are a failure. */
function saysFailed(body: string, failing: CiJob[]): boolean {
  return failing.some((job) => job.voting) || !/^Build succeeded\b/.test(body);
}

function toJob({ name = '', result = '', url = '', advisory }: Readonly<Record<string, string>>): CiJob {
  const address = webAddress(url);
  return {
    name: plain(name, 120),
    result: plain(result, 40),
    voting: advisory === undefined,
    ...(address === undefined ? {} : { url: address }),
  };
}

/** Gerrit carries votes over to a trivial rebase without a new message: then only the vote itself is left to read. */
function copiedVotes(change: ChangeInfo): CiReport[] {
  const isMachine = machinesOf(change);
  const votes = Object.values(change.labels ?? {}).flatMap((label) => label.all ?? []);
  return votes
    .filter((vote) => isMachine(vote) && (vote.value ?? 0) !== 0)
    .map((vote) => ({
      reporter: nameOf(vote),
      pipeline: '',
      state: (vote.value ?? 0) < 0 ? ('failed' as const) : ('passed' as const),
      voting: true,
      failing: [],
    }));
}
