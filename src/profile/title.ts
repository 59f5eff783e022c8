// Checks the first line of a message.
import type { Check, Edit, Remark } from './check';
import { rewriteEntry, rewriteLine } from './edits';
import { entriesNamed, type Reading } from './reading';

/** `title-missing`, `title-long` (over `longest` characters), `title-dot`; `source` says where the community asks for it. */
export function titleCheck(longest: number, source: string): Check {
  return (reading) => {
    const { title, titleLine } = reading;
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
    if (/[^.]\.$/.test(title)) {
      const edit = undotted(reading);
      remarks.push({
        code: 'title-dot',
        severity: 'info',
        message: 'A title ends without a full stop.',
        explanation: source,
        ...at,
        ...(edit ? { remedy: { title: 'Remove the full stop', edits: [edit], safe: false } } : {}),
      });
    }
    return remarks;
  };
}

/** The title without its full stop: a subject may go on over several lines, any other title is one. */
function undotted(reading: Reading): Edit | undefined {
  const [subject] = entriesNamed(reading, 'Subject').filter(({ kind }) => kind === 'field');
  if (subject) return rewriteEntry(subject, subject.name, subject.value.replace(/\.\s*$/, ''));
  return rewriteLine(reading, reading.titleLine, (text) => text.replace(/\.([ \t\r]*\n?)$/, '$1'));
}
