// Review threads in the real editor: on the operator's own lines, answered and settled there, with drafts that outlive a failure.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import {
  openThread,
  reply,
  resolveThread,
  saveDraft,
  sendDraft,
  type ThreadParts,
} from '../../src/editor/command/thread';
import { createMarkTracker } from '../../src/editor/mark/tracker';
import { showComments } from '../../src/editor/review/comments';
import { createDrafts } from '../../src/editor/review/drafts';
import { createPatchSetTexts } from '../../src/editor/review/texts';
import { createSessions, type Sessions } from '../../src/editor/session/sessions';
import { treeData } from '../../src/editor/tracker/tree';
import { ForgeError } from '../../src/review/error';
import { direct } from '../../src/review/route';
import { git, MANAGER, MOVED, operatorEnv, reviewedCommit } from '../demo/repository';
import { type GerritServer, startGerrit } from '../fakes/gerrit';
import type { Conversation } from '../fakes/gerrit-conversation';
import { runProgram } from '../git/scene';
import { lineOf, makeOperator, type Operator } from './operator';

const SECRET = 'hunter2';
const EVIL =
  '[click](command:workbench.action.quit) <img src=x onerror=alert(1)> $(bell) **bold**\u202e\n\n  keep   this\n- x';
const fixtures = join(__dirname, '../../../test/fixtures/gerrit');

