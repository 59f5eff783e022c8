// Speaks to a real server as one of its people, apart from the code under test.
import { passwordOf, type User } from './seed';

/** One request below `/a/`; gives the answer's JSON, undefined where there is none. Rejects on any other status than success. */
export async function rest(url: string, user: User, method: string, path: string, body?: object): Promise<unknown> {
  const authorization = `Basic ${Buffer.from(`${user}:${passwordOf(user)}`).toString('base64')}`;
  const response = await fetch(`${url}a/${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = (await response.text()).replace(/^\)\]\}'\n/, '');
  if (!response.ok) throw new Error(`${method} ${path} as ${user}: ${response.status} ${text}`);
  return /json/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : undefined;
}
