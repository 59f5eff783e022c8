// Loaded by VS Code as the test runner: points all output of the extension host to the launcher, then runs the real runner.
import { Console } from 'node:console';
import { connect, type Socket } from 'node:net';
import { Writable } from 'node:stream';
import { channelVariables, send } from './channel';

/** The contract of a VS Code test runner: a promise that rejects when a test failed. */
interface TestRunner {
  run(): Promise<void>;
}

/** Runs the tests. Rejects as the real runner does, so that VS Code ends with its exit code. */
export async function run(): Promise<void> {
  const socket = connect(process.env[channelVariables.socket] as string);
  socket.on('error', () => {});
  await send(socket, { kind: 'start' });
  redirectOutput(socket);
  try {
    const runner = require(process.env[channelVariables.runner] as string) as TestRunner;
    await runner.run();
    await send(socket, { kind: 'end' });
  } catch (error) {
    await send(socket, { kind: 'end', fault: String(error) });
    throw error;
  }
}

/** VS Code gives console methods and stream writes setters that do nothing, so they are defined anew. */
function redirectOutput(socket: Socket): void {
  const stdout = sink(socket, 'stdout');
  const stderr = sink(socket, 'stderr');
  replace(process, 'stdout', stdout);
  replace(process, 'stderr', stderr);
  const ours = new Console({ stdout, stderr, colorMode: false });
  for (const name of ['log', 'info', 'debug', 'warn', 'error', 'trace', 'table', 'dir', 'group', 'groupEnd'] as const) {
    replace(console, name, ours[name].bind(ours));
  }
}

function sink(socket: Socket, stream: 'stdout' | 'stderr'): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      void send(socket, { kind: 'output', stream, text: chunk.toString('utf8') });
      done();
    },
  });
}

function replace(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: true });
}
