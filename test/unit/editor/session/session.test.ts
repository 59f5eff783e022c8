// A session without trust: the queue's files are read, and nothing else is touched.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRepository } from '../../../../src/editor/session/repository';
import { createSession } from '../../../../src/editor/session/session';
import { anonymous } from '../../../../src/review/credentials';
import { direct } from '../../../../src/review/route';

const PATCH = `From: Olive Operator <olive@example.org>
Subject: [PATCH] Fix volume leak
Bug: https://bugs.example.org/1

---

--- a/a.py
+++ b/a.py
@@ -1 +1,2 @@
 first
+second
`;

suite('a session that is not trusted', () => {
  let root: string;
  const host = { now: () => new Date(0), environment: {}, credentials: anonymous, routes: direct, userAgent: 'test' };
  const open = (queue?: string) =>
    createSession({ root, host, log: assert.fail, settings: () => (queue ? { queue } : {}), trusted: () => false });

  setup(() => {
    root = mkdtempSync(join(tmpdir(), 'fishladder-session-'));
    for (const branch of ['1.0', 'stable/2025.1']) {
      mkdirSync(join(root, '.fishladder', branch), { recursive: true });
      writeFileSync(join(root, '.fishladder', branch, 'leak.patch'), PATCH);
      writeFileSync(join(root, '.fishladder', branch, 'series'), 'leak.patch\nbroken.patch\nabsent.patch\n');
    }
    writeFileSync(join(root, '.fishladder/1.0/broken.patch'), '@@ nonsense\n');
  });
  teardown(() => rmSync(root, { recursive: true, force: true }));

  test('shows the fixes and says of a patch that it cannot be read', async () => {
    const session = open();
    let changes = 0;
    session.onDidChange(() => changes++);
    await session.reread();
    const { condition, fixes, notes } = session.view;
    assert.deepEqual([condition.kind, changes], ['restricted', 1]);
    assert.deepEqual(
      fixes.map(({ name, title, bugs, folders }) => [name, title, bugs, folders]),
      [['leak', 'Fix volume leak', [{ address: 'https://bugs.example.org/1' }], ['1.0', 'stable/2025.1']]],
    );
    assert.deepEqual(
      fixes[0]?.rows.map(({ cell, standing }) => [cell.branch, standing]),
      [
        ['1.0', 'unknown'],
        ['stable/2025.1', 'unknown'],
      ],
    );
    assert.equal(notes.length, 1);
    assert.match(notes[0] ?? '', /broken\.patch/);
  });

  test('refuses to run git or to ask a server', async () => {
    const session = open();
    await assert.rejects(session.works(), { code: 'restricted' });
    await assert.rejects(session.ask(new AbortController().signal), { code: 'restricted' });
  });

  test('reads the queue where the setting says', async () => {
    const session = open('elsewhere');
    await session.reread();
    assert.equal(session.queueFolder, join(root, 'elsewhere'));
    assert.deepEqual(session.view.fixes, []);
  });

  test('calls while it is being read are answered by one more reading', async () => {
    const session = open();
    const seen: number[] = [];
    session.onDidChange(() => {
      seen.push(session.view.fixes.length);
      mkdirSync(join(root, '.fishladder/master'), { recursive: true });
      writeFileSync(join(root, '.fishladder/master/other.patch'), PATCH);
      writeFileSync(join(root, '.fishladder/master/series'), 'other.patch\n');
      for (let call = 0; call < 3; call++) void session.reread();
    });
    await session.reread();
    assert.deepEqual(seen, [1, 2]);
  });

  test('a reading that finds nothing new tells nobody and leaves the view', async () => {
    const session = open();
    await session.reread();
    const { view } = session;
    session.onDidChange(() => assert.fail('it spoke'));
    await session.reread();
    assert.equal(session.view, view);
  });

  test('says nothing once it is disposed', async () => {
    const session = open();
    session.onDidChange(() => assert.fail('it spoke'));
    session.dispose();
    await session.reread();
  });
});

suite('repository of a file', () => {
  let root: string;
  setup(() => {
    root = mkdtempSync(join(tmpdir(), 'fishladder-session-'));
    mkdirSync(join(root, 'outer/.git'), { recursive: true });
    mkdirSync(join(root, 'outer/inner/deep'), { recursive: true });
    writeFileSync(join(root, 'outer/inner/.git'), 'gitdir: elsewhere\n');
  });
  teardown(() => rmSync(root, { recursive: true, force: true }));

  test('is the nearest one, a worktree too', async () => {
    assert.equal(await findRepository(join(root, 'outer')), join(root, 'outer'));
    assert.equal(await findRepository(join(root, 'outer/inner/deep')), join(root, 'outer/inner'));
    assert.equal(await findRepository(root), undefined);
  });
});
