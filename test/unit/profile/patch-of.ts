// Patch files for tests of checks, and what the checks make of them.
import { type Bytes, decode, encode, splitLines } from '../../../src/base/bytes';
import { parsePatch } from '../../../src/patch/parse';
import { type Check, type Facts, type Remark, runChecks } from '../../../src/profile/check';
import { readPatch } from '../../../src/profile/reading';

const DIFF = '--- a/one.py\n+++ b/one.py\n@@ -1 +1 @@\n-a\n+b\n';

/** A mail with this title, body and diff, and with further header fields. */
export function patchOf(title: string, body: string, diff = DIFF, fields = ''): Bytes {
  return encode(`From: A <a@b>\nSubject: [PATCH] ${title}\n${fields}\n${body}---\n\n${diff}`);
}

/** What the checks say of a patch file. */
export function examine(checks: readonly Check[], text: Bytes, facts: Facts = {}): Remark[] {
  return runChecks(checks, readPatch(parsePatch(text)), facts);
}

/** `code: line` for each remark. */
export function remarksOf(checks: readonly Check[], text: Bytes, facts: Facts = {}): string[] {
  const lines = splitLines(text);
  return examine(checks, text, facts).map(({ code, start }) => `${code}: ${decode(lines[start] ?? '').trim()}`);
}

/** The patch file with all remedies applied, last first, as unicode. */
export function repaired(checks: readonly Check[], text: Bytes, facts: Facts = {}): Bytes {
  const lines = splitLines(text);
  const edits = examine(checks, text, facts).flatMap(({ remedy }) => remedy?.edits ?? []);
  for (const edit of edits.sort((a, b) => b.start - a.start))
    lines.splice(edit.start, edit.end - edit.start, edit.text);
  return decode(lines.join(''));
}
