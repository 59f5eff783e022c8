// package.json as VS Code reads it: each rule on the real manifest and on one that breaks it.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readSources } from './architecture/sources';
import { type Manifest, readManifest, referencedFiles } from './manifest/manifest';
import * as rules from './manifest/rules';

const eachRule: [name: string, rule: (manifest: Manifest) => string[], breaks: Manifest][] = [
  [
    'commands have a title and a category',
    rules.commandWords,
    { contributes: { commands: [{ command: 'fishladder.x' }] } },
  ],
  ['the extension is not always activated', rules.activation, { activationEvents: ['*'] }],
  [
    'settings have a description and a scope',
    rules.settingWords,
    { contributes: { configuration: { properties: { 'fishladder.x': { scope: 'resource' } } } } },
  ],
  [
    'there are few containers, views, commands and settings',
    rules.counts,
    { contributes: { viewsContainers: { activitybar: [container('a'), container('b')] } } },
  ],
  [
    'what menus and welcome texts mention exists',
    rules.mentions,
    { contributes: { viewsWelcome: [{ view: 'fishladder.tracker', contents: '[Go](command:fishladder.x)' }] } },
  ],
  ['untrusted and virtual workspaces are limited', rules.capabilities, {}],
  ['no proposed API is used', rules.proposals, { enabledApiProposals: [] }],
];

function container(id: string) {
  return { id, title: id, icon: '$(beaker)' };
}

suite('manifest', () => {
  const manifest = readManifest();

  for (const [name, rule, breaks] of eachRule) {
    test(name, () => assert.deepEqual(rule(manifest), []));
    test(`${name}: a manifest that breaks this is seen`, () => assert.notDeepEqual(rule(breaks), []));
  }

  test('every command is registered in src/editor', () => {
    const texts = readSources('src/editor').map(({ text }) => text);
    assert.deepEqual(rules.unregistered(manifest, texts), []);
  });

  test('a command that is registered nowhere is seen', () => {
    const sample = { contributes: { commands: [{ command: 'fishladder.x' }] } };
    assert.equal(rules.unregistered(sample, ["register('fishladder.xy', f)"]).length, 1);
    assert.deepEqual(rules.unregistered(sample, ["register('fishladder.x', f)"]), []);
  });

  test('menus, keys and welcome texts are searched for commands', () => {
    const sample: Manifest = {
      contributes: {
        menus: { 'view/title': [{ command: 'fishladder.a' }, { command: 'git.push' }] },
        keybindings: [{ command: 'fishladder.b' }],
        viewsWelcome: [{ view: 'v', contents: '[C](command:fishladder.c)\n[D](command:fishladder.d?%5B%5D)' }],
      },
    };
    const expected = ['fishladder.a', 'fishladder.b', 'fishladder.c', 'fishladder.d'];
    assert.deepEqual(rules.mentionedCommands(sample), expected);
  });

  test('icons, grammars and other files that it names exist', () => {
    assert.deepEqual(
      referencedFiles(manifest).filter((path) => !existsSync(path)),
      [],
    );
  });
});
