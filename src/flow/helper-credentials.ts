// What a person signs in with where nothing else is known: what git's own credential helpers have, who may not ask back.
import { credentialHelpers } from '../git/credential-fill';
import { networkRunner } from '../git/network';
import type { Credential, Credentials } from '../review/credentials';

/** For how many milliseconds an answer of the helpers counts. */
const COUNTS = 15 * 60_000;
/** How long the helpers may take, in milliseconds; what hangs is taken for one that knows nothing. */
const LIMIT = 20_000;

/** Where the helpers are asked: `folder` tells whose git configuration names them. `now` gives epoch milliseconds. */
export interface HelperPlace {
  command: string;
  folder: string;
  environment: NodeJS.ProcessEnv;
  now(): number;
}

/** `own`, else what git's credential helpers know of a host. Nothing is stored; without git nobody is signed in. */
export function withHelpers(own: Credentials, { now, ...place }: HelperPlace): Credentials {
  const ask = credentialHelpers(networkRunner(place, async () => undefined));
  const known = new Map<string, { answer: Promise<Credential | undefined>; asked: number }>();
  return {
    async get(host, signal) {
      const found = await own.get(host, signal);
      if (found) return found;
      const last = known.get(host);
      if (last && now() - last.asked < COUNTS) return last.answer;
      const answer = ask(`https://${host}/`, AbortSignal.timeout(LIMIT)).catch(() => undefined);
      known.set(host, { answer, asked: now() });
      const answered = await answer;
      signal.throwIfAborted();
      return answered;
    },
  };
}
