// Bugs in the tree: a bug's title and state below its fix, asked for with the reviews and remembered; nothing is asked before.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createSessions } from '../../src/editor/session/sessions';
import { treeData } from '../../src/editor/tracker/tree';
import { anonymous } from '../../src/review/credentials';
import { direct } from '../../src/review/route';
import { MANAGER, operatorEnv } from '../demo/repository';
import { runProgram } from '../git/scene';
import { eventually } from '../vscode/retry';
import { makeOperator, type Operator } from './operator';

suite('bugs in the tree', () => {
  let operator: Operator;
  let server: Server;
  let asked: string[];
  let bug: string;

  suiteSetup(async () => {
    asked = [];
    server = createServer(({ url = '' }, response) => {
      asked.push(url);
      const isIssues = /\/issues\?/.test(url);
      response.writeHead(isIssues ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(isIssues ? [{ iid: 4, title: 'Volumes $(leak)', state: 'opened' }] : {}));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    operator = makeOperator();
    const forge = { kind: 'gitlab', host, project: 'acme/store', address: `http://${host}/` };
    const own = { name: 'Shoal', extends: 'generic', branches: ['master', 'stable/*'], forge };
    writeFileSync(join(operator.clone, '.fishladder.json'), JSON.stringify(own));
    bug = `https://${host}/acme/store/-/issues/4`;
    const mark = ['mark', MANAGER, '--title', 'Forget a volume', '--bug', bug];
    const { code, err } = await runProgram(operator.clone, mark, operatorEnv());
    assert.equal(code, 0, err);
  });
  suiteTeardown(async () => {
    await new Promise((resolve) => server.close(resolve));
    operator.remove();
  });

  /** Opens the repository as after a start, and gives its session and what the tree says of bugs. */
  async function open() {
    const around = { now: () => new Date(), environment: operatorEnv(), credentials: anonymous, routes: direct };
    const sessions = createSessions({ ...around, userAgent: 'test' }, () => {});
    const tree = treeData(sessions, () => Date.now());
    const session = await sessions.open(operator.file);
    await session?.settled();
    return {
      session,
      bugs: async () => {
        const nodes = tree.getChildren(tree.getChildren()[0]).filter(({ kind }) => kind === 'bug');
        const items = nodes.map((node) => tree.getTreeItem(node));
        return items.map(({ label, description, command }) => [label, description, `${command?.arguments?.[0]}`]);
      },
      close: () => {
        tree.dispose();
        sessions.dispose();
      },
    };
  }

  test('are asked for with the reviews, and known without asking after that', async () => {
    const wanted = [['Volumes $(leak)', 'bug 4 · opened', bug]];
    const first = await open();
    try {
      assert.deepEqual([await first.bugs(), asked], [[], []], 'nothing is known, and nobody was asked');
      await first.session?.ask(AbortSignal.timeout(10_000));
      await eventually(first.bugs, wanted);
    } finally {
      first.close();
    }
    const before = asked.length;
    const second = await open();
    try {
      assert.deepEqual(await second.bugs(), wanted);
      assert.equal(asked.length, before);
    } finally {
      second.close();
    }
  });
});
