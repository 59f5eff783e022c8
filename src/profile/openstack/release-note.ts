// Checks the names of reno's release notes.
import type { Remark } from '../check';
import { filesWhere, type Reading } from '../reading';
import { isStable } from './branches';

const RENO =
  "reno knows a note by the 16 hexadecimal digits at the end of its name (https://docs.openstack.org/reno/latest/user/usage.html); `reno new` makes them, and a backport keeps master's file name.";

/** `reno-name`: a new note without the digits. `reno-edited`: a note that is changed on a stable branch moves to the next release there. */
export function releaseNoteCheck(reading: Reading, { branch }: { branch?: string }): Remark[] {
  const note = /(?:^|\/)releasenotes\/notes\/([^/]+)\.yaml$/;
  return filesWhere(reading, (path) => note.test(path)).flatMap(({ file, line }): Remark[] => {
    const at = { start: line, end: line + 1 };
    const name = note.exec(file.newPath ?? '')?.[1];
    if (file.change === 'add' && name !== undefined && !/-[0-9a-f]{16}$/.test(name))
      return [
        {
          code: 'reno-name',
          severity: 'warning',
          message: 'The name of a release note ends with 16 hexadecimal digits.',
          explanation: RENO,
          ...at,
        },
      ];
    if (file.change === 'add' || branch === undefined || !isStable(branch)) return [];
    return [
      {
        code: 'reno-edited',
        severity: 'warning',
        message: 'A release note that is there already is changed; reno then lists it under the next release.',
        explanation: RENO,
        ...at,
      },
    ];
  });
}
