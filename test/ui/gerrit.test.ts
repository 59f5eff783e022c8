// The editor in a real window on a real Gerrit server: a review's state and thread come from it, and an answer arrives there.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixBug, git, MANAGER, MOVED, operatorEnv } from '../demo/repository';
import { type RealGerrit, startRealGerrit } from '../gerrit/real';
import { putOnGerrit, SHOAL } from '../gerrit/scene';
import { passwordOf } from '../gerrit/seed';
import { older } from '../gerrit/versions';
import { runProgram } from '../git/scene';
import { editorOf } from '../vscode/editor';
import { eventually } from '../vscode/retry';
import { activityIcon, clickTitleButton, row, toasts, treeRows, unfold, view, writeReply } from '../vscode/views';
import { photographFailures } from '../vscode/window';
import { openScene, type Scene } from './scene';

const TITLE = 'Forget a volume once it is detached';
const FIXED = '        self.attachments.pop(volume_id)';

/** A comment as the server has it. */
interface Said {
  message: string;
  author: { name: string };
  unresolved: boolean;
}

suite('on a real Gerrit', function () {
  this.bail(true);
  this.timeout(300_000);
  let scene: Scene;
  let server: RealGerrit;
  let home: string;
  let number: number;
  const page = () => scene.window.page;
  const tracker = () => view(page(), 'Fixes');
  const widget = () => editorOf(page()).locator('.review-widget').first();

  /** Puts the fix up for review, and has bob say something on its line. */
  async function prepare(clone: string): Promise<void> {
    server = await startRealGerrit(older);
    await putOnGerrit({ git: (...args) => git(clone, ...args) }, server);
    fixBug(clone);
    const { host } = new URL(server.url);
    const signIn = { FISHLADDER_HOST: host, FISHLADDER_USER: 'alice', FISHLADDER_SECRET: passwordOf('alice') };
    const run = async (...args: string[]) => {
      const { code, out, err } = await runProgram(clone, args, { ...operatorEnv(), ...signIn });
      assert.equal(code, 0, out + err);
    };
    await run('mark', MANAGER, '--title', TITLE, '--name', 'forget');
    await run('port', '--to', 'master');
    await run('submit', 'forget', '--to', 'master', '--yes');
    const found = await server.rest('alice', 'GET', `changes/?q=project:${SHOAL}&o=CURRENT_REVISION`);
    const [change] = found as { _number: number; current_revision: string }[];
    number = change?._number ?? 0;
    const line = git(clone, 'show', `${change?.current_revision}:${MOVED}`).split('\n').indexOf(FIXED) + 1;
    assert.ok(line > 0);
    await server.rest('bob', 'POST', `changes/${number}/revisions/current/review`, {
      comments: { [MOVED]: [{ line, message: 'Should this not pass None?', unresolved: true }] },
    });
  }

  suiteSetup(async () => {
    home = mkdtempSync(join(tmpdir(), 'fishladder-home-'));
    const config = join(home, 'gitconfig');
    scene = await openScene({
      viewport: { width: 1400, height: 900 },
      env: { GIT_CONFIG_GLOBAL: config },
      prepare: async ({ clone }) => {
        await prepare(clone);
        const helper = `!f() { echo username=alice; echo password=${passwordOf('alice')}; }; f`;
        git(home, 'config', '--file', config, `credential.https://${new URL(server.url).host}.helper`, helper);
      },
    });
  });
  suiteTeardown(async () => {
    await scene?.close();
    rmSync(home, { recursive: true, force: true });
  });
  photographFailures(() => scene?.window);

  test('a refresh shows how the review stands', async () => {
    await activityIcon(page(), 'Fishladder').click();
    await row(tracker(), TITLE).waitFor();
    await clickTitleButton(tracker(), 'Refresh Reviews');
    await row(tracker(), 'master').getByText('needs you: 1 unresolved comment').waitFor();
  });

  test('its thread stands on the operator’s own line', async () => {
    const thread = treeRows(tracker()).filter({ hasText: 'Should this not pass None?' });
    await unfold(row(tracker(), 'master'), row(tracker(), `Review ${number}`));
    await unfold(row(tracker(), `Review ${number}`), thread);
    await thread.click();
    await widget().getByText('Should this not pass None?').waitFor();
    await widget().getByText('Bob Weir').waitFor();
    await scene.window.screenshot('gerrit-01-thread');
  });

  test('an answer is signed by git’s credential helper, and arrives', async () => {
    await writeReply(widget(), 'It raises on purpose.');
    await widget().getByRole('button', { name: 'Reply & Resolve' }).click();
    await eventually(async () => {
      const all = (await server.rest('alice', 'GET', `changes/${number}/comments`)) as Record<string, Said[]>;
      return all[MOVED]?.map(({ message, author, unresolved }) => [message, author.name, unresolved]);
    }, [
      ['Should this not pass None?', 'Bob Weir', true],
      ['It raises on purpose.', 'Alice Brook', false],
    ]);
    await row(tracker(), 'master').getByText('in review').waitFor();
    assert.equal(await toasts(page()).locator('.codicon-error').count(), 0);
  });
});
