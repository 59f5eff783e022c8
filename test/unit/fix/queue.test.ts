// The queue's files on disk: modes that stay, and names of branches that nest deeply.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeFix, readFix } from '../../../src/fix/document';
import { DEEPEST } from '../../../src/fix/name';
import { fixNames, patchPath, type Queue, queueBranches, seriesPath, writePatch } from '../../../src/fix/queue';
import { fixText } from '../export/patches';

suite('the queue on disk', () => {
  let queue: Queue;
  setup(() => {
    queue = { folder: mkdtempSync(join(tmpdir(), 'fishladder-queue-')) };
  });
  teardown(() => rmSync(queue.folder, { recursive: true }));

  test('files keep their modes when they are written again', async () => {
    const text = fixText();
    await writePatch(queue, 'master', 'a', text);
    chmodSync(patchPath(queue, 'master', 'a'), 0o600);
    chmodSync(seriesPath(queue, 'master'), 0o664);
    assert.equal(
      await writePatch(queue, 'master', 'a', composeFix({ ...readFix(text, ''), message: 'Other\n' })),
      'replaced',
    );
    await writePatch(queue, 'master', 'b', text);
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
    assert.deepEqual([mode(patchPath(queue, 'master', 'a')), mode(seriesPath(queue, 'master'))], ['600', '664']);
  });

  test('every branch that a patch can be written for is found again', async () => {
    const deep = (parts: number) => Array.from({ length: parts }, (_, at) => `b${at}`).join('/');
    for (const parts of [1, 6, DEEPEST]) {
      await writePatch(queue, deep(parts), 'a', fixText());
      assert.deepEqual(await fixNames(queue, deep(parts)), ['a']);
      assert.ok((await queueBranches(queue)).includes(deep(parts)), deep(parts));
    }
    await assert.rejects(writePatch(queue, deep(DEEPEST + 1), 'a', fixText()), { code: 'bad-branch' });
  });
});
