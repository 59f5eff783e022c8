// What a community does not take on a release branch, told from the paths and lines that a patch touches.
import { decode } from '../base/bytes';
import type { Check, Remark, Severity } from './check';
import { changedLines, filesWhere } from './reading';

/** A class of changes: files, and in them the changed lines (all, without `lines`) that make it one. */
export interface PolicyRule {
  code: string;
  severity: Severity;
  message: string;
  explanation: string;
  paths: RegExp;
  lines?: { kind: 'add' | 'delete' | 'any'; text: RegExp };
}

/** One remark a file and rule, at the first line that shows it; silent on the trunk and where the branch is not known. */
export function policyCheck(rules: readonly PolicyRule[], isRelease: (branch: string) => boolean): Check {
  return (reading, { branch }) => {
    if (branch === undefined || !isRelease(branch)) return [];
    return rules.flatMap(({ code, severity, message, explanation, paths, lines }): Remark[] =>
      filesWhere(reading, (path) => paths.test(path)).flatMap(({ file, line }) => {
        const found = lines
          ? changedLines(file, line).find(
              ({ kind, text }) => (lines.kind === 'any' || lines.kind === kind) && lines.text.test(decode(text)),
            )?.line
          : line;
        return found === undefined ? [] : [{ code, severity, message, explanation, start: found, end: found + 1 }];
      }),
    );
  };
}
