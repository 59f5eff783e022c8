// The command line of the test ladder.
import { type Tier, tiers } from './tiers';

/** What to run. */
export interface Request {
  tiers: readonly Tier[];
  grep?: string;
}

/** Reads `[tier…] [--grep TEXT]`; throws on an unknown tier or option. No tier named means all of them. */
export function parseArguments(args: readonly string[]): Request {
  const names: string[] = [];
  let grep: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--grep' || arg === '-g') grep = args[++i];
    else if (arg.startsWith('--grep=')) grep = arg.slice('--grep='.length);
    else names.push(arg);
  }
  const unknown = names.filter((name) => !tiers.some((tier) => tier.name === name));
  if (unknown.length > 0) {
    throw new Error(`No such tier: ${unknown.join(', ')}. There are: ${tiers.map((tier) => tier.name).join(', ')}.`);
  }
  const chosen = names.length > 0 ? tiers.filter((tier) => names.includes(tier.name)) : tiers;
  return { tiers: chosen, ...(grep === undefined ? {} : { grep }) };
}
