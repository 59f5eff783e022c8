// Problems as SARIF 2.1.0, the form in which CI systems and editors exchange them.
import { relative, sep } from 'node:path';
import { decode } from '../base/bytes';
import type { Problem } from '../language/problem';
import type { Examined } from './examine';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** The log of one run; paths are relative to the folder that it was started in. */
export function sarifLog(files: readonly Examined[], folder: string, version: string) {
  const all = files.flatMap(({ problems }) => problems);
  const codes = [...new Set(all.map(({ code }) => code))].sort();
  const rules = codes.map((id) => ({
    id,
    fullDescription: { text: all.find(({ code }) => code === id)?.explanation ?? id },
  }));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'fishladder', version, rules } },
        columnKind: 'utf16CodeUnits',
        results: files.flatMap(({ path, problems }) =>
          problems.map((problem) => resultOf(problem, codes, uriOf(folder, path))),
        ),
      },
    ],
  };
}

function resultOf(problem: Problem, codes: readonly string[], uri: string) {
  const { code, severity, message, start, end, remedy } = problem;
  const region = { startLine: start + 1, endLine: Math.max(start, end - 1) + 1 };
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region } }],
    ...(remedy && remedy.of === undefined ? { fixes: [fixOf(remedy, uri)] } : {}),
  };
}

function fixOf({ title, edits }: NonNullable<Problem['remedy']>, uri: string) {
  const replacements = edits.map(({ start, end, text }) => ({
    deletedRegion: { startLine: start + 1, startColumn: 1, endLine: end + 1, endColumn: 1 },
    insertedContent: { text: decode(text) },
  }));
  return { description: { text: title }, artifactChanges: [{ artifactLocation: { uri }, replacements }] };
}

function uriOf(folder: string, path: string): string {
  return relative(folder, path).split(sep).map(encodeURIComponent).join('/');
}
