// GitLab's REST API, with the person's token where there is one.
import { bearer, type Credentials, passFor } from '../credentials';
import { ForgeError } from '../error';
import type { Answer, Http, Question } from '../http';
import type { GitlabAddress } from './address';
import { readList } from './schema';

/** Asks GitLab. Paths are relative to `api/v4/`. Faults are `ForgeError`s. */
export interface GitlabDoor {
  readonly host: string;
  /** The project's path in the API, ending in a slash. */
  readonly project: string;
  /** True when there is a token. Throws the fault of one that was refused, which is not sent again. */
  signedIn(signal: AbortSignal): Promise<boolean>;
  ask(path: string, signal: AbortSignal, question?: Question): Promise<Answer>;
  /** The same; undefined where there is no such thing. */
  find(path: string, signal: AbortSignal): Promise<unknown>;
  /** The first pages of a list, at most `pages` of them, whatever the server says of further ones. */
  list(path: string, signal: AbortSignal, pages: number): Promise<unknown[]>;
}

/** Makes the door. */
export function createDoor(address: GitlabAddress, http: Http, credentials: Credentials): GitlabDoor {
  const { host } = address.web;
  const pass = passFor(credentials, address.web, address.api);

  async function ask(url: URL, signal: AbortSignal, question: Question = {}): Promise<Answer> {
    const credential = await pass.usable(signal);
    const headers = { ...bearer(credential), ...question.headers };
    return http.json(url, signal, { ...question, headers }).catch((error: unknown) => {
      throw pass.heed(credential, error);
    });
  }

  return {
    host,
    project: `projects/${encodeURIComponent(address.project)}/`,
    signedIn: pass.signedIn,
    ask: (path, signal, question) => ask(new URL(path, address.api), signal, question),
    find: (path, signal) =>
      ask(new URL(path, address.api), signal).then(
        ({ data }) => data,
        (error: unknown) => {
          if (error instanceof ForgeError && error.code === 'forge-absent') return undefined;
          throw error;
        },
      ),
    async list(path, signal, pages) {
      const all: unknown[] = [];
      let next: URL | undefined = new URL(path, address.api);
      for (let page = 0; next && page < pages; page++) {
        const answer: Answer = await ask(next, signal);
        const read = readList(answer.data);
        if (!read) throw unusable(host, 'it is not a list');
        all.push(...read);
        next = answer.next;
      }
      return all;
    },
  };
}

/** The fault of an answer that is not what was asked for. */
export function unusable(host: string, why: string): ForgeError {
  return new ForgeError(
    'forge-answer',
    host,
    `The answer of ${host} cannot be used: ${why}.`,
    'Check that the address is that of a GitLab server.',
  );
}
