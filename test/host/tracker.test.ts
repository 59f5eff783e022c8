// The tree over several repositories.

import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { createSessions } from '../../src/editor/session/sessions';
import { treeData } from '../../src/editor/tracker/tree';
import { anonymous } from '../../src/review/credentials';
import { direct } from '../../src/review/route';
import { makeOperator, type Operator } from './operator';
import { standIn } from './stand-in';

const host = {
  now: () => new Date(),
  environment: process.env,
  credentials: anonymous,
  routes: direct,
  userAgent: 'fishladder/test',
};

suite('tree of several repositories', () => {
  let operators: Operator[];

  suiteSetup(async () => {
    operators = [makeOperator(), makeOperator()];
    for (const { file } of operators) {
      const person = standIn(['Forget a volume', '']);
      await vscode.commands.executeCommand('fishladder.markChanges', { resourceUri: file });
      person.restore();
      assert.deepEqual(person.errors, []);
    }
  });
  suiteTeardown(() => {
    for (const operator of operators) operator.remove();
  });

  test('two clones with one name are told apart, each with its fixes below', async () => {
    const sessions = createSessions(host, () => {});
    const tree = treeData(sessions, () => 0);
    try {
      for (const { file } of operators) await (await sessions.open(file))?.settled();
      const rows = tree.getChildren().map((node) => ({
        ...tree.getTreeItem(node),
        fixes: tree.getChildren(node).map((fix) => tree.getTreeItem(fix).label),
      }));
      assert.deepEqual(
        rows.map(({ label, description, fixes }) => ({ label, description, fixes })),
        operators.map(({ clone }) => ({ label: 'shoal', description: dirname(clone), fixes: ['Forget a volume'] })),
      );
    } finally {
      tree.dispose();
      sessions.dispose();
    }
  });
});
