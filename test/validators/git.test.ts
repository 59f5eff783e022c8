// Every community's patches, as git, quilt and Gerrit's own hook take them.
import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMail } from '../../src/patch/mail';
import { parseMessage } from '../../src/patch/message';
import { parsePatch } from '../../src/patch/parse';
import { COMMUNITIES } from '../../src/profile/detect';
import { NAME, type Ported, portFor } from './community';
import { commitMsgHook } from './gerrit-hook';
import { judge } from './tool';

for (const id of COMMUNITIES)
  suite(`${id}: git and quilt`, () => {
    let ported: Ported;
    suiteSetup(async () => {
      ported = await portFor(id);
    });
    suiteTeardown(() => ported.dispose());

    test('git am takes every patch, and git interpret-trailers reads what we wrote', () => {
      assert.ok(ported.branches.length >= 2, ported.branches.join());
      for (const branch of ported.branches) {
        const place = ported.checkout(branch);
        const patch = join(ported.folder(branch), `${NAME}.patch`);
        const am = judge(place, ['git', 'am', '--keep-non-patch', patch]);
        assert.equal(am.code, 0, am.out);
        const message = judge(place, ['git', 'log', '-1', '--format=%B']).out;
        const { body } = parseMail(parsePatch(readFileSync(patch, 'latin1')).preamble);
        assert.equal(message.trim().split('\n').slice(2).join('\n'), body.trim());
        writeFileSync(join(place, '../message'), message, 'latin1');
        const parsed = judge(place, ['git', 'interpret-trailers', '--parse', '../message']).out;
        const ours = parseMessage(message).trailers.flatMap((line) =>
          line.kind === 'trailer' ? [`${line.key}: ${line.value}`] : [],
        );
        assert.ok(ours.length > 0);
        assert.deepEqual(parsed.trim().split('\n'), ours);
      }
    });

    test('our own checks find no fault', async () => {
      const run = await ported.scene.run('lint', '.fishladder', '--json');
      const { files } = JSON.parse(run.out) as { files: { problems: { code: string; severity: string }[] }[] };
      const errors = files.flatMap(({ problems }) => problems.filter(({ severity }) => severity === 'error'));
      assert.deepEqual(errors, []);
    });

    test('quilt pushes every series without fuzz', () => {
      for (const branch of ported.branches) {
        const place = join(ported.checkout(`${branch}`));
        const push = judge(place, ['quilt', '--quiltrc', '-', 'push', '-a', '--fuzz=0'], {
          QUILT_PATCHES: ported.folder(branch),
        });
        assert.equal(push.code, 0, push.out);
        assert.doesNotMatch(push.out, /fuzz|offset/);
      }
    });
  });

suite("openstack: Gerrit's commit-msg hook", () => {
  test('adds no second Change-Id to any message, and changes none', async () => {
    const hook = await commitMsgHook();
    const ported = await portFor('openstack');
    try {
      for (const branch of ported.branches) {
        const place = ported.checkout(branch);
        assert.equal(
          judge(place, ['git', 'am', '--keep-non-patch', join(ported.folder(branch), `${NAME}.patch`)]).code,
          0,
        );
        const message = judge(place, ['git', 'log', '-1', '--format=%B']).out;
        const file = join(place, 'MESSAGE');
        writeFileSync(file, message, 'latin1');
        chmodSync(hook, 0o755);
        for (const _ of [1, 2]) {
          const run = judge(place, [hook, file]);
          assert.equal(run.code, 0, run.out);
          const after = readFileSync(file, 'latin1');
          assert.equal(after.match(/^Change-Id: I[0-9a-f]{40}$/gm)?.length, 1, after);
          assert.equal(after.trim(), message.trim());
        }
      }
    } finally {
      ported.dispose();
    }
  });

  test('gives a message without one a Change-Id, so the hook does run', async () => {
    const hook = await commitMsgHook();
    const ported = await portFor('generic');
    try {
      const place = ported.checkout('master');
      const file = join(place, 'MESSAGE');
      writeFileSync(file, 'Fix it\n\nWhy.\n\nSigned-off-by: A <a@example.org>\n');
      assert.equal(judge(place, [hook, file]).code, 0);
      assert.match(readFileSync(file, 'latin1'), /^Change-Id: I[0-9a-f]{40}$/m);
    } finally {
      ported.dispose();
    }
  });
});
