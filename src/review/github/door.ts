// GitHub's two doors, GraphQL and REST, with the person's token where there is one, and its own words for limits.
import { bearer, type Credentials, passFor } from '../credentials';
import { ForgeError } from '../error';
import type { Answer, Http, Question } from '../http';
import { plain } from '../text';
import type { GithubAddress } from './address';
import { readEnvelope } from './schema';

/** Asks GitHub. Faults are `ForgeError`s. */
export interface GithubDoor {
  readonly host: string;
  /** True when there is a token; without one GitHub answers no GraphQL. Throws the fault of one that was refused, which is not sent again. */
  signedIn(signal: AbortSignal): Promise<boolean>;
  /** The data of a query, with what GitHub would not give left out. */
  graphql(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<Record<string, unknown>>;
  /** REST, with a path relative to the API's address. */
  rest(path: string, signal: AbortSignal, question?: Question): Promise<Answer>;
}

/** Makes the door. The token of the web address's host goes to that host's API only. */
export function createDoor(address: GithubAddress, http: Http, credentials: Credentials): GithubDoor {
  const { host } = address.web;
  const pass = passFor(credentials, address.web, address.rest);

  async function ask(url: URL, signal: AbortSignal, question: Question): Promise<Answer> {
    const credential = await pass.usable(signal);
    const headers = { 'x-github-api-version': '2022-11-28', ...bearer(credential), ...question.headers };
    return http.json(url, signal, { ...question, headers }).catch((error: unknown) => {
      pass.heed(credential, error);
      throw error instanceof ForgeError ? limited(error) : error;
    });
  }

  return {
    host,
    signedIn: pass.signedIn,
    async graphql(query, variables, signal) {
      const { data } = await ask(address.graphql, signal, { method: 'POST', body: { query, variables } });
      const envelope = readEnvelope(data);
      if (!envelope) throw unusable(host, 'it is no answer to a query');
      const first = envelope.errors?.[0];
      const limit = envelope.errors?.find(({ type, message }) => type === 'RATE_LIMITED' || isLimit(message ?? ''));
      if (envelope.errors?.some(({ type }) => type === 'RESOURCE_LIMITS_EXCEEDED')) throw tooCostly(host);
      if (limit || (first && !hasData(envelope.data))) throw refusal(host, limit ?? first ?? {});
      if (!envelope.data) throw unusable(host, 'it holds no data');
      return envelope.data;
    },
    rest: (path, signal, question = {}) => ask(new URL(path, address.rest), signal, question),
  };
}

/** True when anything of what was asked came; a mutation that failed has one null member. */
function hasData(data: Record<string, unknown> | null | undefined): boolean {
  return Object.values(data ?? {}).some((value) => value !== null && value !== undefined);
}

function isLimit(words: string): boolean {
  return /rate limit|abuse detection/i.test(words);
}

/** GitHub answers 403 when a limit is used up (docs.github.com, "Rate limits for the REST API"). */
function limited(error: ForgeError): ForgeError {
  const isBusy =
    (error.status === 403 || error.status === 429) && (error.retryAfter !== undefined || isLimit(error.message));
  return isBusy && error.code !== 'forge-busy' ? busy(error.host, error.status ?? 403, error.retryAfter) : error;
}

function busy(host: string, status: number, retryAfter = 60_000): ForgeError {
  return new ForgeError(
    'forge-busy',
    host,
    `${host} has been asked as often as it allows for now.`,
    'It is asked again later; signing in raises the limit.',
    { status, retryAfter },
  );
}

function refusal(
  host: string,
  { type, message = '' }: { type?: string | undefined; message?: string | undefined },
): ForgeError {
  if (type === 'RATE_LIMITED' || isLimit(message)) return busy(host, 200);
  const said = `${host} answered: ${plain(message, 200)}`.replace(/\.?$/, '.');
  if (type === 'NOT_FOUND')
    return new ForgeError('forge-absent', host, said, 'Check the project, or sign in with an account that may see it.');
  if (type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES')
    return new ForgeError('forge-forbidden', host, said, 'Sign in with a token that has the right to do this.');
  if (type === 'UNPROCESSABLE')
    return new ForgeError(
      'forge-refused',
      host,
      said,
      'Look at the pull request on the web; it may be closed or locked.',
    );
  return new ForgeError('forge-rejected', host, said, 'The server may be older than this question needs.');
}

/** GitHub then leaves out what it had no time for, which must not be taken for "not there". */
function tooCostly(host: string): ForgeError {
  const message = `${host} finds the question too costly to answer it in full.`;
  return new ForgeError('forge-too-large', host, message, 'Ask for fewer fixes at once.', { status: 200 });
}

/** The fault of an answer that is not what was asked for. */
export function unusable(host: string, why: string): ForgeError {
  return new ForgeError(
    'forge-answer',
    host,
    `The answer of ${host} cannot be used: ${why}.`,
    'Check that the address is that of a GitHub server.',
  );
}
