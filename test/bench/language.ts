// How long the checks of long patches take, beside patchutils on the same files; how the server starts, answers and grows.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializeRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { lintPatch } from '../../src/language/lint';
import { readPatchText } from '../../src/language/patch-text';
import { patchTokens } from '../../src/language/tokens';
import { communityProfile } from '../../src/profile/detect';
import { execute } from '../ladder/execute';
import { median, printTable } from './table';

const sizes = [5_000, 100_000];
const rounds = 15;
const opened = 1_000;

/** Prints medians in ms (and MB for memory); patchutils' columns are empty where it is not installed. */
export async function measureLanguage(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fishladder-bench-'));
  try {
    const rows = sizes.map((size) => {
      const path = join(folder, `${size}.patch`);
      writeFileSync(path, longPatch(size));
      const programs = ['recountdiff', 'lsdiff'].map((program) =>
        timed(() => spawnSync(program, [path], { stdio: 'ignore' }).error),
      );
      return [
        `${size} lines`,
        checksTime(longPatch(size)),
        checksTime(miscounted(longPatch(size))),
        tokensTime(longPatch(size)),
        ...programs,
      ];
    });
    printTable(
      `Checks of a patch, median of ${rounds}`,
      ['patch', 'checks ms', 'miscounted ms', 'tokens ms', 'recountdiff ms', 'lsdiff ms'],
      rows,
    );
    if ((await execute(['npm', 'run', '--silent', 'build'])) !== 0) throw new Error('The build failed.');
    printTable('Language server', ['what', 'figure'], await serverRows());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function checksTime(text: string): string {
  const { checks } = communityProfile('openstack');
  return timed(() => {
    lintPatch(readPatchText(text), { checks, facts: { branch: 'stable/2025.1' }, ground: {} });
    return undefined;
  });
}

/** The tokens of a document that is read already, as the checks have read it. */
function tokensTime(text: string): string {
  const document = readPatchText(text);
  const { fields, bugAddresses } = communityProfile('openstack');
  const range = { start: 0, end: document.lines.length };
  return timed(() => {
    patchTokens(document, { facts: {}, fields, bugAddresses }, range);
    return undefined;
  });
}

/** The median time of a job, in ms; a dash where it answers with an error. */
function timed(job: () => Error | undefined): string {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    if (job()) return '-';
    times.push(performance.now() - start);
  }
  return median(times).toFixed(1);
}

async function serverRows(): Promise<string[][]> {
  const starts: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const { server } = await startServer();
    starts.push(performance.now() - start);
    server.kill();
  }
  const { server, client } = await startServer();
  const text = longPatch(sizes[0] as number);
  await open(client, 'file:///none/typed.patch', text);
  const keys: number[] = [];
  for (let version = 2; version < rounds + 2; version++) {
    const start = performance.now();
    const told = nextDiagnostics(client, version);
    const at = { line: 1, character: 0 };
    await client.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: 'file:///none/typed.patch', version },
      contentChanges: [{ range: { start: at, end: at }, text: 'x' }],
    });
    await told;
    keys.push(performance.now() - start);
  }
  const short = longPatch(200);
  for (let i = 0; i < opened; i++) await open(client, `file:///none/${i}.patch`, short);
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1];
  server.kill();
  return [
    ['start ms', median(starts).toFixed(0)],
    ['keystroke to diagnostics, 5000 lines, ms', median(keys).toFixed(0)],
    [`memory with ${opened} patches open, MB`, (Number(kilobytes) / 1000).toFixed(0)],
  ];
}

async function startServer(): Promise<{ server: ChildProcess; client: ProtocolConnection }> {
  const server = spawn(process.execPath, ['dist/server.js', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const client = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  client.listen();
  await client.sendRequest(InitializeRequest.type, { processId: null, rootUri: null, capabilities: {} });
  return { server, client };
}

async function open(client: ProtocolConnection, uri: string, text: string): Promise<void> {
  const told = nextDiagnostics(client, 1);
  const textDocument = { uri, languageId: 'diff', version: 1, text };
  await client.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  await told;
}

function nextDiagnostics(client: ProtocolConnection, wanted: number): Promise<void> {
  return new Promise((resolve) => {
    client.onNotification(PublishDiagnosticsNotification.type, ({ version }) => {
      if (version === wanted) resolve();
    });
  });
}

/** A patch of about so many lines: files of 20 hunks, whose counts and starts are right. */
function longPatch(lines: number): string {
  const parts = ['From: A <a@example.org>\nSubject: [PATCH] Long\n\nSigned-off-by: A <a@example.org>\n---\n'];
  const context = Array.from(
    { length: 3 },
    (_, i) => `     kept_${i} = request.context.elevated(read_deleted=True)\n`,
  ).join('');
  for (let count = 5, file = 0; count < lines; file++) {
    parts.push(`diff --git a/nova/f${file}.py b/nova/f${file}.py\n--- a/nova/f${file}.py\n+++ b/nova/f${file}.py\n`);
    for (let hunk = 0; hunk < 20; hunk++)
      parts.push(
        `@@ -${hunk * 20 + 1},7 +${hunk * 21 + 1},8 @@ def run(self):\n${context}-    old = 1\n+    new = 1\n+    more = 2\n${context}`,
      );
    count += 3 + 20 * 10;
  }
  return parts.join('');
}

/** The same with every second hunk counted wrong. */
function miscounted(text: string): string {
  let hunk = 0;
  return text.replace(/,8 @@/g, (found) => (hunk++ % 2 === 0 ? ',9 @@' : found));
}
