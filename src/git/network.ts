// Runs the git commands that may use the network: with the person's own way to reach a host, and without questions.
import { basename } from 'node:path';
import { decode, fromBuffer } from '../base/bytes';
import { Fault } from '../base/fault';
import { startProcess } from '../base/process';
import type { GitSettings } from './command';
import { gitEnvironment } from './environment';
import { GitError } from './error';
import type { Login } from './git';

/** One command. With `login` git asks no other helper for that host, so that none keeps the secret. */
export interface NetworkRequest {
  args: readonly string[];
  login?: Login | undefined;
  input?: string;
}

/** How a command ended: what it printed, and what was said on its error output, one line an entry, as plain text. */
export interface NetworkAnswer {
  code: number;
  out: string;
  words: string[];
}

/** Runs git once. Throws `GitError`, or the signal's reason. */
export type RunNetwork = (request: NetworkRequest, signal: AbortSignal) => Promise<NetworkAnswer>;

/** Milliseconds after which a command is ended, whatever it does. */
const LIMIT = 600_000;
/** Bytes of output that are kept. */
const MOST = 1_000_000;

/**
 * No hooks: they are made for the checkout's own branches, and would see the secret. No push options but those that are shown to
 * the person. A transfer below 1 KB/s for five minutes is ended: a busy Gerrit takes more than one to make many reviews of a push.
 */
const SETTINGS = ['core.hooksPath=/dev/null', 'push.pushOption=', 'http.lowSpeedLimit=1000', 'http.lowSpeedTime=300'];

/** How the person's own git reaches a host: the program for ssh, and the certificates that it trusts. */
const OWN = ['GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_SSH_VARIANT', 'GIT_SSL_CAINFO', 'GIT_SSL_CAPATH'];

/** The helper is a line of shell that reads the secret from git's environment, so that it is on no command line and in no file. */
const HELPER =
  '!f() { test "$1" = get && printf "username=%s\\npassword=%s\\n" "$FISHLADDER_GIT_USER" "$FISHLADDER_GIT_SECRET"; }; f';

/** A runner for one repository; `sshCommand` is git's setting core.sshCommand. */
export function networkRunner(settings: GitSettings, sshCommand: () => Promise<string | undefined>): RunNetwork {
  return async ({ args, login, input = '' }, signal) => {
    signal.throwIfAborted();
    const limit = AbortSignal.timeout(LIMIT);
    const stop = AbortSignal.any([signal, limit, ...(settings.signal ? [settings.signal] : [])]);
    const options = [...SETTINGS, ...(login ? loginSettings(login) : [])].flatMap((each) => ['-c', each]);
    const env = { ...networkEnvironment(settings.environment, await sshCommand()), ...(login ? secretsOf(login) : {}) };
    const child = startProcess(settings.command, [...options, ...args], { cwd: settings.folder, env, signal: stop });
    const [out, err] = [collect(child.stdout), collect(child.stderr)];
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? 1));
    }).catch((error: unknown) => {
      signal.throwIfAborted();
      const why = limit.aborted ? `it took longer than ${LIMIT / 60_000} minutes` : String((error as Error).message);
      throw new GitError('git-timeout', `git ${args[0]} was ended: ${why}.`, 'Try again when the network is better.');
    });
    signal.throwIfAborted();
    return { code, out: out(), words: plainLines(err()) };
  };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const pieces: Buffer[] = [];
  let size = 0;
  stream.on('data', (piece: Buffer) => {
    if (size < MOST) pieces.push(piece);
    size += piece.length;
  });
  return () => decode(fromBuffer(Buffer.concat(pieces).subarray(0, MOST)));
}

function loginSettings({ scope, user, secret }: Login): string[] {
  if (/[\u0000-\u001f\u007f]/.test(scope + user + secret))
    throw new Fault(
      'bad-credential',
      `The user name or the password for ${plainLines(scope)[0]} holds a line break or another control character.`,
      'Sign in to it again.',
    );
  return [
    'credential.helper=',
    `credential.${scope}.helper=`,
    `credential.${scope}.helper=${HELPER}`,
    'http.followRedirects=false',
  ];
}

function secretsOf({ user, secret }: Login): NodeJS.ProcessEnv {
  return { FISHLADDER_GIT_USER: user, FISHLADDER_GIT_SECRET: secret };
}

/** The fixed environment, but with a network; ssh is the person's own, and may not ask. */
function networkEnvironment(environment: NodeJS.ProcessEnv, sshCommand: string | undefined): NodeJS.ProcessEnv {
  const own = Object.fromEntries(OWN.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
  const command = environment.GIT_SSH_COMMAND ?? sshCommand ?? (environment.GIT_SSH ? undefined : 'ssh');
  const isOpenSsh = command !== undefined && /^ssh(?:\.exe)?$/.test(basename(command.split(/\s/, 1)[0] ?? ''));
  return {
    ...gitEnvironment(environment),
    ...own,
    ...(isOpenSsh
      ? { GIT_SSH_COMMAND: `${command} -oBatchMode=yes -oConnectTimeout=30 -oServerAliveInterval=15` }
      : {}),
    GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
    GIT_ASKPASS: '',
    GCM_INTERACTIVE: 'never',
  };
}

/** Lines without control characters, without what may be a password in an address, and without the mark of the other side's words. */
export function plainLines(text: string): string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) =>
      line
        .replace(/\u001b\[[\d;]*[A-Za-z]/g, '')
        .replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')
        .replace(/(\w:\/\/)[^/@\s]*@/g, '$1')
        .replace(/^remote: ?/, '')
        .trimEnd(),
    )
    .filter((line) => line !== '');
}

/** The fault of a command that the other side never got to answer, by what git said. */
export function networkFault(to: string, command: string, { words }: NetworkAnswer): GitError {
  const said =
    words.filter((line) => /^(?:fatal|error|ssh|.*denied|.*failed)/i.test(line)).join(' ') || words.join(' ');
  const where = plainLines(to)[0] ?? '';
  if (
    /Authentication failed|could not read (?:Username|Password)|Permission denied|\b40[13]\b|terminal prompts disabled/i.test(
      said,
    )
  )
    return new GitError(
      'remote-forbidden',
      `${where} does not let you ${command}: ${said}`,
      /publickey/.test(said)
        ? 'Add your public ssh key to your account there, or load the right one (ssh-add), then do the same again.'
        : 'Sign in to it first: fishladder doctor says how.',
      [command],
      said,
    );
  const isUnknownHost = /Host key verification failed/.test(said);
  return new GitError(
    'remote-failed',
    `git cannot ${command} ${command === 'push' ? 'to' : 'from'} ${where}: ${said}`,
    isUnknownHost
      ? 'Connect to it once with ssh in a terminal, and compare its key with the published one.'
      : 'Check the address and the network, then do the same again.',
    [command],
    said,
  );
}
