// Verbs about the whole history: what each commit says, which commits touched what, and who wrote a line.
import { type Bytes, decode, isUtf8 } from '../base/bytes';
import type { BlamedLine, HistoryCommit, TouchingCommit } from './git';
import { commitIn } from './revisions';
import type { StreamGit } from './stream';

const NEWLINE = 0x0a;
/** Begins a record that names a commit, where paths follow: no path has it first. */
const MARK = '\x01';

/** The history verbs of `Git`, run by the given streamer. */
export function historyVerbs(stream: StreamGit) {
  return {
    tips: async (): Promise<string[]> => {
      const tips = new Set<string>();
      const format = '--format=%(objecttype) %(objectname) %(*objecttype) %(*objectname)';
      const args = ['for-each-ref', format, 'refs/heads/', 'refs/remotes/', 'refs/tags/'];
      await stream({ args, end: NEWLINE }, (line) => {
        const id = commitIn(line);
        if (id !== undefined) tips.add(id);
      });
      return [...tips];
    },
    history: (known: readonly string[], take: (commit: HistoryCommit) => void, signal?: AbortSignal): Promise<void> => {
      const args = [
        'log',
        '--branches',
        '--remotes',
        '--tags',
        '--stdin',
        '--no-show-signature',
        '--encoding=UTF-8',
        '-z',
        '--format=%H %P%n%at %an%n%s%n%B',
      ];
      const input = known.map((id) => `^${id}\n`).join('');
      return stream({ args, end: 0, input, signal }, (record) => take(readCommit(record)));
    },
    commitsTouching: async (
      paths: readonly Bytes[],
      from: string | undefined,
      to: string,
      signal?: AbortSignal,
    ): Promise<TouchingCommit[]> => {
      const found: TouchingCommit[] = [];
      const what = ['--no-merges', '--name-only', '--no-renames', '--full-diff', '-z', `--format=${MARK}%H`];
      const args = [
        '--literal-pathspecs',
        'log',
        '--no-show-signature',
        ...what,
        range(from, to),
        '--',
        ...paths.map(decode),
      ];
      await stream({ args, end: 0, signal }, (record) => {
        if (record.startsWith(MARK)) found.push({ id: record.slice(1), paths: [] });
        else found.at(-1)?.paths.push(record.replace(/^\n/, ''));
      });
      return found;
    },
    blame: async (
      path: Bytes,
      spans: readonly { start: number; end: number }[],
      from: string | undefined,
      to: string,
      signal?: AbortSignal,
    ): Promise<BlamedLine[]> => {
      if (!isUtf8(path)) return [];
      const old = new Set<string>();
      const found: BlamedLine[] = [];
      const lines = spans.flatMap(({ start, end }) => ['-L', `${start + 1},${end}`]);
      const args = [
        '-c',
        'blame.ignoreRevsFile=',
        'blame',
        '--root',
        '--porcelain',
        ...lines,
        range(from, to),
        '--',
        decode(path),
      ];
      await stream({ args, end: NEWLINE, signal }, (record) => {
        const [, id, line] = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(record) ?? [];
        if (id !== undefined) found.push({ line: Number(line) - 1, commit: id });
        else if (record === 'boundary') old.add(found.at(-1)?.commit ?? '');
      });
      return found.filter(({ commit }) => !old.has(commit));
    },
  };
}

function range(from: string | undefined, to: string): string {
  return from === undefined ? to : `${from}..${to}`;
}

/** Reads `<id> <parents…>`, `<seconds> <author>`, the subject, and the message, each on a line of its own but the last. */
function readCommit(record: Bytes): HistoryCommit {
  const first = record.indexOf('\n');
  const second = record.indexOf('\n', first + 1);
  const third = record.indexOf('\n', second + 1);
  const space = record.indexOf(' ', first);
  const [id = '', ...parents] = record.slice(0, first).trimEnd().split(' ');
  return {
    id,
    parents,
    author: record.slice(space + 1, second),
    authored: Number(record.slice(first + 1, space)),
    subject: record.slice(second + 1, third),
    message: record.slice(third + 1),
  };
}
