// What a community does not take on a release branch, told from the paths and lines that a patch touches.
import { decode } from '../base/bytes';
import type { Check, Remark, Severity } from './check';
import { changedLines, filesWhere, pathOf } from './reading';

/** A class of changes: files, and in them the changed lines (all, without `lines`) that make it one. */
export interface PolicyRule {
  code: string;
  severity: Severity;
  message: string;
  explanation: string;
  paths: RegExp;
  lines?: { kind: 'add' | 'delete' | 'any'; text: RegExp };
}

/** What of a path or line is looked at, in bytes: the longest path that Linux takes. */
const LONGEST = 4096;

/** One remark a file and rule, at the first line that shows it; silent on the trunk and where the branch is not known. */
export function policyCheck(rules: readonly PolicyRule[], isRelease: (branch: string) => boolean): Check {
  return (reading, { branch }) => {
    if (branch === undefined || !isRelease(branch)) return [];
    return filesWhere(reading, (path) => path.length <= LONGEST && rules.some(({ paths }) => paths.test(path))).flatMap(
      (placed) => {
        const path = pathOf(placed.file);
        const changed = changedLines(placed).map(({ kind, text, line }) => ({
          kind,
          text: decode(text.slice(0, LONGEST)),
          line,
        }));
        return rules.flatMap(({ code, severity, message, explanation, paths, lines }): Remark[] => {
          if (!paths.test(path)) return [];
          const found = lines
            ? changed.find(({ kind, text }) => (lines.kind === 'any' || lines.kind === kind) && lines.text.test(text))
            : placed;
          return found ? [{ code, severity, message, explanation, start: found.line, end: found.line + 1 }] : [];
        });
      },
    );
  };
}
