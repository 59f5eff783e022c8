// Has git push what a forge asks for, signed in to that host only.
import type { Push } from '../review/forge';
import type { Ladder } from './ladder';
import { loginFor } from './login';

/** Pushes from this repository. Over ssh, and where nobody signed in to the host, git does as it is configured. */
export function pushFrom(ladder: Ladder): Push {
  return async (request, signal) =>
    ladder.git.push({ ...request, login: await loginFor(ladder, request.to, signal) }, signal);
}
