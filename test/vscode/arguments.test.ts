// Reading desktop VS Code's command line.
import assert from 'node:assert/strict';
import { parseCodeArguments } from './arguments';

suite('arguments of VS Code', () => {
  test('those of runTests are understood, the rest is passed over', () => {
    const args = parseCodeArguments([
      ...['/', '--user-data-dir=/u', '--extensions-dir', '/e', '--no-sandbox', '--skip-welcome'],
      ...['--extensionTestsPath=/t/index.js', '--extensionDevelopmentPath=/x'],
    ]);
    assert.deepEqual(args, {
      extensions: ['/x'],
      tests: '/t/index.js',
      userDataDir: '/u',
      extensionsDir: '/e',
      workspace: '/',
      manage: [],
    });
  });

  test('a file beside the folder is opened', () => {
    const { workspace, file } = parseCodeArguments(['--folder-uri=file:///', '--file-uri', 'file:///etc/passwd']);
    assert.deepEqual({ workspace, file }, { workspace: '/', file: '/etc/passwd' });
  });

  test('managing extensions goes to the command line of VS Code', () => {
    const { manage } = parseCodeArguments(['--install-extension', '/a.vsix', '--list-extensions', '--show-versions']);
    assert.deepEqual(manage, ['--install-extension', '/a.vsix', '--list-extensions', '--show-versions']);
  });
});
