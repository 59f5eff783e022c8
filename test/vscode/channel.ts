// What the extension host tells the launcher over a local socket: output as it is written, and the end of the tests.
import { createServer, type Server, type Socket } from 'node:net';

/** Names of the variables that tell the extension host where to connect, and which test runner to load. */
export const channelVariables = { socket: 'FISHLADDER_TEST_SOCKET', runner: 'FISHLADDER_TEST_RUNNER' } as const;

/** One message, sent as a line of JSON. Messages arrive in the order in which they were sent; a fault says why the tests failed. */
export type Message =
  | { kind: 'start' }
  | { kind: 'output'; stream: 'stdout' | 'stderr'; text: string }
  | { kind: 'end'; fault?: string };

/** Sends one message; resolves when it has left this process. */
export function send(socket: Socket, message: Message): Promise<void> {
  return new Promise((done) => socket.write(`${JSON.stringify(message)}\n`, () => done()));
}

/** Listens on a socket path for one extension host. `closed` is called when it goes. */
export async function listen(path: string, received: (message: Message) => void, closed: () => void): Promise<Server> {
  const server = createServer((socket) => {
    let rest = '';
    socket.setEncoding('utf8');
    socket.on('error', () => {});
    socket.on('close', closed);
    socket.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() as string;
      for (const line of lines) received(JSON.parse(line) as Message);
    });
  });
  await new Promise<void>((done) => server.listen(path, done));
  return server;
}
