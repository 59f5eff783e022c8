// Speaks to a real server as one of its people, apart from the code under test.
import { passwordOf, type User } from './seed';

/** One request below `/a/`; gives the answer's JSON, undefined where there is none. Rejects on any other status than success. */
export async function rest(url: string, user: User, method: string, path: string, body?: object): Promise<unknown> {
  const response = await send(url, user, method, path, 'application/json', body && JSON.stringify(body));
  const text = (await response.text()).replace(/^\)\]\}'\n/, '');
  if (!response.ok) throw new Error(`${method} ${path} as ${user}: ${response.status} ${text}`);
  return /json/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : undefined;
}

/** Gives a person a public ssh key (rest-api-accounts, "Add SSH Key"). */
export async function addKey(url: string, user: User, key: string): Promise<void> {
  const response = await send(url, user, 'POST', 'accounts/self/sshkeys', 'text/plain', key);
  if (!response.ok) throw new Error(`the key of ${user}: ${response.status} ${await response.text()}`);
}

function send(url: string, user: User, method: string, path: string, type: string, body?: string): Promise<Response> {
  const authorization = `Basic ${Buffer.from(`${user}:${passwordOf(user)}`).toString('base64')}`;
  const headers = { authorization, 'content-type': type };
  return fetch(`${url}a/${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
}
