// Reads one patch file or series and asks all checks about it.
import { readFile } from 'node:fs/promises';
import { type Bytes, fromBuffer } from '../base/bytes';
import type { Knowledge } from '../flow/knowledge';
import { lintPatch, lintSeries } from '../language/lint';
import { readPatchText } from '../language/patch-text';
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
  const document = readPatchText(text);
  const { profile, facts, ground } = await knowledge.about(path, document.reading);
  return lintPatch(document, { checks: profile.checks, facts, ground });
}
