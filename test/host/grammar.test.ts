// The grammars that are shipped, inside of the editor's extension host.
import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { errorLines } from '../../src/syntax/errors';
import { languages } from '../../src/syntax/languages';
import { grammarsFrom } from '../../src/syntax/parser';
import { broken, sound } from '../unit/syntax/sources';

suite('grammars in the extension host', () => {
  for (const language of languages) {
    test(`${language.name}: the shipped grammar tells a sound text from a broken one`, async () => {
      const { extensionPath } = vscode.extensions.getExtension('fishladder.fishladder')!;
      const parse = await grammarsFrom((file) => join(extensionPath, 'dist', 'grammar', basename(file)))(language);
      assert.deepEqual(parse?.(sound[language.name], errorLines), []);
      assert.notDeepEqual(parse?.(broken[language.name], errorLines), []);
    });
  }
});
