// A folder in memory, and patches to put into it.
import type { Bytes } from '../../../src/base/bytes';
import { type ExportTask, planExport } from '../../../src/export/export';
import type { ExportPlan, Outgoing, Place } from '../../../src/export/types';
import { composeFix, readFix } from '../../../src/fix/document';
import { createFilePatch } from '../../../src/patch/create';

/** Who packages, and when. */
export const packager = { name: 'Maya', email: 'maya@example.org', epoch: 1_790_856_000, zone: '+0200' };

/** A fix's patch of `nova/a.py`, made of these words. */
export function fixText(title = 'Mend the leak', body = '', life = {}, path = 'nova/a.py'): Bytes {
  const id = (digit: string) => digit.repeat(40);
  return composeFix({
    author: packager,
    message: `${title}\n${body === '' ? '' : `\n${body}`}`,
    life: { origin: 'other, made in 1.0', bugs: [], forwarded: 'no', lastUpdate: '2026-10-01', ...life },
    others: [],
    files: [
      createFilePatch({
        oldPath: path,
        newPath: path,
        before: { mode: '100644', id: id('1'), content: 'one\ntwo\n' },
        after: { mode: '100644', id: id('2'), content: `one\n${title}\n` },
      }),
    ],
  });
}

/** A patch on its way out. */
export function outgoing(file: string, text = fixText(), isFix = true): Outgoing {
  return { file, isFix, text, document: readFix(text, file) };
}

/** A folder with these files. */
export class MemoryPlace implements Place {
  readonly name = 'there';

  constructor(readonly files: Map<string, Bytes>) {}

  read(path: string): Promise<Bytes | undefined> {
    return Promise.resolve(this.files.get(path));
  }

  list(path: string): Promise<string[]> {
    const start = path === '' ? '' : `${path.replace(/\/$/, '')}/`;
    const below = [...this.files.keys()].filter((file) => file.startsWith(start));
    return Promise.resolve([...new Set(below.map((file) => file.slice(start.length).split('/')[0] ?? ''))].sort());
  }
}

/** A folder with these files. */
export function place(files: Record<string, Bytes> = {}): MemoryPlace {
  return new MemoryPlace(new Map(Object.entries(files)));
}

/** Exports into the folder, and proves that doing it again would change nothing. */
export async function exported(
  there: MemoryPlace,
  format: ExportTask['format'],
  patches: readonly Outgoing[],
  task: Partial<ExportTask> = {},
): Promise<ExportPlan> {
  const plan = () =>
    planExport(there, {
      format,
      patches,
      order: patches.map(({ file }) => file),
      force: false,
      packager,
      changelog: false,
      target: 'nova',
      isPackage: (folder) => folder === 'nova',
      ...task,
    });
  const first = await plan();
  for (const { path, text } of first.writes) there.files.set(path, text);
  const second = await plan();
  if (second.writes.length > 0) throw new Error(`a second export writes ${second.writes.map(({ path }) => path)}`);
  return first;
}