suite('review threads', () => {
  let operator: Operator;
  let gerrit: GerritServer;
  let sessions: Sessions;
  let parts: ThreadParts;
  let conversation: Conversation;
  let memory: Map<string, unknown>;
  let done: (() => void)[];
  let down = false;

  const open = async () => {
    const host = {
      now: () => new Date(),
      environment: process.env,
      credentials: { get: async () => ({ user: 'olive', secret: SECRET }) },
      routes: (address: URL, signal: AbortSignal) =>
        down
          ? Promise.reject(new ForgeError('forge-unreachable', address.host, 'Off.', 'Wait.'))
          : direct(address, signal),
      userAgent: 'fishladder/test',
    };
    sessions = createSessions(host, () => {});
    const marks = createMarkTracker(sessions);
    const drafts = createDrafts({
      get: (key: string) => memory.get(key),
      update: async (key: string, value: unknown) => void memory.set(key, structuredClone(value)),
    } as unknown as vscode.Memento);
    const comments = showComments({
      ...{ sessions, marks, drafts, texts: createPatchSetTexts(), now: Date.now, log: assert.fail },
      attention: { isOn: () => true, onDidChange: () => ({ dispose: () => {} }) },
    });
    parts = { sessions, comments, drafts };
    done = [comments.dispose, marks.dispose, sessions.dispose];
    const session = await sessions.open(operator.file);
    await session?.settled();
    await session?.ask(AbortSignal.timeout(10_000));
    return session!;
  };
  const close = () => {
    for (const end of done) end();
  };
  const shown = async (key: string) => {
    await parts.comments.sync();
    return parts.comments.threads.find(operator.file, key);
  };
  const keyOf = async (id: string) => {
    const [session] = sessions.all();
    const review = session!.view.fixes[0]!.rows.find(({ cell }) => cell.branch === 'master')?.review.review;
    assert.ok(review);
    await session!.look(review, AbortSignal.timeout(10_000));
    return `${review.url}#${id}`;
  };

  suiteSetup(async () => {
    await vscode.extensions.getExtension('fishladder.fishladder')?.activate();
    operator = makeOperator();
    const { commit, line } = reviewedCommit(operator.clone);
    const about = { branch: 'master', path: MOVED, commit_id: commit, patch_set: 1, unresolved: true };
    const author = { name: 'Tomás Okafor' };
    conversation = {
      done: [],
      comments: [
        { ...about, id: 'pop', line, message: EVIL, author, updated: '2026-11-19 08:00:00.000000000' },
        { ...about, id: 'lost', line: 1, side: 'PARENT', path: 'shoal/gone.py', message: 'Why this file?', author },
        { ...about, id: 'whole', path: '/PATCHSET_LEVEL', message: 'Needs a release note', author },
      ],
    };
    gerrit = await startGerrit({
      ...{ fixtures, conversation, project: 'openstack/shoal' },
      accounts: { olive: { secret: SECRET, name: 'Olive Operator' } },
      reviews: { '*': { master: 'objection' } },
    });
    git(operator.clone, 'config', 'fishladder.gerritUrl', gerrit.url);
    const run = (...args: string[]) => runProgram(operator.clone, args, operatorEnv());
    await run('mark', MANAGER, '--title', 'Forget a volume');
    await run('port');
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await gerrit.close();
    operator.remove();
  });
  setup(async () => {
    memory ??= new Map();
    await vscode.window.showTextDocument(operator.file);
    await open();
  });
  teardown(close);

  test('a thread stands on the operator’s own line, in a file of another name, and its text is text', async () => {
    const thread = await shown(await keyOf('pop'));
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(thread?.range?.start.line, lineOf(document, 'self.attachments.pop(volume_id)'));
    assert.match(thread.label ?? '', /^master, patch set 1 of review \d+/);
    assert.deepEqual([thread.state, thread.canReply, thread.contextValue], [0, true, 'unresolved+reply']);
    const [{ author, body } = assert.fail()] = thread.comments;
    assert.equal(author.name, 'Tomás Okafor');
    assert.ok(body instanceof vscode.MarkdownString);
    assert.ok(!body.isTrusted && !body.supportHtml && !body.supportThemeIcons);
    assert.doesNotMatch(body.value, /(?<!\\)(\](?=\()|<img|\$\(bell)|\u202e/);
    assert.match(body.value, /\\\*\\\*bold\\\*\\\*.*\n.*\n&nbsp;&nbsp;keep/);
  });

  test('it follows what is typed above it', async () => {
    const key = await keyOf('pop');
    const line = (await shown(key))?.range?.start.line ?? -1;
    const edit = new vscode.WorkspaceEdit();
    edit.insert(operator.file, new vscode.Position(0, 0), '# one\n# two\n');
    await vscode.workspace.applyEdit(edit);
    assert.equal((await shown(key))?.range?.start.line, line + 2);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  test('those without a place here are rows of the tracker, and are shown where they were said', async () => {
    const key = await keyOf('lost');
    assert.equal(await shown(key), undefined);
    const tree = treeData(sessions, () => 0);
    const [fix] = tree.getChildren();
    const [master] = tree.getChildren(fix);
    const [review] = tree.getChildren(master);
    const rows = tree.getChildren(review).map((node) => tree.getTreeItem(node));
    tree.dispose();
    assert.deepEqual(
      rows.map(({ label, contextValue }) => [String(label).slice(0, 20), contextValue]),
      [
        ['Why this file?', 'thread'],
        ['Needs a release note', 'thread'],
        ['[click](command:work', 'thread'],
      ],
    );
    await openThread(parts, { key: await keyOf('whole') });
    const { document } = vscode.window.activeTextEditor!;
    assert.deepEqual([document.uri.scheme, document.getText()], ['fishladder', 'Forget a volume\n']);
  });

  test('an answer that the server refuses stays as a draft, over a restart too, and is sent later', async () => {
    const key = await keyOf('pop');
    const thread = await shown(key);
    conversation.refuse = 500;
    await assert.rejects(reply(parts, { thread, text: 'Because it *leaks*' }, 'resolve'), { code: 'forge-failed' });
    assert.deepEqual(conversation.done, []);
    close();
    await open();
    const again = await shown(await keyOf('pop'));
    const draft = again?.comments.at(-1);
    assert.deepEqual([draft?.contextValue, draft?.label], ['draft', 'draft, not sent']);
    await sendDraft(parts, draft);
    const [{ path, body } = assert.fail()] = conversation.done;
    assert.match(path, /^revisions\/[0-9a-f]{40}\/review$/);
    assert.deepEqual((body as { comments: object }).comments, {
      [MOVED]: [
        {
          ...(body as { comments: Record<string, object[]> }).comments[MOVED]?.[0],
          message: 'Because it *leaks*',
          unresolved: false,
          in_reply_to: 'pop',
        },
      ],
    });
    const settled = await shown(key);
    assert.deepEqual([settled?.comments.length, settled?.contextValue, settled?.state], [2, 'resolved+reply', 1]);
    assert.deepEqual(memory.get('fishladder.drafts'), {});
  });

  test('answering a settled thread opens it again; settling it without words says Done', async () => {
    const key = await keyOf('pop');
    await reply(parts, { thread: await shown(key), text: 'One more thing' }, 'reopen');
    assert.equal((await shown(key))?.contextValue, 'unresolved+reply');
    await saveDraft(parts, { thread: await shown(key), text: 'later' });
    await resolveThread(parts, await shown(key));
    assert.deepEqual((await shown(key))?.comments.map(({ body }) => (body as vscode.MarkdownString).value).slice(-3), [
      'One more thing',
      'Done',
      'later',
    ]);
    assert.equal((await shown(key))?.comments.at(-1)?.contextValue, 'draft', 'and leaves a draft alone');
  });

  test('while the server does not answer, what it said stays, with its age', async () => {
    const key = await keyOf('pop');
    assert.doesNotMatch((await shown(key))?.label ?? '', /as of/);
    const [session] = sessions.all();
    const { review } = session!.view.fixes[0]!.rows.find(({ cell }) => cell.branch === 'master')!.review;
    const { look } = session!;
    down = true;
    await look(review!, AbortSignal.timeout(10_000), 'anew');
    assert.match((await shown(key))?.label ?? '', / · as of \d/);
    down = false;
    await look(review!, AbortSignal.timeout(10_000), 'anew');
    assert.doesNotMatch((await shown(key))?.label ?? '', /as of/);
  });

  test('after a start without the server, what it said is there, with its age', async () => {
    const key = await keyOf('pop');
    close();
    down = true;
    await open();
    const thread = await shown(key);
    assert.match(thread?.label ?? '', / · as of \d/);
    assert.ok((thread?.comments.length ?? 0) > 1);
    close();
    down = false;
    await open();
    assert.doesNotMatch((await shown(await keyOf('pop')))?.label ?? '', /as of/);
  });

  test('what was written for an older patch set is not sent before the newer one was seen', async () => {
    const key = await keyOf('pop');
    const thread = await shown(key);
    const before = conversation.done.length;
    gerrit.setReviews({ '*': { master: 'third-party' } });
    await assert.rejects(reply(parts, { thread, text: 'for the old one' }, 'keep'), { code: 'forge-moved' });
    assert.equal(conversation.done.length, before);
    const again = await shown(key);
    assert.equal(again?.comments.at(-1)?.contextValue, 'draft');
    await sendDraft(parts, again?.comments.at(-1));
    assert.equal(conversation.done.length, before + 1);
    gerrit.setReviews({ '*': { master: 'objection' } });
  });
});
