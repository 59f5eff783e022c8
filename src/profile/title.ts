// Checks the first line of a message.
import type { Check, Remark } from './check';

/** `title-missing`, `title-long` (over `longest` characters), `title-dot`; `source` says where the community asks for it. */
export function titleCheck(longest: number, source: string): Check {
  return ({ title, titleLine }) => {
    const at = { start: titleLine, end: titleLine + 1 };
    if (title === '')
      return [
        { code: 'title-missing', severity: 'error', message: 'The patch has no title.', explanation: source, ...at },
      ];
    const remarks: Remark[] = [];
    const { length } = [...title];
    if (length > longest)
      remarks.push({
        code: 'title-long',
        severity: 'info',
        message: `The title has ${length} characters; ${longest} are asked for.`,
        explanation: source,
        ...at,
      });
    if (/[^.]\.$/.test(title))
      remarks.push({
        code: 'title-dot',
        severity: 'info',
        message: 'A title ends without a full stop.',
        explanation: source,
        ...at,
      });
    return remarks;
  };
}
