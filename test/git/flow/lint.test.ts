// `fishladder lint`, `fix` and `lsp` on a real clone: what git knows of a patch, exit codes, formats, and files that are mended.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type Diagnostic,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  SemanticTokensRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { isUntouched } from '../../../src/fix/digest';
import { queueFolders } from '../../../src/fix/queue-folders';
import { MANAGER, operatorEnv } from '../../demo/repository';
import { openScene, type Scene } from '../scene';

const PATCH = '.fishladder/master/forget-a-volume.patch';

suite('lint and fix', () => {
  let scene: Scene;
  setup(async () => {
    scene = openScene();
    scene.fixBug();
    await scene.run('mark', MANAGER, '--title', 'Forget a volume');
    await scene.run('port', '--to', 'master');
  });
  teardown(() => scene.dispose());

  const lint = async (...args: string[]) => {
    const { code, out } = await scene.run('lint', ...args, '--json');
    const files = JSON.parse(out).files as {
      path: string;
      problems: { code: string; line: number; message: string }[];
    }[];
    return { code, files, codes: files.flatMap(({ problems }) => problems.map((problem) => problem.code)) };
  };
  const change = (from: RegExp, to: string) => scene.write(PATCH, scene.read(PATCH).replace(from, to));

  test('what Fishladder wrote has no error, and nothing is touched', async () => {
    const before = [scene.queue(), scene.untouched()];
    const { code, files, codes } = await lint('.fishladder');
    assert.equal(code, 0, JSON.stringify(files, null, 1));
    assert.equal(files.length, 4);
    assert.ok(!codes.includes('context-mismatch'));
    assert.deepEqual([scene.queue(), scene.untouched()], before);
  });

  test('context that differs on the branch is taken from there when asked for, the change stays', async () => {
    const before = scene.read(PATCH);
    change(/^ (\s+)(\S.*)$/m, ' $1$2 and more');
    const { code, files } = await lint(PATCH);
    assert.equal(code, 1);
    assert.match(JSON.stringify(files), /of master other lines stand around/);
    const edited = scene.read(PATCH);
    await scene.run('fix', PATCH);
    assert.equal(scene.read(PATCH), edited);
    const { code: left } = await scene.run('fix', PATCH, '--only', 'context-mismatch');
    assert.deepEqual([left, scene.read(PATCH)], [0, before]);
  });

  test('a removed line that the branch has not is told with what stands there; blanks alone are mended', async () => {
    change(/^-(\s+)(\S.*)$/m, '-$1$2 and more');
    const { code, files, codes } = await lint(PATCH);
    assert.equal(code, 1);
    assert.ok(codes.includes('context-mismatch'));
    assert.match(JSON.stringify(files), /of master nowhere: line \d+ there is '/);

    change(/ and more/, ' ');
    const loose = await lint(PATCH);
    assert.match(JSON.stringify(loose.files), /only where blanks are not compared/);
    const { code: left } = await scene.run('fix', PATCH, '--only', 'context-mismatch');
    assert.equal(left, 0);
    assert.ok(!(await lint(PATCH)).codes.includes('context-mismatch'));
  });

  test('hunks that stand elsewhere on the branch get its line numbers', async () => {
    const before = scene.read(PATCH);
    const down = (start: string) => `${Number(start) + 7}`;
    const moved = before.replace(
      /^@@ -(\d+)(,\d+) \+(\d+)/m,
      (_, old, count, fresh) => `@@ -${down(old)}${count} +${down(fresh)}`,
    );
    scene.write(PATCH, moved);
    assert.deepEqual(
      (await lint(PATCH)).codes.filter((code) => code.startsWith('hunk')),
      ['hunk-shifted'],
    );
    await scene.run('fix', PATCH);
    assert.equal(scene.read(PATCH), before);
  });

  test('a repair leaves Fishladder’s own patch its own, so that it may be ported again', async () => {
    const worktree = join(scene.folder, '../master');
    scene.git('worktree', 'add', '--quiet', '--detach', worktree, 'origin/master');
    const path = '../master/shoal/storage/manager.py';
    scene.write(path, `"""Words that move all lines."""\n\n${scene.read(path)}`);
    scene.git('-C', worktree, 'commit', '--quiet', '--all', '--message', 'Move lines');
    scene.git('update-ref', 'refs/remotes/origin/master', scene.git('-C', worktree, 'rev-parse', 'HEAD').trim());
    assert.ok((await lint(PATCH)).codes.includes('hunk-shifted'));
    await scene.run('fix', PATCH);
    assert.ok(!(await lint(PATCH)).codes.includes('hunk-shifted'));
    assert.ok(isUntouched(scene.read(PATCH)));
  });

  test('a patch that the series does not name, an entry without a file, a file that is no patch', async () => {
    scene.write('.fishladder/master/series', 'gone.patch\n');
    const { code, codes } = await lint('.fishladder/master');
    assert.equal(code, 1);
    assert.deepEqual(
      codes.filter((found) => /series/.test(found)),
      ['not-in-series', 'series-file-missing', 'series-patch-unnamed'],
    );
    scene.write('words.patch', 'only words\n');
    assert.deepEqual((await lint('words.patch')).codes, []);
  });

  test('a cited commit that the clone lacks, and one that it has', async () => {
    const known = scene.git('rev-parse', 'origin/master').trim();
    const add = (id: string) => change(/^---$/m, `(cherry picked from commit ${id})\n---`);
    add(known);
    const fine = await lint(PATCH);
    add('0123456789012345678901234567890123456789');
    const { codes } = await lint(PATCH);
    assert.deepEqual(codes.length, fine.codes.length + 1, JSON.stringify(codes));
  });

  test('text for people, SARIF for CI, and wrong calls', async () => {
    change(/^(@@ -\d+),\d+/m, '$1,3');
    const { code, out } = await scene.run('lint', PATCH);
    assert.equal(code, 1);
    assert.match(out, /^\.fishladder\/master\/forget-a-volume\.patch:\d+: error: The hunk has .* \[hunk-count\]$/m);
    assert.match(out, /1 file: 1 error, .*; fishladder fix mends 1 of them\.\n$/);
    const sarif = JSON.parse((await scene.run('lint', PATCH, '--format', 'sarif')).out);
    const result = sarif.runs[0].results.find(({ level }: { level: string }) => level === 'error');
    assert.equal(result.ruleId, 'hunk-count');
    assert.equal(sarif.runs[0].tool.driver.rules[result.ruleIndex].id, 'hunk-count');
    assert.equal(result.locations[0].physicalLocation.artifactLocation.uri, PATCH);
    assert.equal(result.fixes[0].artifactChanges[0].replacements[0].insertedContent.text.slice(0, 3), '@@ ');
    assert.equal((await scene.run('lint')).code, 2);
    assert.equal((await scene.run('lint', PATCH, '--fail-on', 'none')).code, 0);
    assert.equal((await scene.run('lint', PATCH, '--fail-on', 'hint')).code, 2);
    assert.equal((await scene.run('lint', PATCH, '--format', 'xml')).code, 2);
    for (const command of ['lint', 'fix']) {
      const absent = await scene.run(command, PATCH, 'no-such.patch');
      assert.deepEqual([absent.code, absent.out], [2, '']);
      assert.match(absent.err, /no file or folder no-such\.patch/);
    }
  });

  test('warnings alone fail only where they are asked to', async () => {
    change(/^Signed-off-by: /m, 'Clsoes-Bug: 1\n$&');
    const { codes } = await lint(PATCH);
    assert.ok(codes.includes('field-misspelled'), codes.join());
    const code = async (...args: string[]) => (await scene.run(...args)).code;
    assert.deepEqual(
      [
        await code('lint', PATCH),
        await code('lint', PATCH, '--fail-on', 'error'),
        await code('lint', PATCH, '--fail-on', 'warning'),
        await code('lint', PATCH, '--fail-on', 'info'),
        await code('fix', PATCH, '--dry-run', '--only', 'none'),
        await code('fix', PATCH, '--dry-run', '--only', 'none', '--fail-on', 'warning'),
      ],
      [0, 0, 1, 1, 0, 1],
    );
  });

  test('fix shows what it would do, does it, and then has nothing to do', async () => {
    const before = scene.read(PATCH);
    change(/^(@@ -\d+),\d+/m, '$1,3');
    const broken = scene.read(PATCH);
    const dry = await scene.run('fix', PATCH, '--dry-run');
    assert.match(dry.out, /would be mended/);
    assert.equal(scene.read(PATCH), broken);
    const { code, out } = await scene.run('fix', PATCH);
    assert.equal(code, 0);
    assert.match(out, /^\.fishladder\/master\/forget-a-volume\.patch: mended$/m);
    assert.equal(scene.read(PATCH), before);
    assert.doesNotMatch((await scene.run('fix', PATCH)).out, /mended/);
  });

  test('fix writes the header in another form and back, and git takes it again', async () => {
    const before = scene.read(PATCH);
    assert.equal((await scene.run('fix', PATCH, '--header', 'dep3')).code, 0);
    assert.match(scene.read(PATCH), /^Description: Forget a volume\nAuthor: /m);
    await scene.run('fix', PATCH, '--header', 'git');
    assert.equal(scene.read(PATCH), before);
    assert.equal((await scene.run('fix', PATCH, '--header', 'rpm')).code, 2);
  });

  test('outside of a repository the text alone is examined', async () => {
    scene.write('../apart.patch', scene.read(PATCH).replace(/^(@@ -\d+),\d+/m, '$1,3'));
    const { code, codes } = await lint('../apart.patch');
    assert.deepEqual([code, codes.filter((found) => found === 'hunk-count')], [1, ['hunk-count']]);
  });

  test('an unpacked Debian package has Debian’s rules', async () => {
    const folder = join(scene.folder, '../package/debian');
    mkdirSync(join(folder, 'source'), { recursive: true });
    mkdirSync(join(folder, 'patches'));
    writeFileSync(join(folder, 'source/format'), '3.0 (quilt)\n');
    scene.write('../package/debian/patches/bare.patch', '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n');
    const { codes } = await lint('../package');
    assert.ok(!codes.includes('sign-off-missing'), codes.join());
  });

  test('the folders of the queue are those of its branches, for a file in one of them only', async () => {
    const queue = { folder: join(scene.folder, '.fishladder') };
    const series = (place: string) => join(place, 'series');
    const [nested, elsewhere] = [join(queue.folder, 'stable/1'), join(scene.folder, 'elsewhere')];
    for (const folder of [nested, elsewhere]) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(series(folder), 'forget-a-volume.patch -p1\n');
    }
    symlinkSync(elsewhere, join(queue.folder, 'linked'));
    const found = await queueFolders(queue, series(nested));
    const folders = found.map(({ folder }) => folder);
    assert.ok(folders.includes(join(queue.folder, 'master')));
    assert.ok(folders.every((folder) => folder.startsWith(queue.folder) && !folder.includes('linked')));
    assert.deepEqual(found.at(-1), { folder: nested, series: 'forget-a-volume.patch -p1\n', files: ['series'] });
    assert.deepEqual(await queueFolders(queue, series(elsewhere)), []);
  });

  test('lsp serves an editor over standard input and output', async () => {
    change(/^ (\s+)(\S.*)$/m, ' $1$2 and more');
    const server = spawn(process.execPath, [join(process.cwd(), 'out/src/cli.js'), 'lsp'], {
      cwd: scene.folder,
      env: operatorEnv(),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => server.once('exit', resolve));
    const client = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    const told = new Promise<Diagnostic[]>((resolve) => {
      client.onNotification(PublishDiagnosticsNotification.type, ({ diagnostics }) => {
        if (diagnostics.some(({ code }) => code === 'context-mismatch')) resolve(diagnostics);
      });
    });
    client.listen();
    await client.sendRequest(InitializeRequest.type, { processId: null, rootUri: null, capabilities: {} });
    const uri = pathToFileURL(join(scene.folder, PATCH)).href;
    const textDocument = { uri, languageId: 'diff', version: 1, text: scene.read(PATCH) };
    await client.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    await told;
    const tokens = await client.sendRequest(SemanticTokensRequest.type, { textDocument: { uri } });
    assert.ok((tokens?.data.length ?? 0) >= 25);
    await client.sendRequest(ShutdownRequest.type);
    await client.sendNotification(ExitNotification.type);
    assert.equal(await ended, 0);
  });
});
