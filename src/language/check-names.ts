// Checks the names above a file's hunks for what tools read otherwise than they are meant.
import { decode } from '../base/bytes';
import { nameOf } from '../patch/parse-header';
import { readQuoted } from '../patch/path';
import { placedFiles } from '../patch/rows';
import type { Remark } from '../profile/check';
import type { PatchText } from './patch-text';

/** `name-blank`: a bare name with a blank in it, and no tab behind it, which git writes for that reason. */
export function checkNames({ patch, lines }: PatchText): Remark[] {
  if (!patch) return [];
  return placedFiles(patch).flatMap(({ file, line }) => {
    if (file.hunks.length === 0) return [];
    const end = line + file.header.length;
    return [end - 2, end - 1].flatMap((at) => blankRemark(lines[at] ?? '', at));
  });
}

function blankRemark(line: string, start: number): Remark[] {
  const name = nameOf(line);
  if (!name.includes(' ') || line.includes('\t') || readQuoted(line.slice(4))) return [];
  const end = 4 + name.length;
  return [
    {
      code: 'name-blank',
      severity: 'warning',
      start,
      end: start + 1,
      message: `quilt and dpkg-source take ${JSON.stringify(decode(name.slice(0, name.indexOf(' '))))} for the name, up to the blank.`,
      explanation:
        'GNU patch ends a bare name at its first blank, unless a tab follows the name; so git writes one there.',
      remedy: {
        title: 'End the name with a tab',
        safe: true,
        edits: [{ start, end: start + 1, text: `${line.slice(0, end)}\t${line.slice(end).replace(/^ +/, '')}` }],
      },
    },
  ];
}
