// The language server as a client sees it, over streams in this process: problems, repairs, completion, hover, links, outline.
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import {
  type CodeAction,
  CodeActionRequest,
  type CompletionItem,
  CompletionRequest,
  createConnection,
  createProtocolConnection,
  DefinitionRequest,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidOpenTextDocumentNotification,
  DocumentFormattingRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FileChangeType,
  FoldingRangeRequest,
  HoverRequest,
  InitializeRequest,
  PrepareRenameRequest,
  ProposedFeatures,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  RenameRequest,
  type ResourceOperationKind,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRefreshRequest,
  SemanticTokensRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { register } from '../../../src/language/register';
import { genericProfile } from '../../../src/profile/generic/profile';

const PICKED = '0123456789abcdef0123456789abcdef01234567';
const PATCH = `From: Jörg <j@example.org>
Subject: [PATCH] Fix CVE-2026-12345
Forwarded: no

Words.

Signed-off-by: Jörg <j@example.org>
(cherry picked from commit ${PICKED})
---
diff --git a/a.py b/a.py
--- a/a.py
+++ b/a.py
@@ -1,2 +1,9 @@
 a
+b
 c
`;
const uri = 'file:///queue/master/fix.patch';
const FOLDERS = [
  { folder: '/queue/master', series: 'fix.patch\n', files: ['fix.patch', 'series'] },
  { folder: '/queue/old', series: '# old\nfix.patch -p1\n', files: ['fix.patch', 'series'] },
];

suite('language server', () => {
  let client: ProtocolConnection;
  let told: { uri: string; diagnostics: Diagnostic[] }[];
  let waiting: (() => void)[];
  let recoloured: Promise<void>;
  /** How often the knowledge was opened. */
  let openings: number;
  const document = { textDocument: { uri } };

  const start = async (resourceOperations: ResourceOperationKind[]) => {
    const [up, down] = [new PassThrough(), new PassThrough()];
    register(
      createConnection(ProposedFeatures.all, up, down),
      async () => {
        openings++;
        return {
          about: async () => ({
            facts: {
              branches: ['master'],
              commits: new Map([[PICKED, { id: '', title: 'Fix *it*', branches: ['master'], tags: [] }]]),
            },
            ground: { series: { text: 'other.patch\n', entry: 'fix.patch' } },
            profile: { ...genericProfile(), checks: [] },
          }),
          folderOf: async () => ({ has: () => false, patches: [] }),
          queueFolders: async (path) => (path.startsWith('/queue/') ? FOLDERS : []),
          people: async () => [{ name: 'Ann', email: 'ann@example.org' }],
          workingFile: async (_, file) => `/clone/${file}`,
          dispose: () => {},
        };
      },
      () => '2026-11-21',
    );
    client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    told = [];
    openings = 0;
    waiting = [];
    client.onNotification(PublishDiagnosticsNotification.type, (message) => {
      told.push(message);
      for (const look of waiting) look();
    });
    recoloured = new Promise((resolve) => client.onRequest(SemanticTokensRefreshRequest.type, () => resolve()));
    client.listen();
    const workspaceEdit = { documentChanges: true, resourceOperations };
    const capabilities = { workspace: { workspaceEdit, semanticTokens: { refreshSupport: true } } };
    await client.sendRequest(InitializeRequest.type, { processId: null, rootUri: null, capabilities });
  };
  setup(() => start(['create', 'rename']));
  teardown(() => client.dispose());

  const open = (text: string, at = uri) =>
    client.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri: at, languageId: 'diff', version: 1, text },
    });
  /** Resolves once the latest problems are these codes. */
  const shows = (...codes: string[]) =>
    new Promise<Diagnostic[]>((resolve) => {
      const look = () => {
        const { diagnostics = [] } = told.at(-1) ?? {};
        if (JSON.stringify(diagnostics.map(({ code }) => code)) === JSON.stringify(codes)) resolve(diagnostics);
      };
      waiting.push(look);
      look();
    });

  test('tells problems as they are typed, with what is known from outside', async () => {
    await open(PATCH);
    const [, count] = await shows('not-in-series', 'hunk-count');
    assert.deepEqual(count?.range, { start: { line: 12, character: 0 }, end: { line: 12, character: 15 } });
    const change = { range: count!.range, text: '@@ -1,2 +1,3 @@' };
    await client.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: 2 },
      contentChanges: [change],
    });
    await shows('not-in-series');
  });

  test('a series has its own problems and links', async () => {
    const at = 'file:///queue/master/series';
    await open('# mine\ngone.patch\n', at);
    await shows('series-file-missing');
    const links = await client.sendRequest(DocumentLinkRequest.type, { textDocument: { uri: at } });
    assert.deepEqual(
      links?.map(({ target, range }) => [target, range.start, range.end.character]),
      [['file:///queue/master/gone.patch', { line: 1, character: 0 }, 10]],
    );
  });

  test('offers each repair, all safe ones, and the other form of the header', async () => {
    await open(PATCH);
    await shows('not-in-series', 'hunk-count');
    const range = { start: { line: 0, character: 0 }, end: { line: 15, character: 0 } };
    const actions = (await client.sendRequest(CodeActionRequest.type, {
      ...document,
      range,
      context: { diagnostics: [] },
    })) as CodeAction[];
    assert.deepEqual(
      actions.map(({ title, kind }) => [kind, title]),
      [
        ['quickfix', 'Add the patch to the series'],
        ['quickfix', 'Recount the hunks of a.py'],
        ['source.fixAll.fishladder', 'Repair all that is safe'],
        ['refactor.rewrite', 'Write the header as DEP-3 fields'],
      ],
    );
    const at = { line: 1, character: 0 };
    assert.deepEqual(actions[0]?.edit?.changes, {
      'file:///queue/master/series': [{ range: { start: at, end: at }, newText: 'fix.patch\n' }],
    });
    assert.match(JSON.stringify(actions[3]?.edit), /Description: Fix CVE-2026-12345\\n Words\..*Author: Jörg/);
  });

  test('formats: the safe repairs at once', async () => {
    await open(
      PATCH.replace('+1,9', '+1,3')
        .replace(' c\n', '\n')
        .replace('Forwarded: no\n', '')
        .replace('From: J', 'Forwarded: no\nFrom: J'),
    );
    const edits = await client.sendRequest(DocumentFormattingRequest.type, {
      ...document,
      options: { tabSize: 4, insertSpaces: true },
    });
    assert.deepEqual(
      edits?.map(({ newText }) => newText.slice(0, 12)),
      ['From: Jörg <', ' \n'],
    );
  });

  test('completes fields, values, people, branches and the day', async () => {
    await open('F\nForwarded: n\nAuthor: \nLast-Update: \nSubject: [PATCH \n\nwords\n');
    const at = async (line: number, character: number) => {
      const items = (await client.sendRequest(CompletionRequest.type, {
        ...document,
        position: { line, character },
      })) as CompletionItem[];
      return items.map(({ label }) => label);
    };
    assert.ok((await at(0, 1)).includes('Forwarded'));
    assert.deepEqual(await at(1, 12), ['no', 'not-needed', 'https://']);
    assert.deepEqual(await at(2, 8), ['Ann <ann@example.org>']);
    assert.deepEqual(await at(3, 13), ['2026-11-21']);
    assert.deepEqual(await at(6, 3), []);
    await open(PATCH, 'file:///x.patch');
    await shows('not-in-series', 'hunk-count');
    const branches = await client.sendRequest(CompletionRequest.type, {
      textDocument: { uri: 'file:///x.patch' },
      position: { line: 1, character: 10 },
    });
    assert.deepEqual(
      (branches as CompletionItem[]).map(({ label }) => label),
      ['master'],
    );
  });

  test('tells what a field means, what a cited commit is, why a problem is one', async () => {
    await open(PATCH);
    await shows('not-in-series', 'hunk-count');
    const words = async (line: number) => {
      const answer = await client.sendRequest(HoverRequest.type, { ...document, position: { line, character: 0 } });
      return (answer?.contents as { value: string } | undefined)?.value ?? '';
    };
    assert.match(await words(2), /^\*\*Forwarded\*\* — DEP-3/);
    assert.match(await words(7), /^Fix \\\*it\\\*\n\nIn `master`\.$/);
    assert.match(await words(12), /^Before: 2 lines from line 1 on\. After: 9 lines[\s\S]*corrupt/);
    assert.equal(await words(14), '');
  });

  test('leads from a line of a hunk to the file, and to what is known of a vulnerability', async () => {
    await open(PATCH.replace('+1,9', '+1,3'));
    const places = await client.sendRequest(DefinitionRequest.type, {
      ...document,
      position: { line: 15, character: 1 },
    });
    const start = { line: 2, character: 0 };
    assert.deepEqual(places, { uri: 'file:///clone/a.py', range: { start, end: start } });
    const links = await client.sendRequest(DocumentLinkRequest.type, document);
    assert.deepEqual(
      links?.map(({ target, range }) => [target, range.start.character]),
      [
        ['https://www.cve.org/CVERecord?id=CVE-2026-12345', 21],
        ['file:///clone/a.py', 6],
        ['file:///clone/a.py', 6],
      ],
    );
  });

  test('tells what words stand for: all, those of some lines, and what an edit changed; anew once more is known', async () => {
    await open(PATCH);
    await recoloured;
    const { data = [], resultId = '' } = (await client.sendRequest(SemanticTokensRequest.type, document)) ?? {};
    assert.deepEqual(data.slice(0, 10), [...[0, 0, 4, 0, 1], ...[0, 6, 4, 2, 0]]);
    const range = { start: { line: 7, character: 0 }, end: { line: 7, character: 9 } };
    const some = await client.sendRequest(SemanticTokensRangeRequest.type, { ...document, range });
    assert.deepEqual(some?.data, [...[7, 1, 25, 7, 0], ...[0, 26, 40, 5, 2]]);
    await client.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: 2 },
      contentChanges: [
        { range: { start: { line: 12, character: 0 }, end: { line: 12, character: 15 } }, text: '@@ -1,2 +1,3 @@' },
      ],
    });
    const wish = { ...document, previousResultId: resultId };
    const answer = await client.sendRequest(SemanticTokensDeltaRequest.type, wish);
    assert.ok(answer && 'edits' in answer);
    const { edits } = answer;
    const patched = [...data];
    for (const { start, deleteCount, data: fresh = [] } of [...edits].reverse())
      patched.splice(start, deleteCount, ...fresh);
    const all = await client.sendRequest(SemanticTokensRequest.type, document);
    assert.deepEqual(patched, all?.data);
    assert.notDeepEqual(patched, data);
  });

  test('looks anew whose conventions hold when a profile file changes, and for nothing else', async () => {
    const changed = (uri: string) =>
      client.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: [{ uri, type: FileChangeType.Changed }],
      });
    await open(PATCH);
    await recoloured;
    await changed('file:///queue/master/series');
    await client.sendRequest(SemanticTokensRequest.type, document);
    assert.equal(openings, 1);
    await changed('file:///queue/.fishladder.json');
    await client.sendRequest(SemanticTokensRequest.type, document);
    assert.equal(openings, 2);
  });

  test('outlines and folds a patch whose hunks are counted wrong', async () => {
    await open(PATCH);
    const symbols = await client.sendRequest(DocumentSymbolRequest.type, document);
    assert.deepEqual(
      symbols?.map(({ name }) => name),
      ['a.py'],
    );
    const folds = await client.sendRequest(FoldingRangeRequest.type, document);
    assert.deepEqual(
      folds?.map(({ startLine, endLine }) => [startLine, endLine]),
      [
        [0, 8],
        [9, 15],
        [12, 15],
      ],
    );
  });

  test('renames a fix on every branch, in the series as they are open, and nothing outside the queue', async () => {
    const at = 'file:///queue/master/series';
    await open('# mine\nfix.patch\n', at);
    const where = { textDocument: { uri: at }, position: { line: 1, character: 2 } };
    const range = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 3 } });
    assert.deepEqual(await client.sendRequest(PrepareRenameRequest.type, where), {
      range: range(1),
      placeholder: 'fix',
    });
    assert.deepEqual(await client.sendRequest(RenameRequest.type, { ...where, newName: 'mend' }), {
      documentChanges: [
        { textDocument: { uri: at, version: 1 }, edits: [{ range: range(1), newText: 'mend' }] },
        {
          textDocument: { uri: 'file:///queue/old/series', version: null },
          edits: [{ range: range(1), newText: 'mend' }],
        },
        ...['master', 'old'].map((branch) => ({
          kind: 'rename',
          oldUri: `file:///queue/${branch}/fix.patch`,
          newUri: `file:///queue/${branch}/mend.patch`,
        })),
      ],
    });
    await assert.rejects(
      client.sendRequest(RenameRequest.type, { ...where, newName: '../x' }),
      /cannot name a fix\. Use letters/,
    );
    const elsewhere = { ...where, textDocument: { uri: 'file:///debian/patches/series' } };
    await open('# mine\nfix.patch\n', elsewhere.textDocument.uri);
    assert.equal(await client.sendRequest(PrepareRenameRequest.type, elsewhere), null);
    assert.equal(await client.sendRequest(RenameRequest.type, { ...elsewhere, newName: 'mend' }), null);
  });

  test('a client that renames no files is told so', async () => {
    client.dispose();
    await start(['create']);
    const at = 'file:///queue/master/series';
    await open('fix.patch\n', at);
    const where = { textDocument: { uri: at }, position: { line: 0, character: 0 } };
    await assert.rejects(client.sendRequest(RenameRequest.type, { ...where, newName: 'mend' }), /renames no files/);
  });
});
