// `fishladder lint`: says what is wrong with patch files and series, for people, programs and CI.
import { relative } from 'node:path';
import type { Settings } from '../flow/host';
import { openKnowledge } from '../flow/knowledge';
import { remarkLine } from '../flow/remark-words';
import type { Problem } from '../language/problem';
import type { Call } from './arguments';
import { type Examined, examineFile } from './examine';
import { findPatchFiles } from './patch-files';
import { sarifLog } from './sarif';
import { plain } from './table';
import { EXIT, type Terminal } from './terminal';
import { usageFault } from './usage';

/** Prints the problems of the named files and of all below the named folders; an error, or what `--fail-on` names, gives exit code 1. */
export async function runLint(settings: Settings, { words, options }: Call, terminal: Terminal): Promise<number> {
  const format = options.json ? 'json' : (options.format ?? 'text');
  if (!['text', 'json', 'sarif'].includes(format)) throw usageFault(`There is no format '${format}'.`);
  const fails = readFailOn(options['fail-on']);
  const knowledge = openKnowledge(terminal.host, settings, true);
  try {
    const files: Examined[] = [];
    for (const path of await findPatchFiles(terminal.folder, words)) {
      terminal.signal.throwIfAborted();
      files.push(await examineFile(knowledge, path));
    }
    await terminal.out(
      format === 'sarif'
        ? `${JSON.stringify(sarifLog(files, terminal.folder, terminal.host.userAgent.split('/')[1] ?? ''), null, 2)}\n`
        : format === 'json'
          ? lintJson(files)
          : lintText(files, terminal.folder),
    );
    return fails(files) ? EXIT.incomplete : EXIT.done;
  } finally {
    knowledge.dispose();
  }
}

const GRAVEST_FIRST = ['error', 'warning', 'info'] as const;

/** Reads `--fail-on`: says of what is found whether the run fails for it, by its severity; errors alone where nothing is said. Throws `usage`. */
export function readFailOn(wanted = 'error'): (files: readonly Examined[]) => boolean {
  const last = [...GRAVEST_FIRST, 'none'].indexOf(wanted);
  if (last < 0) throw usageFault(`There is no severity '${wanted}': ${GRAVEST_FIRST.join(', ')}, none.`);
  const grave: readonly string[] = wanted === 'none' ? [] : GRAVEST_FIRST.slice(0, last + 1);
  return (files) => files.some(({ problems }) => problems.some(({ severity }) => grave.includes(severity)));
}

/** Each problem as `path:line: severity: message [code]`, as compilers print theirs; then one line that counts. */
export function lintText(files: readonly Examined[], folder: string): string {
  const all = files.flatMap(({ path, problems }) =>
    problems.map((problem) => `${plain(remarkLine(relative(folder, path), problem))}\n`),
  );
  const problems = files.flatMap((file) => file.problems);
  const count = (severity: Problem['severity']) => problems.filter((problem) => problem.severity === severity).length;
  const safe = problems.filter(({ remedy }) => remedy?.safe).length;
  const words = [
    counted(count('error'), 'error'),
    counted(count('warning'), 'warning'),
    counted(count('info'), 'note'),
  ].join(', ');
  return `${all.join('')}${counted(files.length, 'file')}: ${words}${safe > 0 ? `; fishladder fix mends ${safe} of them` : ''}.\n`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function lintJson(files: readonly Examined[]): string {
  const answer = files.map(({ path, problems }) => ({
    path,
    problems: problems.map(({ code, severity, start, end, message, explanation, remedy }) => ({
      code,
      severity,
      line: start + 1,
      endLine: Math.max(start + 1, end),
      message,
      explanation,
      ...(remedy ? { remedy: { title: remedy.title, safe: remedy.safe } } : {}),
    })),
  }));
  return `${JSON.stringify({ files: answer })}\n`;
}
