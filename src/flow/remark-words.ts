// Words for people about a check's remark.
import type { Remark } from '../profile/check';

/** `path:line: severity: message [code]`, as compilers print theirs; the line is 1-based. */
export function remarkLine(path: string, { start, severity, message, code }: Remark): string {
  return `${path}:${start + 1}: ${severity}: ${message} [${code}]`;
}
