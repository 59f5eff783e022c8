// Objects are read through one git process and written as git would.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../../src/base/fault';
import { GitError } from '../../../src/git/error';
import type { Objects } from '../../../src/git/git';
import { type ObjectSettings, openObjects } from '../../../src/git/objects';
import { readShared } from '../../../src/git/sharing';
import { makeRepository, type Repository } from '../patch/repository';

suite('openObjects', () => {
  let repository: Repository;
  let objects: Objects;
  let settings: ObjectSettings;

  setup(() => {
    repository = makeRepository();
    settings = {
      command: 'git',
      folder: repository.root,
      environment: { PATH: process.env.PATH, HOME: repository.root },
      objectFolder: join(repository.root, '.git/objects'),
      algorithm: 'sha1',
      shared: async () => undefined,
    };
    objects = openObjects(settings);
  });

  teardown(() => {
    objects.dispose();
    repository.remove();
  });

  test('reads blobs, trees and commits by id, path and revision', async () => {
    mkdirSync(join(repository.root, 'd'));
    repository.write('d/a b', 'text \xff\0\n');
    const commit = repository.commit('Title\n');
    const blob = await objects.read('HEAD:d/a b');
    assert.deepEqual(blob, {
      id: repository.git(['rev-parse', 'HEAD:d/a b']).trim(),
      type: 'blob',
      content: 'text \xff\0\n',
    });
    assert.deepEqual(await objects.read(blob?.id ?? ''), blob);
    assert.equal((await objects.read('main^{commit}'))?.id, commit);
    assert.equal((await objects.read(`${commit}^{tree}`))?.type, 'tree');
  });

  test('gives nothing for what is not there, and goes on', async () => {
    repository.write('a', 'a\n');
    repository.commit('Title\n');
    const names = ['HEAD:nowhere', '12'.repeat(20), 'no such thing', 'HEAD^1', '', 'a blob 5'];
    assert.deepEqual(
      await Promise.all(names.map(objects.read)),
      names.map(() => undefined),
    );
    assert.equal((await objects.read('HEAD:a'))?.content, 'a\n');
  });

  test('answers many questions at once, each with its own answer', async () => {
    const contents = Array.from({ length: 300 }, (_, number) => `${number}\n`.repeat(number * 7));
    for (const [number, content] of contents.entries()) repository.write(`f${number}`, content);
    repository.commit('Many\n');
    const found = await Promise.all(contents.map((_, number) => objects.read(`HEAD:f${number}`)));
    assert.deepEqual(
      found.map((object) => object?.content),
      contents,
    );
  });

  test('reads a large object whole', async () => {
    const content = '0123456789abcdef'.repeat(2 ** 21);
    repository.write('large', content);
    repository.commit('Large\n');
    assert.equal((await objects.read('HEAD:large'))?.content === content, true);
  });

  test('refuses a name with a line break', async () => {
    await assert.rejects(
      objects.read('HEAD:a\nb'),
      (error) => error instanceof Fault && error.code === 'bad-object-name',
    );
  });

  test('sees objects that git wrote after the first read', async () => {
    assert.equal(await objects.read('HEAD'), undefined);
    repository.write('late', 'late\n');
    repository.commit('Late\n');
    repository.git(['repack', '-adq']);
    assert.equal((await objects.read('HEAD:late'))?.content, 'late\n');
  });

  test('writes what git reads, with the id that git gives', async () => {
    const content = 'caf\xe9\r\nlast';
    const id = await objects.write('blob', content);
    assert.equal(id, repository.git(['hash-object', '--stdin'], content).trim());
    assert.equal(objects.hash('blob', content), id);
    assert.equal(repository.git(['cat-file', 'blob', id]), content);
    assert.equal(statSync(join(settings.objectFolder, id.slice(0, 2), id.slice(2))).mode & 0o777, 0o444);
    repository.git(['fsck', '--strict']);
  });

  for (const value of ['group', 'all', '0640', 'umask'])
    test(`gives objects the modes that git gives them where core.sharedRepository is ${value}`, async () => {
      repository.git(['config', 'core.sharedRepository', value]);
      const shared = openObjects({ ...settings, shared: async () => readShared(value) });
      const place = (id: string) => [
        join(settings.objectFolder, id.slice(0, 2)),
        join(settings.objectFolder, id.slice(0, 2), id.slice(2)),
      ];
      const modes = (id: string) => place(id).map((path) => (statSync(path).mode & 0o7777).toString(8));
      try {
        assert.deepEqual(
          modes(await shared.write('blob', 'ours\n')),
          modes(repository.git(['hash-object', '-w', '--stdin'], 'by git\n').trim()),
        );
      } finally {
        shared.dispose();
      }
    });

  test('does not write again what is packed, nor store what is only hashed', async () => {
    repository.write('a', 'packed\n');
    repository.commit('Title\n');
    repository.git(['repack', '-adq']);
    const id = await objects.write('blob', 'packed\n');
    assert.equal(existsSync(join(settings.objectFolder, id.slice(0, 2), id.slice(2))), false);
    assert.equal(await objects.read(objects.hash('blob', 'only hashed\n')), undefined);
  });

  test('makes ids as the repository does', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fishladder-sha256-'));
    repository.git(['init', '--quiet', '--object-format=sha256', folder]);
    const long = openObjects({ ...settings, folder, objectFolder: join(folder, '.git/objects'), algorithm: 'sha256' });
    try {
      const id = await long.write('blob', 'x\n');
      assert.equal(id.length, 64);
      assert.equal(repository.git(['-C', folder, 'cat-file', 'blob', id]), 'x\n');
      assert.equal((await long.read(id))?.content, 'x\n');
    } finally {
      long.dispose();
      rmSync(folder, { recursive: true });
    }
  });

  test('fails the waiting reads when git dies, and starts it again for the next', async () => {
    repository.write('a', 'a\n');
    repository.commit('Title\n');
    const command = join(repository.root, 'flaky-git');
    const count = join(repository.root, 'count');
    writeFileSync(count, '');
    writeFileSync(
      command,
      `#!/bin/sh\nprintf x >>'${count}'\nif [ $(wc -c <'${count}') = 1 ]; then read line; echo 'fatal: bad day' >&2; exit 3; fi\nexec git "$@"\n`,
    );
    chmodSync(command, 0o755);
    const flaky = openObjects({ ...settings, command });
    try {
      const failed = await Promise.allSettled([flaky.read('HEAD:a'), flaky.read('HEAD')]);
      for (const result of failed) {
        assert.equal(result.status, 'rejected');
        const error: unknown = result.status === 'rejected' && result.reason;
        assert.ok(error instanceof GitError && error.code === 'git-failed' && error.words === 'fatal: bad day');
      }
      assert.equal((await flaky.read('HEAD:a'))?.content, 'a\n');
      assert.equal(readFileSync(count, 'utf8'), 'xx');
    } finally {
      flaky.dispose();
    }
  });

  test('says that git is absent', async () => {
    const none = openObjects({ ...settings, command: join(repository.root, 'no-git') });
    await assert.rejects(none.read('HEAD'), (error) => error instanceof GitError && error.code === 'git-absent');
  });
});
