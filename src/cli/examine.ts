// Reads one patch file or series and asks all checks about it.
import { readFile } from 'node:fs/promises';
import { type Bytes, fromBuffer } from '../base/bytes';
import type { Knowledge } from '../flow/knowledge';
import { examinePatch, lintSeries } from '../language/lint';
import type { Problem } from '../language/problem';
import { isSeriesFile } from './patch-files';

/** A file with what the checks say of it. */
export interface Examined {
  path: string;
  text: Bytes;
  problems: Problem[];
}

/** Examines the file at an absolute path. */
export async function examineFile(knowledge: Knowledge, path: string): Promise<Examined> {
  const text = fromBuffer(await readFile(path));
  return { path, text, problems: await examineText(knowledge, path, text) };
}

/** Examines a text as if it were in the file at this path. */
export async function examineText(knowledge: Knowledge, path: string, text: Bytes): Promise<Problem[]> {
  if (isSeriesFile(path)) return lintSeries(text, await knowledge.folderOf(path, text));
  return examinePatch(text, async (reading) => {
    const { profile, ...known } = await knowledge.about(path, reading);
    return { ...known, checks: profile.checks };
  });
}
