// What git's configuration says of the way to a web address.
import type { RunNetwork } from './network';

/** The settings that fit an address best (`http.*`, `http.<url>.*`), by their name in lower case, such as `proxy`; none where git cannot be run. */
export function addressSettings(run: RunNetwork) {
  return async (address: URL, signal: AbortSignal): Promise<ReadonlyMap<string, string>> => {
    const place = `${address.origin}${address.pathname}`;
    const { code, out } = await run({ args: ['config', '-z', '--get-urlmatch', 'http', place] }, signal);
    if (code !== 0) return new Map();
    const entries = out.split('\0').map((entry) => entry.split(/\n(.*)/s));
    return new Map(entries.map(([key = '', value = '']) => [key.replace(/^http\./, ''), value]));
  };
}
